import { CelError, Unknown, type Value } from "#core/language";
import type { Outcome } from "#core/model";

/** What the value of a validation says. A value that is not a bool is an error, never a pass. */
export function outcomeOf(value: Value | undefined): Extract<Outcome, "pass" | "fail" | "unknown" | "error"> {
  if (value === true) return "pass";
  if (value === false) return "fail";
  return value instanceof Unknown ? "unknown" : "error";
}

/**
 * Whether a policy is about an effect, by the values of its match conditions: one false rules it out; else one that cannot be evaluated makes
 * every validation an error, as in Kubernetes; else one that is not known leaves it open.
 */
export type Applicability = "applies" | "rules-out" | "open" | CelError;

/** Combines the values of the match conditions, which are those of `values` from `from` up to `to`. */
export function applicabilityOf(values: readonly Value[], from: number, to: number): Applicability {
  let isOpen = false;
  let error: CelError | null = null;
  for (let position = from; position < to; position++) {
    const value = values[position];
    if (value === false) return "rules-out";
    if (value instanceof Unknown) isOpen = true;
    else if (value !== true) error ??= errorOf(value);
  }
  return error ?? (isOpen ? "open" : "applies");
}

/** The error that a value is, or the one that stands for a value which is not a bool. */
export function errorOf(value: Value | undefined): CelError {
  if (value instanceof CelError) return value;
  return new CelError("no-such-overload", "the expression did not answer a bool");
}
