import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { DiskFile, FoundFile, ProjectFiles } from "#apps/lsp";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "#core/language";
import { readConfig, type Config } from "../config/config.ts";
import { documentFiles, readDocument } from "../files/documents.ts";
import { expandPaths } from "../files/expand.ts";
import { kubernetesVersion } from "./kubernetes-version.ts";
import { packageVersion } from "../package-root.ts";
import { shippedFiles } from "../policies/shipped.ts";
import { UsageError } from "../usage-error.ts";

const EXAMPLES = `
Examples:
  $ writ lsp                    # started by an editor; speaks the Language Server Protocol on stdin and stdout

docs/editors.md says how to set up VS Code, Neovim, Helix and JetBrains.`;

/** Adds `writ lsp`. The server is loaded when it is started, so that no other command waits for it. */
export function addLsp(program: Command): void {
  program
    .command("lsp")
    .summary("serve editors: diagnostics, completion, hover")
    .description(
      "Serves editors over the Language Server Protocol on stdin and stdout. It reads files and never writes them.",
    )
    .option("--stdio", "accepted because editors pass it; there is no other way")
    .addHelpText("after", EXAMPLES)
    .action(async () => {
      const { serve } = await import("#apps/lsp");
      serve(FILES, packageVersion());
    });
}

const FILES: ProjectFiles = {
  own: (folders) => folders.flatMap(ownFiles),
  expectations: (policy) => (basename(policy) === "policy.yaml" ? expectationsBelow(dirname(policy)) : []),
  kubernetes: (folders) => folders.map(versionOf).find((version) => version !== null) ?? KUBERNETES_VERSIONS.newest,
  shipped: (paths) => shippedFiles().flatMap(({ path, parsed }) => (paths.has(path) ? [] : [parsed])),
};

/** The documents that the configuration of a folder names; without a configuration those below the folder. */
function ownFiles(folder: string): readonly FoundFile[] {
  const config = configOf(folder);
  const found = (config?.policies ?? [folder]).flatMap((path) => documentFiles(path).files);
  return found.slice(0, MOST_FILES).flatMap(({ file }) => {
    const text = readDocument(file);
    return typeof text === "string" ? [{ path: resolve(file), text, named: config !== null }] : [];
  });
}

/** What cases below the folder of a policy expect. */
function expectationsBelow(folder: string): readonly DiskFile[] {
  const { files } = expandPaths([folder], [".json", ".yaml", ".yml"]);
  const expected = files.filter(({ file }) => basename(file).startsWith("expected."));
  return expected.slice(0, MOST_FILES).flatMap(({ file }) => {
    const text = readDocument(file);
    return typeof text === "string" ? [{ path: resolve(file), text }] : [];
  });
}

const MOST_FILES = 5000;

/** The configuration in a folder; one that is half typed counts as none. */
function configOf(folder: string): Config | null {
  const file = join(folder, "writ.yaml");
  return existsSync(file) ? unlessUsage(() => readConfig(file)) : null;
}

function versionOf(folder: string): KubernetesVersion | null {
  const config = configOf(folder);
  return config === null ? null : unlessUsage(() => kubernetesVersion({}, config));
}

function unlessUsage<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return null;
  }
}
