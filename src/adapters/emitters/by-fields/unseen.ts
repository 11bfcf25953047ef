import type { ProviderDefault } from "#core/documents";
import { ALWAYS, all, any, ask, keyOf, NEVER, not, opaque, opaqueReasons, type Condition } from "../conditions/condition.ts";
import type { Attribute } from "../conditions/attribute.ts";
import { filledIn } from "./defaults.ts";
import { simplify } from "./simplify.ts";

/** Why a target does not see an attribute; null for one that it sees. */
export type Sight = (attribute: Attribute) => string | null;

/** The condition with questions to what the target does not see made opaque, and without asking whether what is always filled in is absent. */
export function asSeen(condition: Condition, sight: Sight, defaults: readonly ProviderDefault[]): Condition {
  const seen = (part: Condition): Condition => asSeen(part, sight, defaults);
  switch (condition.kind) {
    case "test": {
      const reason = sight(condition.attribute);
      return reason === null ? withoutAbsence(condition, defaults) : opaque(reason);
    }
    case "not":
      return not(seen(condition.of));
    case "all":
      return all(...condition.of.map(seen));
    case "any":
      return any(...condition.of.map(seen));
    default:
      return condition;
  }
}

function withoutAbsence(question: Question, defaults: readonly ProviderDefault[]): Condition {
  const { attribute, test } = question;
  if (test.kind !== "one-of" || !test.values.includes(null) || filledIn(attribute, defaults) === null) return question;
  return ask(attribute, { ...test, values: test.values.filter((value) => value !== null) });
}

type Question = Extract<Condition, { readonly kind: "test" }>;

/** A violation without what the target cannot see. */
export interface Settled {
  /** Holds wherever the violation may hold. */
  readonly violation: Condition;
  /** What it takes for a violation because it cannot be seen. */
  readonly unseen: readonly string[];
}

/**
 * What of a violation a target can refuse; the reason where it is none.
 *
 * An excuse that cannot be seen is taken not to be there: the guardrail is stricter. A violation that hangs on what cannot be seen is none to
 * refuse, because everything would have to be.
 */
export function settleViolation(condition: Condition): Settled | string {
  const reasons = opaqueReasons(condition);
  const certain = simplify(resolved(condition, NEVER, NEVER));
  if (certain.kind === "never") return reasons[0] ?? { violation: NEVER, unseen: [] };
  const violation = simplify(resolved(condition, ALWAYS, NEVER));
  if (violation.kind === "always") return reasons[0] ?? "it refuses every resource of the type";
  return { violation, unseen: reasons.filter((reason) => matters(condition, reason, violation)) };
}

/** Whether the violation is another one when what the reason is about speaks for the resource. */
function matters(condition: Condition, reason: string, violation: Condition): boolean {
  const favourable = simplify(resolved(spared(condition, reason, true), ALWAYS, NEVER));
  return keyOf(favourable) !== keyOf(violation);
}

/** Opaque parts with one reason as they speak for the resource. */
function spared(condition: Condition, reason: string, holds: boolean): Condition {
  if (condition.kind === "opaque") return condition.reason !== reason ? condition : holds ? NEVER : ALWAYS;
  if (condition.kind === "not") return not(spared(condition.of, reason, !holds));
  if (condition.kind === "all") return all(...condition.of.map((part) => spared(part, reason, holds)));
  return condition.kind === "any" ? any(...condition.of.map((part) => spared(part, reason, holds))) : condition;
}

/** The condition with opaque parts that make for a violation, and those that speak against one, each taken to be so. */
function resolved(condition: Condition, forIt: Condition, againstIt: Condition): Condition {
  if (condition.kind === "opaque") return forIt;
  if (condition.kind === "not") return not(resolved(condition.of, againstIt, forIt));
  if (condition.kind === "all") return all(...condition.of.map((part) => resolved(part, forIt, againstIt)));
  return condition.kind === "any" ? any(...condition.of.map((part) => resolved(part, forIt, againstIt))) : condition;
}
