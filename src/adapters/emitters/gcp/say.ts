import type { Bundle } from "#core/bundle";
import type { Validation } from "#core/documents";
import { printExpression } from "#core/language";
import type { Said } from "../by-fields/drafts.ts";
import { judge, type Refusal } from "../by-fields/judge.ts";
import type { Part, Write } from "../by-fields/parts.ts";
import { shortest } from "../by-fields/shortest.ts";
import { not, type Condition } from "../conditions/condition.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import type { ConstrainedType } from "./fields/field.ts";
import { fieldOf, leftOpen, sayCondition } from "./say-condition.ts";
import { constrainedType } from "./types.ts";

/** A condition that has to hold of resources, as a constraint says it. */
export interface SaidRule {
  readonly resource: string;
  readonly methods: readonly string[];
  readonly condition: string;
  readonly differences: readonly string[];
}

/** Longer conditions are refused (Organization Policy API v2, `CustomConstraint.condition`). */
const MOST_CHARACTERS = 1000;

/** Says a validation in the words of custom constraints. */
export function say(part: Part, validation: Validation, bundle: Bundle): Said<SaidRule> {
  const type = constrainedType(part.type);
  const judgement = judge(part, validation, bundle, (attribute) =>
    type === undefined ? NO_TYPE : fieldOf(attribute, type) === undefined ? unseen(attribute.path) : null,
  );
  if (judgement.kind === "idle") return judgement;
  if (type === undefined) return { kind: "gap", reason: NO_TYPE };
  if (judgement.kind === "gap") return judgement;
  const asked = judgement.refusals.filter(({ writes }) => methodsFor(writes, type).length > 0);
  if (asked.length === 0)
    return { kind: "gap", reason: `constraints of this type are asked only at ${type.methods.join(" and ")}` };
  return saidRules(asked, part, type);
}

const NO_TYPE = "custom constraints are not about this type, as far as is known";

function unseen(path: readonly string[]): string {
  return `custom constraints do not see \`${path.join(".")}\``;
}

const METHODS = { create: "CREATE", update: "UPDATE" } as const;

function methodsFor(writes: readonly Write[], { methods }: ConstrainedType): readonly string[] {
  return writes.map((write) => METHODS[write]).filter((method) => methods.includes(method));
}

function saidRules(refusals: readonly Refusal[], part: Part, type: ConstrainedType): Said<SaidRule> {
  const rules: SaidRule[] = [];
  for (const { writes, violation, differences } of refusals) {
    const allowed = shortest(not(violation));
    const condition = conditionText(allowed, part, type);
    if ("reason" in condition) return { kind: "gap", reason: condition.reason };
    const methods = methodsFor(writes, type);
    const left = writes.filter((write) => !methods.includes(METHODS[write]));
    const weaker = left.length === 0 ? [] : [`weaker: it is not asked at ${left.join(" and ")}`];
    const open = leftOpen(allowed, { type, defaults: part.mapping.defaults });
    const stricter = open.map((name) => `stricter: \`${name}\` left out and as false or 0 cannot be told apart`);
    const all = [...weaker, ...differences, ...stricter];
    rules.push({ resource: type.resource, methods, condition: condition.text, differences: all });
  }
  return { kind: "rules", rules };
}

type Text = { readonly text: string } | { readonly reason: string };

function conditionText(allowed: Condition, { mapping }: Part, type: ConstrainedType): Text {
  try {
    const text = printExpression(sayCondition(allowed, { type, defaults: mapping.defaults }));
    if (text.length > MOST_CHARACTERS)
      return { reason: `its condition has ${text.length} characters, and constraints take ${MOST_CHARACTERS}` };
    return text === "false" ? { reason: "it refuses every resource of the type" } : { text };
  } catch (cause) {
    if (!(cause instanceof InexpressibleError)) throw cause;
    return { reason: cause.reason };
  }
}
