import type { Bundle } from "#core/bundle";
import type { Validation } from "#core/documents";
import type { Said } from "../by-fields/drafts.ts";
import { judge, type Refusal } from "../by-fields/judge.ts";
import type { Part } from "../by-fields/parts.ts";
import { shortest } from "../by-fields/shortest.ts";
import { any, not, type Condition } from "../conditions/condition.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { aliasOf, isKnownType } from "./aliases.ts";
import { sayCondition, type RulePart } from "./say-condition.ts";

/** What resources of one type have to be, as the condition of a policy rule. */
export interface SaidRule {
  readonly type: string;
  readonly condition: RulePart;
  readonly differences: readonly string[];
}

/** Says a validation in the words of policy rules. */
export function say(part: Part, validation: Validation, bundle: Bundle): Said<SaidRule> {
  const judgement = judge(part, validation, bundle, (attribute) =>
    aliasOf(part.type, attribute) === undefined
      ? `no alias of Azure Policy is known for \`${attribute.path.join(".")}\``
      : null,
  );
  if (judgement.kind === "gap" && !isKnownType(part.type)) return { kind: "gap", reason: NO_TYPE };
  return judgement.kind === "refusals" ? saidRule(judgement.refusals, part) : judgement;
}

const NO_TYPE = "no aliases of Azure Policy are known for this type";

/** Azure asks at each write alike, so that what is refused at one is refused at the other. */
function saidRule(refusals: readonly Refusal[], part: Part): Said<SaidRule> {
  try {
    const allowed = shortest(not(any(...refusals.map(({ violation }) => violation))));
    if (allowed.kind === "never") return { kind: "gap", reason: "it refuses every resource of the type" };
    const condition = sayCondition(allowed, { type: part.type, defaults: part.mapping.defaults });
    return { kind: "rules", rules: [{ type: part.type, condition, differences: differencesOf(refusals, allowed) }] };
  } catch (cause) {
    if (!(cause instanceof InexpressibleError)) throw cause;
    return { kind: "gap", reason: cause.reason };
  }
}

function differencesOf(refusals: readonly Refusal[], allowed: Condition): readonly string[] {
  const writes = new Set(refusals.flatMap((one) => one.writes));
  const missing = (["create", "update"] as const).filter((write) =>
    refusals.some((one) => !one.writes.includes(write)),
  );
  const everyWrite = writes.size === 2 && missing.length === 0 ? [] : ["stricter: it is asked at every write alike"];
  const letters = comparesText(allowed) ? ["weaker: large and small letters of a text are the same"] : [];
  return [...everyWrite, ...letters, ...refusals.flatMap(({ differences }) => differences)];
}

/** Whether a text is held against another; what is empty is so in any letters. */
function comparesText(condition: Condition): boolean {
  if (condition.kind === "not") return comparesText(condition.of);
  if (condition.kind === "all" || condition.kind === "any") return condition.of.some(comparesText);
  if (condition.kind !== "test") return false;
  const { test } = condition;
  if (test.kind === "one-of" || test.kind === "has-one-of")
    return test.values.some((value) => typeof value === "string" && /[a-z]/i.test(value));
  return "text" in test;
}
