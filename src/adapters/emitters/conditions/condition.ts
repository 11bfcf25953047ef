import { InexpressibleError } from "../expressions/inexpressible.ts";
import type { Attribute } from "./attribute.ts";
import type { Test } from "./test.ts";

/**
 * A truth about one resource, in the words that native guardrails have: questions to its attributes, joined by and, or and not.
 *
 * `opaque` is a truth that nothing in the resource itself tells, with the reason.
 */
export type Condition =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  | { readonly kind: "test"; readonly attribute: Attribute; readonly test: Test }
  | { readonly kind: "opaque"; readonly reason: string }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] };

/** More than any policy of a person needs; what grows beyond cannot be said. */
const MOST_NODES = 2000;

export const ALWAYS: Condition = { kind: "always" };
export const NEVER: Condition = { kind: "never" };

export function ask(attribute: Attribute, test: Test): Condition {
  return test.kind === "one-of" && test.values.length === 0 ? NEVER : { kind: "test", attribute, test };
}

export function opaque(reason: string): Condition {
  return { kind: "opaque", reason };
}

/** The opposite. */
export function not(condition: Condition): Condition {
  if (condition.kind === "always") return NEVER;
  if (condition.kind === "never") return ALWAYS;
  return condition.kind === "not" ? condition.of : { kind: "not", of: condition };
}

/** Whether all of them hold. */
export function all(...conditions: readonly Condition[]): Condition {
  return join("all", conditions, NEVER, ALWAYS);
}

/** Whether one of them holds. */
export function any(...conditions: readonly Condition[]): Condition {
  return join("any", conditions, ALWAYS, NEVER);
}

/** `deciding` makes the whole what it is, `neutral` changes nothing. */
function join(kind: "all" | "any", parts: readonly Condition[], deciding: Condition, neutral: Condition): Condition {
  const kept = new Map<string, Condition>();
  for (const part of parts.flatMap((one) => (one.kind === kind ? one.of : [one]))) {
    if (part.kind === deciding.kind) return deciding;
    if (part.kind !== neutral.kind) kept.set(keyOf(part), part);
  }
  const of = [...kept.values()];
  // Of two opposites one is written as such, and has the key of the other at hand.
  if (of.some((part) => part.kind === "not" && kept.has(keyOf(part.of)) && isTold(part))) return deciding;
  const [only] = of;
  if (only === undefined || of.length === 1) return only ?? neutral;
  return bounded({ kind, of });
}

const sizes = new WeakMap<Condition, number>();

function bounded(condition: Condition): Condition {
  if (sizeOf(condition) > MOST_NODES)
    throw new InexpressibleError("it becomes too large when its cases are told apart");
  return condition;
}

function sizeOf(condition: Condition): number {
  const known = sizes.get(condition);
  if (known !== undefined) return known;
  const parts = condition.kind === "not" ? [condition.of] : "of" in condition ? condition.of : [];
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(condition, size);
  return size;
}

const keys = new WeakMap<Condition, string>();

/** The same text for conditions that are written alike. */
export function keyOf(condition: Condition): string {
  const known = keys.get(condition);
  if (known !== undefined) return known;
  const key =
    condition.kind === "not"
      ? `not(${keyOf(condition.of)})`
      : "of" in condition
        ? `${condition.kind}(${condition.of.map(keyOf).join()})`
        : JSON.stringify(condition);
  keys.set(condition, key);
  return key;
}

/** Whether the resource itself tells it. Opaque parts with one reason need not be one truth, so that nothing is concluded from two of them. */
export function isTold(condition: Condition): boolean {
  return opaqueReasons(condition).length === 0;
}

/** Why parts of it cannot be told, each reason once. */
export function opaqueReasons(condition: Condition): readonly string[] {
  if (condition.kind === "opaque") return [condition.reason];
  if (condition.kind === "not") return opaqueReasons(condition.of);
  return "of" in condition ? [...new Set(condition.of.flatMap(opaqueReasons))] : [];
}

/** The condition where it holds whatever the opaque parts are. */
export function certainly(condition: Condition): Condition {
  return settled(condition, NEVER);
}

/** The condition where it may hold, by what the opaque parts are. */
export function possibly(condition: Condition): Condition {
  return settled(condition, ALWAYS);
}

function settled(condition: Condition, unknown: Condition): Condition {
  if (condition.kind === "opaque") return unknown;
  if (condition.kind === "not") return not(settled(condition.of, not(unknown)));
  if (condition.kind === "all") return all(...condition.of.map((part) => settled(part, unknown)));
  return condition.kind === "any" ? any(...condition.of.map((part) => settled(part, unknown))) : condition;
}
