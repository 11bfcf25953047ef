import { INSPECTION_LABELS, type Marking } from "#core/inspection";
import { INSPECTION_POLICY, type InspectionAction, type InspectionPolicy } from "#points/gateway";
import { choices, isFields, isTexts, oneOf, type Complain } from "./fields.ts";

const ACTIONS = ["label", "redact", "block"] as const;
const KEYS: ReadonlySet<string> = new Set(["actions", "markings", "ignore"]);

/** Reads how answers of servers are looked into; what is not said is as it is without a file. */
export function readInspection(said: unknown, complain: Complain): InspectionPolicy {
  if (said === undefined) return INSPECTION_POLICY;
  if (!isFields(said)) complain("`inspection` must be a map");
  const fields = isFields(said) ? said : {};
  for (const key of Object.keys(fields)) if (!KEYS.has(key)) complain(`\`inspection.${key}\` is not known`);
  const { ignore = INSPECTION_POLICY.ignore } = fields;
  if (!isTexts(ignore)) complain("`inspection.ignore` must be a list of detectors");
  const markings = readMarkings(fields["markings"], complain);
  const actions = readActions(fields["actions"] ?? {}, markings, complain);
  return { markings, ignore: isTexts(ignore) ? ignore : [], actions: { ...INSPECTION_POLICY.actions, ...actions } };
}

/** Labels with the words that stand for them, beside those that are known. */
function readMarkings(said: unknown = {}, complain: Complain): readonly Marking[] {
  const entries = isFields(said) ? Object.entries(said) : [];
  const own = entries.flatMap(([label, phrases]) => (isPhrases(phrases) ? [{ label, phrases }] : []));
  if (!isFields(said) || own.length < entries.length)
    complain("`inspection.markings` must be a map of labels to lists of words that are not empty");
  return [...INSPECTION_POLICY.markings, ...own];
}

function isPhrases(value: unknown): value is readonly string[] {
  return isTexts(value) && value.every((phrase) => phrase.trim() !== "");
}

function readActions(
  said: unknown,
  markings: readonly Marking[],
  complain: Complain,
): Readonly<Record<string, InspectionAction>> {
  const labels = new Set<string>([...INSPECTION_LABELS, ...markings.map(({ label }) => label)]);
  const actions: Record<string, InspectionAction> = Object.create(null);
  if (!isFields(said)) complain("`inspection.actions` must be a map");
  for (const [label, value] of Object.entries(isFields(said) ? said : {})) {
    const action = oneOf(ACTIONS, value);
    if (!labels.has(label)) complain(`\`inspection.actions.${label}\` is of a label that nothing finds`);
    else if (action === null) complain(`\`inspection.actions.${label}\` must be ${choices(ACTIONS)}`);
    else actions[label] = action;
  }
  return actions;
}
