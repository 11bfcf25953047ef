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

/** The suite ends with 1 where a scenario fails, which is no failure of the run. */
function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [SUITE, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (stdout.includes("=== SUMMARY ===")) resolve(stdout);
      else reject(error ?? new Error("The conformance suite said nothing"));
    });
  });
}
