import type { Bundle } from "#core/bundle";
import type { Validation } from "#core/documents";
import { all, keyOf, NEVER, not, possibly, type Condition } from "../conditions/condition.ts";
import type { Links } from "../conditions/mapping-scope.ts";
import { measureOf, violationOf, type Subject } from "../conditions/violation.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { obstacleTo, WRITES, type Part, type Write } from "./parts.ts";
import { simplify } from "./simplify.ts";
import { asSeen, settleViolation, type Sight } from "./unseen.ts";

/** A condition to refuse, and when it is asked. */
export interface Refusal {
  readonly writes: readonly Write[];
  readonly violation: Condition;
  /** Where it is stricter than the policy. */
  readonly differences: readonly string[];
}

/** What becomes of one validation for resources of one type. */
export type Judgement =
  | { readonly kind: "refusals"; readonly refusals: readonly Refusal[] }
  /** It holds of every resource of the type. */
  | { readonly kind: "idle" }
  | { readonly kind: "gap"; readonly reason: string };

/** Says a validation as what a target that sees a resource's fields has to refuse. */
export function judge(part: Part, validation: Validation, bundle: Bundle, sight: Sight): Judgement {
  try {
    const judgement = judged(part, validation, sight);
    const obstacle = obstacleTo(part, bundle);
    return judgement.kind === "idle" || obstacle === null ? judgement : { kind: "gap", reason: obstacle };
  } catch (cause) {
    if (!(cause instanceof InexpressibleError)) throw cause;
    return { kind: "gap", reason: cause.reason };
  }
}

function judged(part: Part, validation: Validation, sight: Sight): Judgement {
  const refusals: Refusal[] = [];
  for (const { writes, violation } of violationsOf(part, validation)) {
    const settled = settleViolation(asSeen(violation, sight, part.mapping.defaults));
    if (typeof settled === "string") return { kind: "gap", reason: settled };
    if (settled.violation.kind === "never") continue;
    const [unseen] = settled.unseen;
    if (unseen !== undefined && isVain(settled.violation, { part, validation, sight, write: writes[0] ?? "create" }))
      return { kind: "gap", reason: unseen };
    const differences = settled.unseen.map((reason) => `stricter: an excuse is not seen, because ${reason}`);
    refusals.push({ writes, violation: settled.violation, differences });
  }
  return refusals.length === 0 ? { kind: "idle" } : { kind: "refusals", refusals };
}

interface Violation {
  readonly writes: readonly Write[];
  readonly violation: Condition;
}

/** What violates a validation, with the writes at which it does; none for a validation that holds of everything. */
export function violationsOf(part: Subject, validation: Validation, links: Links = "untold"): readonly Violation[] {
  const { verbs } = part.policy.document.spec.match;
  const asked = WRITES.filter((verb) => verbs.length === 0 || verbs.includes(verb));
  const [first, ...others] = asked;
  if (first === undefined) return [];
  const violation = violationOf(part, validation, first, links);
  const rest = others.map((verb) => ({
    verb,
    violation: tellsVerbs(part) ? violationOf(part, validation, verb, links) : violation,
  }));
  const groups = Map.groupBy([{ verb: first, violation }, ...rest], (one) => keyOf(one.violation));
  return [...groups.values()]
    .map((group) => ({ writes: group.map(({ verb }) => verb), violation: group[0]?.violation ?? NEVER }))
    .filter((one) => one.violation.kind !== "never");
}

/** Whether a policy may say different things of different verbs. */
function tellsVerbs({ policy }: Subject): boolean {
  const { matchConditions, variables, validations } = policy.document.spec;
  return [...matchConditions, ...variables, ...validations].some(({ expression }) => /\bverb\b/.test(expression.text));
}

interface Asked {
  readonly part: Part;
  readonly validation: Validation;
  readonly sight: Sight;
  readonly write: Write;
}

/**
 * Whether a guardrail would refuse whatever the validation has something to judge of: then nothing that can be seen excuses, and all that is
 * left to allow is what the policy is not about.
 */
function isVain(violation: Condition, { part, validation, sight, write }: Asked): boolean {
  const measured = asSeen(measureOf(part, validation, write, "untold"), sight, part.mapping.defaults);
  return simplify(all(not(violation), possibly(measured))).kind === "never";
}
