import { loadBundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { NOW } from "./engines/writ.ts";
import { fleet, fleetProposals } from "./fleet.ts";
import { cpuMicros, median } from "./measure.ts";
import { shortNumber, table } from "./report.ts";

const COUNTS = [10, 100, 1_000, 10_000] as const;

interface Sample {
  readonly loadMs: number;
  readonly wallMs: number;
  readonly compileMs: number;
  readonly firstDecisionMs: number;
}

/** What it costs to load policies from text, from the first byte to the first decision: the median of several times in a warm process. */
export function measureLoading(rounds: number): string {
  const samples = COUNTS.map(() => [] as Sample[]);
  for (let round = 0; round < rounds; round++) {
    for (const [at, count] of COUNTS.entries()) samples[at]?.push(sample(count));
  }
  const rows = COUNTS.map((count, at) => {
    const of = (key: keyof Sample): string => shortNumber(median((samples[at] ?? []).map((one) => one[key])));
    const perPolicy = median((samples[at] ?? []).map(({ loadMs }) => (loadMs * 1000) / count));
    return [
      count.toLocaleString("en"),
      of("loadMs"),
      of("wallMs"),
      shortNumber(perPolicy),
      of("compileMs"),
      of("firstDecisionMs"),
    ];
  });
  const head = [
    "policies",
    "load, CPU ms",
    "load, wall ms",
    "CPU us each",
    "compile, CPU ms",
    "first decision, CPU ms",
  ];
  return `Loading policies from YAML\n\n${table(head, rows)}`;
}

function sample(count: number): Sample {
  const files = fleet({ loaded: count, matching: Math.min(10, count) });
  const wallStart = performance.now();
  const [bundle, loadMs] = timed(() => loadBundle(files).bundle);
  const wallMs = performance.now() - wallStart;
  if (bundle === null) throw new Error("The fleet is not loaded");
  const [program, compileMs] = timed(() => compileProgram(bundle));
  const [proposal] = fleetProposals(true);
  if (proposal === undefined) throw new Error("There is no proposal");
  const [, firstDecisionMs] = timed(() => decide(program, proposal, NOW).effect);
  return { loadMs, wallMs, compileMs, firstDecisionMs };
}

function timed<Result>(run: () => Result): readonly [Result, number] {
  const start = cpuMicros();
  const result = run();
  return [result, (cpuMicros() - start) / 1000];
}
