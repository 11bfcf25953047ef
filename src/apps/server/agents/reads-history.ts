import type { Bundle } from "#core/bundle";

const KNOWN = new WeakMap<Bundle, boolean>();

/** Whether any policy or grant of a bundle may read `history`: one that only has the word in it counts as well. */
export function readsHistory(bundle: Bundle): boolean {
  const known = KNOWN.get(bundle) ?? mentionsHistory(bundle);
  KNOWN.set(bundle, known);
  return known;
}

function mentionsHistory({ policies, grants }: Bundle): boolean {
  return (
    policies.some(({ document: { spec } }) =>
      [
        ...spec.matchConditions.map(({ expression }) => expression.text),
        ...spec.variables.map(({ expression }) => expression.text),
        ...spec.validations.flatMap(({ expression, messageExpression }) => [
          expression.text,
          messageExpression?.text ?? "",
        ]),
      ].some(isAboutHistory),
    ) ||
    grants.some(({ document: { spec } }) => spec.conditions.some(({ expression }) => isAboutHistory(expression.text)))
  );
}

function isAboutHistory(text: string): boolean {
  return text.includes("history");
}
