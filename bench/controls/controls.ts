import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { median } from "../measure.ts";
import { shortNumber, table } from "../report.ts";
import { inventories, type Inventories } from "./inventories.ts";
import { judgeStretch, shippedJudge, sumOf, type Found, type Judge } from "./judge.ts";
import { fleetOf } from "./fleet.ts";
import { allCases, passingCases } from "./templates.ts";

const COUNTS = [1_000, 10_000, 100_000] as const;

/** What a thread may keep: a quarter of what such a scan may take, which a heap that is not told so outgrows before it is looked through. */
const HEAP_MB = 256;

/** What is scanned: what a fleet may hold, or the resources of all cases, each type as often as cases speak of it and most values odd. */
export type Mixture = "fleet" | "all types";

/** A scan of mixed resources by all shipped controls, from bytes to verdicts: inventories read, mapped, linked and judged; wall time. */
export async function measureControls(mixture: Mixture, rounds: number): Promise<string> {
  const groups = mixture === "fleet" ? fleetOf(passingCases()) : allCases();
  const types = new Set(groups.flat().map(({ type }) => type)).size;
  const judge = shippedJudge();
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  await once(worker, "message");
  try {
    const rows: string[][] = [];
    for (const count of COUNTS) rows.push(await measureCount(inventories(groups, count), { judge, worker, rounds }));
    const head = [
      "resources",
      "MB",
      "verdicts",
      "one thread, ms",
      "two threads, ms",
      "JSON.parse alone, ms",
      "resident, MB",
    ];
    return `Scan of resources of ${types} native types (${mixture}) by all shipped controls\n\n${table(head, rows)}`;
  } finally {
    await worker.terminate();
  }
}

interface Scanner {
  readonly judge: Judge;
  readonly worker: Worker;
  readonly rounds: number;
}

async function measureCount(all: Inventories, { judge, worker, rounds }: Scanner): Promise<string[]> {
  const { bytes, stretches } = all;
  const expected = sumOf(stretches.map((stretch) => judgeStretch(judge, bytes, stretch)));
  const alone: number[] = [];
  const together: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await timed(() => sumOf(stretches.map((one) => judgeStretch(judge, bytes, one))), expected));
    together.push(await timed(() => judgeTogether(all, judge, worker), expected));
    parsing.push(await timed(() => parseAll(all, expected), expected));
  }
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  const figures = [
    bytes.byteLength / 2 ** 20,
    expected.verdicts,
    median(alone),
    median(together),
    median(parsing),
    megabytes,
  ];
  return [expected.resources.toLocaleString("en"), ...figures.map(shortNumber)];
}

async function timed(run: () => Found | Promise<Found>, expected: Found): Promise<number> {
  const start = performance.now();
  const found = await run();
  const took = performance.now() - start;
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error("The threads find something else");
  return took;
}

/** Every other inventory for each, so that both have the same mixture. */
async function judgeTogether({ bytes, stretches }: Inventories, judge: Judge, worker: Worker): Promise<Found> {
  const answered = once(worker, "message");
  worker.postMessage({ bytes, stretches: stretches.filter((_, at) => at % 2 === 1) } satisfies Inventories);
  const own = stretches.filter((_, at) => at % 2 === 0).map((stretch) => judgeStretch(judge, bytes, stretch));
  const [others]: Found[] = await answered;
  return sumOf(others === undefined ? own : [...own, others]);
}

/** The floor: all read as JSON, and nothing done with it. */
function parseAll({ bytes, stretches }: Inventories, expected: Found): Found {
  const whole = Buffer.from(bytes);
  for (const { start, end } of stretches) JSON.parse(whole.toString("utf8", start, end));
  return expected;
}
