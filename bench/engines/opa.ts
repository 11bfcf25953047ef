import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Question, Shape } from "../policies/shape.ts";

type Cell = { readonly ns: number } | { readonly reason: string };

export interface OpaRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** What `opa bench` says of each shape (a prepared query in its own process), or null when no `opa` is on the PATH. */
export function measureOpa(shapes: readonly Shape[]): OpaRow | null {
  const version = spawnSync("opa", ["version"], { encoding: "utf8" });
  if (version.status !== 0) return null;
  const number = /Version: (\S+)/.exec(version.stdout)?.[1] ?? "of unknown version";
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  try {
    return { name: `OPA ${number}, prepared query`, cells: shapes.map((shape) => measureShape(shape, folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureShape(shape: Shape, folder: string): Cell {
  writeFileSync(join(folder, "policy.rego"), `package bench\ndefault allow := false\n${shape.rego}\n`);
  for (const question of shape.questions) {
    writeInput(question, folder);
    const answer = run("eval", folder, []).trim();
    if (answer !== String(shape.byHand(question))) return { reason: `answers differently: ${answer}` };
  }
  const times = timed(shape).map((question) => {
    writeInput(question, folder);
    return nanosPerCall(folder);
  });
  return { ns: times.reduce((sum, time) => sum + time, 0) / times.length };
}

function writeInput(question: Question, folder: string): void {
  writeFileSync(join(folder, "input.json"), JSON.stringify(question));
}

/** One question that is answered with yes and one with no: each costs `opa bench` seconds. */
function timed({ questions, byHand }: Shape): readonly Question[] {
  return [questions.find((question) => byHand(question)), questions.find((question) => !byHand(question))].filter(
    (question) => question !== undefined,
  );
}

function nanosPerCall(folder: string): number {
  const report: { readonly T: number; readonly N: number } = JSON.parse(run("bench", folder, ["--count", "1"]));
  return report.T / report.N;
}

function run(command: "eval" | "bench", folder: string, options: readonly string[]): string {
  const format = command === "eval" ? "raw" : "json";
  const files = ["-d", join(folder, "policy.rego"), "-i", join(folder, "input.json"), "-f", format];
  const done = spawnSync("opa", [command, ...files, ...options, "data.bench.allow"], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`opa ${command} failed: ${done.stderr}${done.stdout}`);
  return done.stdout;
}
