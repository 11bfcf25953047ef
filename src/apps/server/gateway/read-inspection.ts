import { actionProblem, INSPECTION_ACTIONS, INSPECTION_DETECTORS, type InspectionAction } from "#core/documents";
import type { Marking, StatedInspection } from "#core/inspection";
import { choices, isFields, isTexts, oneOf, type Complain } from "./fields.ts";

const KEYS: ReadonlySet<string> = new Set(["actions", "markings", "ignore"]);
const NOTHING: StatedInspection = { markings: [], ignore: null, actions: {} };

/** Reads how answers of servers are looked into; what is not said is left to the documents. */
export function readInspection(said: unknown, complain: Complain): StatedInspection {
  if (said === undefined) return NOTHING;
  if (!isFields(said)) complain("`inspection` must be a map");
  const fields = isFields(said) ? said : {};
  for (const key of Object.keys(fields)) if (!KEYS.has(key)) complain(`\`inspection.${key}\` is not known`);
  const markings = readMarkings(fields["markings"], complain);
  return {
    markings,
    ignore: readIgnored(fields["ignore"], complain),
    actions: readActions(fields["actions"] ?? {}, markings, complain),
  };
}

function readIgnored(said: unknown, complain: Complain): readonly string[] | null {
  if (said === undefined) return null;
  if (!isTexts(said)) complain("`inspection.ignore` must be a list of detectors");
  const detectors = isTexts(said) ? said : [];
  const strange = detectors.find((detector) => oneOf(INSPECTION_DETECTORS, detector) === null);
  if (strange !== undefined) complain(`\`inspection.ignore\` has \`${strange}\`, but no detector is called so`);
  return detectors;
}

/** Labels with the words that stand for them, beside those that are known. */
function readMarkings(said: unknown = {}, complain: Complain): readonly Marking[] {
  const entries = isFields(said) ? Object.entries(said) : [];
  const own = entries.flatMap(([label, phrases]) => (isPhrases(phrases) ? [{ label, phrases }] : []));
  if (!isFields(said) || own.length < entries.length)
    complain("`inspection.markings` must be a map of labels to lists of words that are not empty");
  return own;
}

function isPhrases(value: unknown): value is readonly string[] {
  return isTexts(value) && value.every((phrase) => phrase.trim() !== "");
}

function readActions(
  said: unknown,
  markings: readonly Marking[],
  complain: Complain,
): Readonly<Record<string, InspectionAction>> {
  const own = markings.map(({ label }) => label);
  const actions: Record<string, InspectionAction> = Object.create(null);
  if (!isFields(said)) complain("`inspection.actions` must be a map");
  for (const [label, value] of Object.entries(isFields(said) ? said : {})) {
    const action = oneOf(INSPECTION_ACTIONS, value);
    const problem = action === null ? null : actionProblem({ label, action }, own);
    if (action === null) complain(`\`inspection.actions.${label}\` must be ${choices(INSPECTION_ACTIONS)}`);
    else if (problem !== null) complain(`\`inspection.actions.${label}\`: ${problem.message}`);
    else actions[label] = action;
  }
  return actions;
}
