import { compileProgram, decide } from "#core/decide";
import { bundleOf } from "./engines/documents.ts";
import { prepared } from "./engines/engine.ts";
import { NOW } from "./engines/writ.ts";
import { fleet, fleetProposals, type FleetSize } from "./fleet.ts";
import { measureSubjects, type Effort, type Subject } from "./measure.ts";
import { shortNumber, table } from "./report.ts";

const SIZES: readonly FleetSize[] = [
  { loaded: 10, matching: 10 },
  { loaded: 100, matching: 10 },
  { loaded: 200, matching: 10 },
  { loaded: 200, matching: 15 },
  { loaded: 1_000, matching: 10 },
  { loaded: 10_000, matching: 10 },
];

/** What one proposal costs with more and more policies loaded of which always about as many concern it. */
export function measureScaling(effort: Effort): string {
  const times = measureSubjects(SIZES.flatMap(subjectsOf), effort);
  const rows = SIZES.map(({ loaded, matching }, at) => [
    loaded.toLocaleString("en"),
    String(matching),
    shortNumber(times[at * 2] ?? Number.NaN),
    shortNumber(times[at * 2 + 1] ?? Number.NaN),
  ]);
  const head = ["policies loaded", "that apply", "ns, all pass", "ns, some fail"];
  return `One proposal with one effect, whole decision\n\n${table(head, rows)}`;
}

function subjectsOf(size: FleetSize): readonly Subject[] {
  const program = compileProgram(bundleOf(fleet(size)));
  return [true, false].map((isGood) => {
    const expected = isGood ? "allow" : "deny";
    const answers = prepared(fleetProposals(isGood), (proposal) => decide(program, proposal, NOW).effect === expected);
    if (!answers.inputs.every((input) => answers.answer(input)))
      throw new Error(`A proposal is not answered ${expected}`);
    return { name: `${size.loaded} ${expected}`, prepared: answers };
  });
}
