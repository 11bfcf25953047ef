import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { UnavailableError } from "#core/diagnostics";
import type { BundleSource, Fetched } from "#core/distribution";
import { attempt } from "./attempt.ts";
import { readDocumentFolder } from "./documents.ts";

/** A repository, the branch or tag to follow, and the folder within it that holds the documents (`.` for all). */
export interface GitSettings {
  readonly url: string;
  readonly ref: string;
  readonly folder: string;
}

const TIMEOUT_MS = 60_000;
const run = promisify(execFile);

/** Nothing of the repository or of the machine's user makes git run a program, ask a person or reach for another kind of address. */
const GUARDS = ["-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "core.symlinks=false"];
const PROTOCOLS = "https:ssh:file";

/** The documents of a repository at the head of a branch or tag, by the `git` of this machine. Its revision is the commit. */
export function gitSource(settings: GitSettings): BundleSource {
  const name = withoutCredentials(settings.url);
  return { name, fetch: (known) => attempt(name, () => ask(settings, name, known)) };
}

async function ask({ url, ref, folder }: GitSettings, name: string, known: string | null): Promise<Fetched> {
  assertPlain(name, url, ref, folder);
  const revision = await headOf(url, ref, name);
  if (revision === known) return { kind: "unchanged" };
  const checkout = await mkdtemp(join(tmpdir(), "writ-git-"));
  try {
    await git(name, ["clone", "--quiet", "--depth", "1", "--branch", ref, "--no-tags", "--", url, checkout]);
    const head = (await git(name, ["-C", checkout, "rev-parse", "HEAD"])).trim();
    const { files } = await readDocumentFolder(join(checkout, folder));
    return { kind: "fetched", revision: head, content: { kind: "files", files } };
  } finally {
    await rm(checkout, { recursive: true, force: true });
  }
}

/** The commit that a branch or tag names now; an annotated tag names the commit behind it. */
async function headOf(url: string, ref: string, name: string): Promise<string> {
  const refs = [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/tags/${ref}^{}`];
  const lines = (await git(name, ["ls-remote", "--", url, ...refs])).trim().split("\n");
  const commit = lines.at(-1)?.split("\t")[0] ?? "";
  if (commit === "") throw new UnavailableError("git-unavailable", `\`${name}\` has no branch or tag \`${ref}\``);
  return commit;
}

/** Throws for an address, name or folder that git or the file system would read as something else. */
function assertPlain(name: string, url: string, ref: string, folder: string): void {
  const isPlain = [url, ref].every((text) => !text.startsWith("-")) && !folder.split(/[/\\]/).includes("..");
  if (!isPlain)
    throw new UnavailableError("git-settings", `The settings for \`${name}\` name an option or leave the repository`);
}

async function git(name: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: PROTOCOLS, GIT_LFS_SKIP_SMUDGE: "1" };
  try {
    const { stdout } = await run("git", [...GUARDS, ...args], { env, timeout: TIMEOUT_MS, maxBuffer: 1024 * 1024 });
    return stdout;
  } catch (cause) {
    throw new UnavailableError("git-unavailable", `git cannot fetch \`${name}\``, { cause });
  }
}

function withoutCredentials(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}
