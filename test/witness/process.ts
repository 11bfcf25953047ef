import { spawn, type ChildProcess } from "node:child_process";
import { COMMAND, NODE_COMPILE_CACHE } from "../cli/writ.ts";
import { until } from "../server/server.ts";

/** A `writ witness` of its own. */
export interface WitnessProcess {
  readonly child: ChildProcess;
  readonly url: string;
  stderr(): string;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `writ witness`, and waits until it answers. */
export async function startWitness(args: readonly string[], port: number = 0): Promise<WitnessProcess> {
  const command = [...COMMAND, "witness", "--port", String(port), ...args];
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const found = (): string | undefined => /answers at (https?:\/\/[^,\s]+),/.exec(out.join(""))?.[1];
  await until(() => found() !== undefined || child.exitCode !== null);
  const url = found();
  if (url === undefined) throw new Error(err.join(""));
  return { child, url, stderr: () => err.join(""), ended };
}
