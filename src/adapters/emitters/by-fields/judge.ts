import type { Bundle } from "#core/bundle";
import type { Validation } from "#core/documents";
import { keyOf, NEVER, type Condition } from "../conditions/condition.ts";
import { violationOf } from "../conditions/violation.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { obstacleTo, WRITES, type Part, type Write } from "./parts.ts";
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
  const { verbs } = part.policy.document.spec.match;
  const asked = WRITES.filter((verb) => verbs.length === 0 || verbs.includes(verb));
  const violations = asked.map((verb) => ({ verb, violation: violationOf(part, validation, verb, "untold") }));
  const possible = violations.filter(({ violation }) => violation.kind !== "never");
  if (possible.length === 0) return { kind: "idle" };
  const refusals: Refusal[] = [];
  for (const group of Map.groupBy(possible, ({ violation }) => keyOf(violation)).values()) {
    const settled = settleViolation(asSeen(group[0]?.violation ?? NEVER, sight, part.mapping.defaults));
    if (typeof settled === "string") return { kind: "gap", reason: settled };
    const differences = settled.unseen.map((reason) => `stricter: an excuse is not seen, because ${reason}`);
    if (settled.violation.kind === "never") continue;
    refusals.push({ writes: group.map(({ verb }) => verb), violation: settled.violation, differences });
  }
  return refusals.length === 0 ? { kind: "idle" } : { kind: "refusals", refusals };
}
