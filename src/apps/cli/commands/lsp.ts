import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { DiskFile, ProjectFiles } from "#apps/lsp";
import { readConfig } from "../config/config.ts";
import { documentFiles, readDocument } from "../files/documents.ts";
import { expandPaths } from "../files/expand.ts";
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
  shipped: (paths) => shippedFiles().flatMap(({ path, parsed }) => (paths.has(path) ? [] : [parsed])),
};

/** The documents that the configuration of a folder names; without a configuration those below the folder. */
function ownFiles(folder: string): readonly DiskFile[] {
  const found = pathsOf(folder).flatMap((path) => documentFiles(path).files);
  return found.slice(0, MOST_FILES).flatMap(({ file }) => {
    const text = readDocument(file);
    return typeof text === "string" && text.includes("writ/v1") ? [{ path: resolve(file), text }] : [];
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

/** A configuration that is half typed counts as none. */
function pathsOf(folder: string): readonly string[] {
  const file = join(folder, "writ.yaml");
  try {
    return existsSync(file) ? readConfig(file).policies : [folder];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [folder];
  }
}
