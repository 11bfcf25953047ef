import type { ProviderDefault } from "#core/documents";
import {
  ALWAYS,
  all,
  any,
  ask,
  keyOf,
  NEVER,
  not,
  opaque,
  opaqueReasons,
  type Condition,
} from "../conditions/condition.ts";
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
  return { violation, unseen: unseenIn(condition, reasons, violation) };
}

/** The reasons that make a difference, each by itself or else all together. */
function unseenIn(condition: Condition, reasons: readonly string[], violation: Condition): readonly string[] {
  const single = reasons.filter((reason) => matters(condition, [reason], violation));
  return single.length === 0 && matters(condition, reasons, violation) ? reasons : single;
}

/** Whether the violation is another one when what the reasons are about speaks for the resource. */
function matters(condition: Condition, reasons: readonly string[], violation: Condition): boolean {
  const favourable = simplify(resolved(spared(condition, reasons, NEVER, ALWAYS), ALWAYS, NEVER));
  return keyOf(favourable) !== keyOf(violation);
}

/** The condition with opaque parts for some reasons replaced by what they are taken to be, for a violation and against one. */
function spared(condition: Condition, reasons: readonly string[], forIt: Condition, againstIt: Condition): Condition {
  const inner = (part: Condition): Condition => spared(part, reasons, forIt, againstIt);
  if (condition.kind === "opaque") return reasons.includes(condition.reason) ? forIt : condition;
  if (condition.kind === "not") return not(spared(condition.of, reasons, againstIt, forIt));
  if (condition.kind === "all") return all(...condition.of.map(inner));
  return condition.kind === "any" ? any(...condition.of.map(inner)) : condition;
}

/** The condition with every opaque part replaced: those that make for a violation, and those that speak against one. */
function resolved(condition: Condition, forIt: Condition, againstIt: Condition): Condition {
  return spared(condition, opaqueReasons(condition), forIt, againstIt);
}
