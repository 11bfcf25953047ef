import type { Explanation } from "#core/language";
import { printValue } from "#points/check";
import type { Explained } from "./explained.ts";

/** Explanations as JSON; values are printable text, and a part that was never evaluated has null. */
export function jsonOf(explained: readonly Explained[]): string {
  const plain = explained.map(({ effect, outcomes, explanation }) => ({
    resource: effect.resource.id,
    verb: effect.verb,
    outcomes: Object.fromEntries(outcomes),
    matchConditions: explanation.matchConditions.map((one) => ({ name: one.name, ...plainNode(one.explanation) })),
    variables: explanation.variables.map((one) => ({ name: one.name, ...plainNode(one.explanation) })),
    validations: explanation.validations.map((one) => ({ id: one.name, ...plainNode(one.explanation) })),
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function plainNode(node: Explanation): object {
  const iterations = node.iterations?.map(({ variables, body }) => ({
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, printValue(value)])),
    body: plainNode(body),
  }));
  return {
    text: node.text,
    value: node.value === undefined ? null : printValue(node.value),
    children: node.children.map(plainNode),
    ...(iterations === undefined ? {} : { iterations }),
  };
}
