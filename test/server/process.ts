import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { COMMAND, NODE_COMPILE_CACHE } from "../cli/writ.ts";
import { until } from "./server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A `writ up` of its own. */
export interface WritProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Where it answers, once it does. */
  url(): Promise<string>;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `writ up`, with nothing of this environment that could set it up. */
export function startProcess(args: readonly string[], environment: Readonly<Record<string, string>> = {}): WritProcess {
  const child = spawn(process.execPath, [...COMMAND, "up", "--port", "0", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const found = (): string | undefined => /at (https?:\/\/\S+) by[^]*openapi\.json/.exec(out.join(""))?.[1];
  return {
    child,
    stdout: () => out.join(""),
    stderr: () => err.join(""),
    ended,
    url: async () => {
      await until(() => found() !== undefined || child.exitCode !== null);
      const url = found();
      if (url === undefined) throw new Error(err.join(""));
      return url;
    },
  };
}
