import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { until } from "../server/server.ts";

const WRIT = fileURLToPath(new URL("../../scripts/writ.ts", import.meta.url));

/** A `writ witness` of its own. */
export interface WitnessProcess {
  readonly child: ChildProcess;
  readonly url: string;
  stderr(): string;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `writ witness` from the sources, and waits until it answers. */
export async function startWitness(args: readonly string[], port: number = 0): Promise<WitnessProcess> {
  const command = ["--conditions=@writ/source", WRIT, "witness", "--port", String(port), ...args];
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env["PATH"] },
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
