import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { builtCommand } from "./built.ts";

/** The root of the repository. */
export const ROOT: string = join(import.meta.dirname, "../..");

/** What a run of the command line left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how the command line is run. */
export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  /** Added to a small environment of its own, so that the tests do not depend on who runs them. */
  readonly env?: Readonly<Record<string, string>>;
  /** The user to run as, which only root can choose. */
  readonly uid?: number;
}

/** Compiled once for all the processes of the tests, which halves their time. */
export const NODE_COMPILE_CACHE: string = join(tmpdir(), "writ-compile-cache");

/** What `node` is started with to be the command line. */
export const COMMAND: readonly string[] = [await builtCommand()];

/** Runs the real command line in a process of its own. */
export function writ(folder: string, args: readonly string[], surroundings: Surroundings = {}): Promise<Run> {
  return run(folder, [process.execPath, ...COMMAND, ...args], surroundings);
}

/** Runs a command line in which `writ` is the real one; for redirections and pipes. */
export function shell(folder: string, script: string, surroundings: Surroundings = {}): Promise<Run> {
  const words = [process.execPath, ...COMMAND].map((word) => `'${word}'`).join(" ");
  return run(folder, ["bash", "-c", `writ() { ${words} "$@"; }\n${script}`], surroundings);
}

/** Runs any program and gathers what it says; it never rejects for an exit code. */
export function run(
  folder: string,
  command: readonly string[],
  { stdin = "", env = {}, uid }: Surroundings,
): Promise<Run> {
  const { PATH = "", HOME = "" } = process.env;
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
      ...(uid === undefined ? {} : { uid }),
    });
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
    child.on("error", reject).on("close", (code) => resolve({ code, ...texts }));
    child.stdin.on("error", () => {}).end(stdin);
  });
}

/** A new folder with these files in it, by their paths. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "writ-cli-"));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
