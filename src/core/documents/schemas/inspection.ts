import { suggest } from "#core/diagnostics";
import { list, mapOf, oneOf, optional, record, text, withRule, type RuleProblem, type Shape } from "../shape/index.ts";
import {
  INSPECTION_ACTIONS,
  INSPECTION_DETECTORS,
  INSPECTION_LABELS,
  MARKING_LABELS,
  STREAM_HANDLINGS,
  type InspectionAction,
  type InspectionActions,
  type InspectionSettings,
} from "../types/index.ts";
import { nameShape } from "./names.ts";
import { eachOnce } from "./policy.ts";

/** Where nobody says how answers are looked into. */
export const NO_INSPECTION: InspectionSettings = {
  markings: {},
  ignore: null,
  actions: {},
  models: { actions: {}, streams: "pass" },
};

const BY_LABEL =
  "What is done, by label: `label` tells the history alone, `redact` takes it out as well, `block` withholds the answer";

/** A marking is looked for in every text that is answered, so that it is short. */
const phrase: Shape<string> = text({
  expected: "text with a marking",
  maxLength: 80,
  pattern: /^\S(?:.*\S)?$/,
  rule: "begin and end with something that is seen",
});

const actions: Shape<InspectionActions> = mapOf(nameShape, oneOf(INSPECTION_ACTIONS), "actions by label");

const settings: Shape<InspectionSettings> = record<InspectionSettings>("a map with `actions` or `markings`", {
  markings: optional(
    mapOf(nameShape, eachOnce(phrase, "phrases", "phrase"), "phrases by label"),
    NO_INSPECTION.markings,
    "Words by which documents are marked, as they are written, by label: beside those that are known",
  ),
  ignore: optional(
    list(oneOf(INSPECTION_DETECTORS), { of: "detectors", unique: { by: (detector) => detector, what: "detector" } }),
    null,
    "Detectors whose findings do not count; `ip-address` alone unless given",
  ),
  actions: optional(
    actions,
    NO_INSPECTION.actions,
    `${BY_LABEL}; of answers of servers of tools, where \`secret\` and \`injection\` are redacted unless given`,
  ),
  models: optional(
    record<InspectionSettings["models"]>("a map with `actions` or `streams`", {
      actions: optional(actions, NO_INSPECTION.actions, `${BY_LABEL}; of answers of models`),
      streams: optional(
        oneOf(STREAM_HANDLINGS),
        NO_INSPECTION.models.streams,
        "Whether answers that come piece by piece `pass` as they come, unless given, and are labelled alone, or are on `hold` until they were read",
      ),
    }),
    NO_INSPECTION.models,
    "Of answers of models, of which nothing is taken out unless somebody says so",
  ),
});

/** How answers to agents are looked into. */
export const inspectionShape: Shape<InspectionSettings> = withRule(settings, impossible);

function impossible({ markings, actions: ofTools, models }: InspectionSettings): RuleProblem | null {
  const labels = Object.keys(markings);
  return (
    manyPhrases(markings) ??
    problemIn(["actions"], ofTools, labels) ??
    problemIn(["models", "actions"], models.actions, labels)
  );
}

/** Each is looked for in every text. */
const MOST_PHRASES = 500;

function manyPhrases(markings: InspectionSettings["markings"]): RuleProblem | null {
  const count = Object.values(markings).reduce((sum, phrases) => sum + phrases.length, 0);
  if (count <= MOST_PHRASES) return null;
  const message = `\`markings\` have ${count} phrases, but at most ${MOST_PHRASES} can be looked for`;
  return at(["markings"], { message, hint: "Keep those that mark whole documents" });
}

function problemIn(path: readonly string[], stated: InspectionActions, own: readonly string[]): RuleProblem | null {
  for (const [label, action] of Object.entries(stated)) {
    const problem = actionProblem({ label, action }, own);
    if (problem !== null) return at([...path, label], problem);
  }
  return null;
}

function at(path: readonly string[], problem: ActionProblem): RuleProblem {
  return { path, code: "document-impossible-inspection", ...problem };
}

/** Why something cannot be done about a label. */
export interface ActionProblem {
  readonly message: string;
  readonly hint: string;
}

/** Why an action cannot be taken about a label, where `own` are those of the markings beside the ones that are known; null where it can. */
export function actionProblem(
  { label, action }: { readonly label: string; readonly action: InspectionAction },
  own: readonly string[],
): ActionProblem | null {
  const marks = [...MARKING_LABELS, ...own];
  const labels: readonly string[] = [...INSPECTION_LABELS, ...marks];
  if (!labels.includes(label)) {
    const near = suggest(label, labels);
    const hint = near === undefined ? "Name its words under `markings`" : `Did you mean \`${near}\`?`;
    return { message: `Nothing finds the label \`${label}\``, hint };
  }
  if (action !== "redact" || !marks.includes(label)) return null;
  return {
    message: `The marking \`${label}\` cannot be redacted, since without its words the text around it would pass for unmarked`,
    hint: "Write `block` or `label`",
  };
}
