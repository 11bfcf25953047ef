import { cpus } from "node:os";
import { measureCli } from "./cli.ts";
import { compareEngines } from "./compare.ts";
import { measureLoading } from "./loading.ts";
import { measureScaling } from "./scaling.ts";
import { measureScan } from "./scan/scan.ts";

/** The parts of the benchmark by the name that asks for them: `npm run bench -- engines scaling`. */
const PARTS: Readonly<Record<string, () => string | Promise<string>>> = {
  engines: () => compareEngines({ rounds: 15, roundMs: 30 }),
  scaling: () => measureScaling({ rounds: 15, roundMs: 30 }),
  loading: () => measureLoading(5),
  scan: () => measureScan(5),
  cli: () => measureCli(7),
};

const [processor] = cpus();
console.log(
  `Node ${process.versions.node}, V8 ${process.versions.v8}, ${cpus().length} x ${processor?.model ?? "unknown processor"}`,
);
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")}: ${Object.keys(PARTS).join(", ")}`);
for (const [name, run] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) console.log(`\n## ${name}\n\n${await run()}`);
}
