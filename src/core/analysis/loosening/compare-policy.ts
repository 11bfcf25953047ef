import type { NamedExpression, Parameter, PolicyDocument, Validation } from "#core/documents";
import { isSameValue } from "#core/model";
import { difference, type Difference } from "./change.ts";
import { diffByName } from "./diff-by-name.ts";
import { OF_RULE, reachOf } from "./reach.ts";

type Spec = PolicyDocument["spec"];

const LIMITS = ["kinds", "types", "verbs", "principals", "points", "environments"] as const;

/**
 * What a new version of a policy does to answers. Only an enforced policy changes an effect, so that among the others all is neutral.
 *
 * Conditions of a match count as loosening whichever way they change: one that fails or is not known denies or holds, so that taking it away can let
 * through as well as adding it.
 */
export function comparePolicy(
  { spec: before }: PolicyDocument,
  { spec: after }: PolicyDocument,
): readonly Difference[] {
  const mode = compareMode(before, after);
  if (before.mode !== "enforce" || after.mode !== "enforce") return mode;
  return [
    ...compareFailurePolicy(before, after),
    ...compareMatch(before, after),
    ...compareNamed("match condition", before.matchConditions, after.matchConditions),
    ...compareVariables(before, after),
    ...compareValidations(before.validations, after.validations),
    ...compareParameters(before, after),
  ];
}

function compareMode(before: Spec, after: Spec): readonly Difference[] {
  if (before.mode === after.mode) return [];
  const what = `mode ${before.mode} became ${after.mode}`;
  if (after.mode === "enforce") return [difference("tightens", what)];
  return [difference(before.mode === "enforce" ? "loosens" : "neutral", what)];
}

function compareFailurePolicy(before: Spec, after: Spec): readonly Difference[] {
  if (before.failurePolicy === after.failurePolicy) return [];
  const direction = after.failurePolicy === "Fail" ? "tightens" : "loosens";
  return [difference(direction, `failurePolicy ${before.failurePolicy} became ${after.failurePolicy}`)];
}

function compareMatch({ match: before }: Spec, { match: after }: Spec): readonly Difference[] {
  return LIMITS.flatMap((name): readonly Difference[] => {
    const reach = reachOf(before[name], after[name]);
    if (reach === "same") return [];
    return [difference(OF_RULE[reach], `match.${name} became ${reach === "other" ? "different" : reach}`)];
  });
}

function compareNamed(
  what: string,
  before: readonly NamedExpression[],
  after: readonly NamedExpression[],
): readonly Difference[] {
  const { added, removed, changed } = diffByName(before, after, isSameExpression);
  return [
    ...added.map(({ name }) => difference("loosens", `${what} \`${name}\` was added`)),
    ...removed.map(({ name }) => difference("loosens", `${what} \`${name}\` was removed`)),
    ...changed.map(({ name }) => difference("loosens", `${what} \`${name}\` changed`)),
  ];
}

/** A variable that came or went is read by nothing that stayed as it was, since every name must be known. */
function compareVariables(before: Spec, after: Spec): readonly Difference[] {
  const { changed } = diffByName(before.variables, after.variables, isSameExpression);
  return changed.map(({ name }) => difference("loosens", `variable \`${name}\` changed`));
}

function compareValidations(before: readonly Validation[], after: readonly Validation[]): readonly Difference[] {
  const { added, removed, changed } = diffByName(before.map(rule), after.map(rule), isSameRule);
  return [
    ...added.map(({ name }) => difference("tightens", `validation \`${name}\` was added`)),
    ...removed.map(({ name }) => difference("loosens", `validation \`${name}\` was removed`)),
    ...changed.map(({ name }) => difference("loosens", `validation \`${name}\` changed`)),
  ];
}

function compareParameters(before: Spec, after: Spec): readonly Difference[] {
  const { changed } = diffByName(named(before), named(after), isSameParameter);
  return changed.map(({ name }) => difference("loosens", `parameter \`${name}\` changed`));
}

function isSameExpression(before: NamedExpression, after: NamedExpression): boolean {
  return before.expression.text === after.expression.text;
}

/** What of a validation can change an answer: what is said of a violation does not change that it is one. */
function rule({ id, expression, evidence }: Validation): { readonly name: string; readonly asks: string } {
  return { name: id, asks: `${evidence} ${expression.text}` };
}

function isSameRule(before: { readonly asks: string }, after: { readonly asks: string }): boolean {
  return before.asks === after.asks;
}

interface NamedParameter extends Parameter {
  readonly name: string;
}

function named({ parameters }: Spec): readonly NamedParameter[] {
  return Object.entries(parameters).map(([name, parameter]) => ({ name, ...parameter }));
}

function isSameParameter(before: NamedParameter, after: NamedParameter): boolean {
  return isSameValue(before.default, after.default) && JSON.stringify(before.schema) === JSON.stringify(after.schema);
}
