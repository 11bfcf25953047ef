import { readSource } from "#adapters/sources";
import { compileProgram, decide, type Program } from "#core/decide";
import type { Kinds } from "#core/kinds";
import { proposeReadings } from "#points/check";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { NOW } from "../engines/writ.ts";
import { pipeline } from "../policies/shape.ts";
import type { Stretch } from "./inventories.ts";

/** The shipped policies, ready to judge. */
export interface Judge {
  readonly kinds: Kinds;
  readonly program: Program;
}

/** What a scan found. */
export interface Found {
  readonly resources: number;
  readonly verdicts: number;
  readonly failures: number;
}

const options = { principal: pipeline([]), environment: null, changedOnly: false };

export function shippedJudge(): Judge {
  const { bundle } = loadPolicies({ paths: [], library: true });
  if (bundle === null) throw new Error("The library does not load");
  return { kinds: bundle.kinds, program: compileProgram(bundle) };
}

/** Reads, maps and judges one inventory from its bytes. */
export function judgeStretch({ kinds, program }: Judge, bytes: SharedArrayBuffer, { start, end }: Stretch): Found {
  const reading = readSource({ file: "inventory.json", bytes: new Uint8Array(bytes, start, end - start) });
  const [problem] = reading.diagnostics;
  if (problem !== undefined) throw new Error(problem.message);
  let verdicts = 0;
  let failures = 0;
  for (const { proposal } of proposeReadings(program, kinds, [reading], options)) {
    const { passes, concerns } = decide(program, proposal, NOW);
    for (const count of passes.values()) verdicts += count;
    verdicts += concerns.length;
    failures += concerns.filter(({ outcome }) => outcome === "fail").length;
  }
  return { resources: reading.changes.length, verdicts, failures };
}

/** All that several scans found. */
export function sumOf(found: readonly Found[]): Found {
  const sum = (part: keyof Found): number => found.reduce((total, one) => total + one[part], 0);
  return { resources: sum("resources"), verdicts: sum("verdicts"), failures: sum("failures") };
}
