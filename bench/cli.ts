import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./measure.ts";
import { planText } from "./plan.ts";
import { shortNumber, table } from "./report.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WRIT = join(ROOT, "bin/writ.js");

/** Whole processes from start to end with what `npm run build` made: wall time, the least and the median of some runs. */
export function measureCli(rounds: number): string {
  if (!existsSync(join(ROOT, "dist"))) return "The command line is not built: run `npm run build` first";
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  try {
    const plans = new Map([1, 1_000, 10_000].map((count) => [count, writePlan(folder, count)]));
    const commands: readonly (readonly [string, readonly string[]])[] = [
      ["node itself, empty script", ["-e", "0"]],
      ["writ --version", [WRIT, "--version"]],
      ...Array.from(plans, ([count, file]): readonly [string, readonly string[]] => [
        `writ check, shipped controls, plan of ${count.toLocaleString("en")}`,
        [WRIT, "check", file, "--no-fail", "--quiet"],
      ]),
    ];
    const samples = commands.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [at, [name, args]] of commands.entries()) samples[at]?.push(timed(name, args));
    }
    const rows = commands.map(([name], at) => {
      const times = samples[at] ?? [];
      return [name, shortNumber(Math.min(...times)), shortNumber(median(times))];
    });
    return `Whole processes, wall ms\n\n${table(["command", "least", "median"], rows)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writePlan(folder: string, count: number): string {
  const file = join(folder, `plan-${count}.json`);
  writeFileSync(file, planText(count));
  return file;
}

function timed(name: string, args: readonly string[]): number {
  const start = performance.now();
  const done = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const took = performance.now() - start;
  if (done.status !== 0) throw new Error(`${name} ends with ${done.status}: ${done.stderr.slice(0, 2_000)}`);
  return took;
}
