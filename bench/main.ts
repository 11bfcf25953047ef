import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { measureActs } from "./acts.ts";
import { measureCli } from "./cli.ts";
import { compareEngines } from "./compare.ts";
import { measureControls } from "./controls/controls.ts";
import { measureEvidence } from "./evidence.ts";
import { measureGateway } from "./gateway/gateway.ts";
import { measureLoading } from "./loading.ts";
import { measureScaling } from "./scaling.ts";
import { measureScan } from "./scan/scan.ts";
import { measureServer } from "./server/decisions.ts";
import { measureHooks } from "./server/hooks.ts";
import { measureLiving } from "./server/living.ts";

/** The parts of the benchmark by the name that asks for them: `npm run bench -- engines scaling`. */
const PARTS: Readonly<Record<string, () => string | Promise<string>>> = {
  engines: () => compareEngines({ rounds: 15, roundMs: 30 }),
  scaling: () => measureScaling({ rounds: 15, roundMs: 30 }),
  loading: () => measureLoading(5),
  scan: () => measureScan(5),
  controls: () => measureControls("fleet", 5),
  "all-types": () => measureControls("all types", 5),
  cli: () => measureCli(7),
  evidence: () => measureEvidence(5, 2000),
  acts: () => measureActs({ rounds: 15, roundMs: 30 }),
  server: () => measureServer(4),
  hooks: () => measureHooks(200),
  gateway: () => measureGateway(2000),
  living: () => measureLiving(5),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")}: ${Object.keys(PARTS).join(", ")}`);
/** A heap grows as far as the machine goes before it is looked through; told its limit, it shows what the work needs. */
const HEAP = "--max-old-space-size=700";

const [only] = asked;
if (only !== undefined && process.execArgv.includes(HEAP)) console.log(`\n## ${only}\n\n${await PARTS[only]?.()}`);
else runApart(asked.length === 0 ? Object.keys(PARTS) : asked);

/** Runs each part in a process of its own, so that none pays for the memory of those before it. */
function runApart(parts: readonly string[]): void {
  const [processor] = cpus();
  const machine = `${cpus().length} x ${processor?.model ?? "unknown processor"}`;
  console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}, ${machine}`);
  for (const part of parts) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, HEAP, import.meta.filename, part], {
      stdio: "inherit",
    });
    if (status !== 0) process.exitCode = 1;
  }
}
