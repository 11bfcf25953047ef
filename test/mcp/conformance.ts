import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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

const CLIENT = fileURLToPath(new URL("conformance-client.ts", import.meta.url));

/**
 * What the suite looks at of a client and the gateway does as one. Not those of authorization (`auth/…`), since the gateway has no login of its own at servers: whoever
 * runs it gives it what they ask for. Nor those of skills (`sep-2640-…`), which are resources to it.
 */
export const CLIENT_SCENARIOS: Readonly<Record<keyof typeof REVISIONS, readonly string[]>> = {
  "2025": [
    "initialize",
    "tools_call",
    "elicitation-sep1034-client-defaults",
    "sse-retry",
    "json-schema-2020-12-preservation",
  ],
  "2026": [
    "tools_call",
    "request-metadata",
    "sep-2322-client-request-state",
    "http-standard-headers",
    "http-custom-headers",
    "http-invalid-tool-headers",
    "json-schema-ref-no-deref",
    "json-schema-2020-12-preservation",
  ],
};

/** Runs one scenario of the client mode with a client behind the gateway. */
export async function clientConformance(revision: string, name: string): Promise<Scenario> {
  const command = `${process.execPath} --conditions=@writ/source ${CLIENT}`;
  const args = ["client", "--command", command, "--scenario", name, "--spec-version", revision];
  const output = await run([...args, "--timeout", String(TIMEOUT_MS)], "Test Results:");
  const [, passed, failed] = /^Passed: (\d+)\/\d+, (\d+) failed/m.exec(output) ?? [];
  const isWhole = output.includes("OVERALL: PASSED");
  return { name, passed: Number(passed ?? 0), failed: Math.max(Number(failed ?? 1), isWhole ? 0 : 1) };
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
    execFile(process.execPath, [SUITE, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const output = `${stdout}\n${stderr}`;
      if (output.includes(last)) resolve(output);
      else reject(error ?? new Error("The conformance suite said nothing"));
    });
  });
}
