import { printable } from "#adapters/reporters";
import type { Explanation } from "#core/language";
import { printValue } from "#points/check";
import type { Explained } from "./explained.ts";

/** Explanations as an indented tree, one line for each part that is more than a literal. */
export function textOf(explained: readonly Explained[], colour: boolean): string {
  const dim = (text: string): string => (colour ? `\u001b[2m${text}\u001b[22m` : text);
  const lines = explained.flatMap(({ effect, outcomes, explanation }) => [
    `${effect.resource.id} (${effect.resource.kind}, ${effect.verb})`,
    ...explanation.matchConditions.flatMap((one) => block(`match condition ${one.name}`, one.explanation)),
    ...explanation.variables.flatMap((one) => block(`variable ${one.name}`, one.explanation)),
    ...explanation.validations.flatMap((one) =>
      block(`validation ${one.name}: ${outcomes.get(one.name) ?? "not-applicable"}`, one.explanation),
    ),
    "",
  ]);
  return lines.map((line) => (line.endsWith(NOT_EVALUATED) ? dim(line) : line)).join("\n");
}

const NOT_EVALUATED = "(not evaluated)";

function block(title: string, root: Explanation): readonly string[] {
  return [`  ${title}`, ...nodeLines(root, "    ")];
}

/** One line for each sub-expression, its parts indented below it; literals say nothing beyond themselves and are left out. */
function nodeLines(node: Explanation, indent: string): readonly string[] {
  const value = node.value === undefined ? NOT_EVALUATED : `= ${printValue(node.value)}`;
  const own = `${indent}${printable(node.text.replaceAll(/\s+/g, " "))}  ${printable(value)}`;
  const parts = node.children.filter((child) => child.children.length > 0 || !isLiteral(child));
  const visits = (node.iterations ?? []).flatMap(({ variables, body }) => [
    `${indent}  with ${printable(
      Object.entries(variables)
        .map(([name, item]) => `${name} = ${printValue(item)}`)
        .join(", "),
    )}`,
    ...nodeLines(body, `${indent}    `),
  ]);
  return [own, ...parts.flatMap((child) => nodeLines(child, `${indent}  `)), ...visits];
}

function isLiteral({ text }: Explanation): boolean {
  return /^(?:["'\d-]|true$|false$|null$|[rRbB]+["'])/.test(text);
}
