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

/** A program with its arguments, and what to call it. */
interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** The plan that others are compared on. */
const COMPARED = 1_000;

/** Whole processes from start to end with what `npm run build` made: wall time, the least and the median of some runs. */
export function measureCli(rounds: number): string {
  if (!existsSync(join(ROOT, "dist"))) return "The command line is not built: run `npm run build` first";
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  try {
    const plans = new Map([1, COMPARED, 10_000].map((count) => [count, writePlan(folder, count)]));
    const commands = [...ownCommands(plans), ...foreignCommands(plans.get(COMPARED) ?? "")];
    const samples = commands.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [at, command] of commands.entries()) samples[at]?.push(timed(command));
    }
    const rows = commands.map(({ name }, at) => {
      const times = samples[at] ?? [];
      return [name, shortNumber(Math.min(...times)), shortNumber(median(times))];
    });
    return `Whole processes, wall ms\n\n${table(["command", "least", "median"], rows)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownCommands(plans: ReadonlyMap<number, string>): readonly Command[] {
  const program = process.execPath;
  return [
    { name: "node itself, empty script", program, args: ["-e", "0"] },
    { name: "writ --version", program, args: [WRIT, "--version"] },
    ...Array.from(plans, ([count, file]) => ({
      name: `writ check, shipped controls, plan of ${count.toLocaleString("en")}`,
      program,
      args: [WRIT, "check", file, "--no-fail", "--quiet"],
    })),
  ];
}

/** Checkov with all its checks for plans on the same plan, when it is on the PATH. */
function foreignCommands(plan: string): readonly Command[] {
  if (spawnSync("checkov", ["--version"]).status !== 0) return [];
  const args = ["-f", plan, "--framework", "terraform_plan", "--compact", "--quiet", "--soft-fail", "--skip-download"];
  return [{ name: `checkov, plan of ${COMPARED.toLocaleString("en")}`, program: "checkov", args }];
}

function writePlan(folder: string, count: number): string {
  const file = join(folder, `plan-${count}.json`);
  writeFileSync(file, planText(count));
  return file;
}

function timed({ name, program, args }: Command): number {
  const start = performance.now();
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const took = performance.now() - start;
  if (done.status !== 0) throw new Error(`${name} ends with ${done.status}: ${done.stderr.slice(0, 2_000)}`);
  return took;
}
