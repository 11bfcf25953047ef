import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const SUITE = join(
  dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);

/** The revisions whose requirements are run, by era. */
export const REVISIONS = { "2025": "2025-11-25", "2026": "2026-07-28" } as const;

/** Long, since a machine may be busy with other things; the scenarios themselves bound what they wait for. */
const TIMEOUT_MS = 60_000;

/** How one scenario of the official suite went. */
export interface Scenario {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** Runs what a revision requires of a server against an address. Scenarios in the order of their names. */
export async function conformance(url: string, revision: string): Promise<readonly Scenario[]> {
  const output = await run(["server", "--url", url, "--requirements", revision, "--timeout", String(TIMEOUT_MS)]);
  const lines = output.matchAll(/^[✓✗] ([\w-]+): (\d+) passed, (\d+) failed$/gm);
  const scenarios = Array.from(lines, ([, name = "", passed, failed]) => ({
    name,
    passed: Number(passed),
    failed: Number(failed),
  }));
  return scenarios.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** How often a scenario that fails is run again by itself. */
const MOST_ATTEMPTS = 3;

/** Runs what fails again, each by itself: the suite waits for what comes in windows of its own, which a busy machine may miss. What is `expected` to fail stays. */
export async function settled(
  [url, revision]: readonly [url: string, revision: string],
  scenarios: readonly Scenario[],
  expected: readonly string[] = [],
): Promise<readonly Scenario[]> {
  const settledOnes: Scenario[] = [];
  for (const scenario of scenarios) {
    let isPassed = scenario.failed === 0 || expected.includes(scenario.name);
    for (let attempt = 0; attempt < MOST_ATTEMPTS && !isPassed; attempt++)
      isPassed = await passesAlone(url, revision, scenario.name);
    const { name, failed, passed } = scenario;
    settledOnes.push(failed === 0 || !isPassed || expected.includes(name) ? scenario : { name, passed, failed: 0 });
  }
  return settledOnes;
}

async function passesAlone(url: string, revision: string, scenario: string): Promise<boolean> {
  const args = ["server", "--url", url, "--scenario", scenario, "--spec-version", revision];
  const output = await run([...args, "--timeout", String(TIMEOUT_MS)], "Test Results:");
  return /^Passed: \d+\/\d+, 0 failed/m.test(output);
}

/** The suite ends with 1 where a scenario fails, which is no failure of the run. */
function run(args: readonly string[], last = "=== SUMMARY ==="): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [SUITE, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (stdout.includes(last)) resolve(stdout);
      else reject(error ?? new Error("The conformance suite said nothing"));
    });
  });
}
