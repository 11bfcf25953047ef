import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Subject } from "./subjects.ts";

const CONNECTIONS = 64;

/** A request that is sent over and over, and how many decisions each asks for. */
export interface Load {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  readonly decisions: number;
}

/** What came of a load, times in milliseconds. */
export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuSeconds: number;
}

/** Loads a server for some seconds, from a process of its own, so that its work is not counted as the server's. */
export async function generate({ url, token, pid }: Subject, { path, body }: Load, seconds: number): Promise<Measured> {
  const order = JSON.stringify({ url, token, path, body: JSON.stringify(body), seconds, connections: CONNECTIONS });
  const before = cpuSecondsOf(pid);
  const text = await outputOf(fileURLToPath(new URL("./load.ts", import.meta.url)), order);
  const measured: Omit<Measured, "cpuSeconds"> = JSON.parse(text);
  return { ...measured, cpuSeconds: cpuSecondsOf(pid) - before };
}

function outputOf(script: string, order: string): Promise<string> {
  const child = spawn(process.execPath, [script, order], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}

const TICKS_PER_SECOND = 100;

/** Seconds of CPU that a process has used on all of its threads, the kernel's work for it included, as Linux counts them. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Megabytes of memory that a process holds. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
