import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { compileProgram, type Program } from "#core/decide";
import { bundleOf } from "../engines/documents.ts";
import { fleet, type FleetSize } from "../fleet.ts";
import { median } from "../measure.ts";
import { shortNumber, table } from "../report.ts";
import { resourceBytes } from "./resources.ts";
import { lineStart, scanLines } from "./scan-lines.ts";
import type { Stretch } from "./worker.ts";

const COUNTS = [100, 1_000, 10_000, 100_000] as const;
const SIZE: FleetSize = { loaded: 200, matching: 15 };

/** A scan of resources from bytes to verdicts, on this thread alone and with one worker beside it; wall time, since cores are the question. */
export async function measureScan(rounds: number): Promise<string> {
  const program = compileProgram(bundleOf(fleet(SIZE)));
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: SIZE });
  await once(worker, "message");
  try {
    const rows: string[][] = [];
    for (const count of COUNTS) rows.push(await measureCount(count, { program, worker, rounds }));
    const head = ["resources", "MB", "one thread, ms", "two threads, ms", "JSON.parse alone, ms", "resident, MB"];
    return `Scan of resources from bytes, ${SIZE.loaded} policies loaded, ${SIZE.matching} apply to each\n\n${table(head, rows)}`;
  } finally {
    await worker.terminate();
  }
}

interface Scanner {
  readonly program: Program;
  readonly worker: Worker;
  readonly rounds: number;
}

async function measureCount(count: number, { program, worker, rounds }: Scanner): Promise<string[]> {
  const shared = resourceBytes(count);
  const bytes = Buffer.from(shared.buffer);
  const expected = Math.floor(count / 100);
  const alone: number[] = [];
  const together: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await timed(() => scanLines(program, bytes, 0, bytes.length), expected));
    together.push(await timed(() => scanTogether(program, worker, bytes, shared.buffer), expected));
    parsing.push(await timed(() => parseLines(bytes), count));
  }
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  const figures = [bytes.length / 2 ** 20, median(alone), median(together), median(parsing), megabytes];
  return [count.toLocaleString("en"), ...figures.map(shortNumber)];
}

async function timed(run: () => number | Promise<number>, expected: number): Promise<number> {
  const start = performance.now();
  const answer = await run();
  const took = performance.now() - start;
  if (answer !== expected) throw new Error(`The scan answers ${answer} instead of ${expected}`);
  return took;
}

async function scanTogether(
  program: Program,
  worker: Worker,
  bytes: Buffer,
  shared: SharedArrayBuffer,
): Promise<number> {
  const middle = lineStart(bytes, bytes.length >> 1);
  const rest: Stretch = { bytes: shared, start: middle, end: bytes.length };
  const answered = once(worker, "message");
  worker.postMessage(rest);
  const denied = scanLines(program, bytes, 0, middle);
  const [others] = await answered;
  return denied + Number(others);
}

/** The floor: every line read as JSON, and nothing done with it. */
function parseLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; lines++) {
    const stop = bytes.indexOf(10, at);
    JSON.parse(bytes.toString("utf8", at, stop));
    at = stop + 1;
  }
  return lines;
}
