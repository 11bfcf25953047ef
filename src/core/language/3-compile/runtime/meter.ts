import { CelError, type Value } from "../../values/index.ts";
import type { Meter } from "../compiled.ts";

/** The answer of an expression that went over its budget. */
const COST_EXCEEDED: CelError = new CelError("cost-exceeded", "The expression costs more than its budget allows");

/**
 * How evaluation is left when the budget is spent. It is thrown, because no `||` may absorb it, and caught before `evaluate` returns; it is
 * allocated once and carries no stack.
 */
const STOP: Readonly<Record<string, never>> = Object.freeze({});

/** Adds to what was spent and stops the evaluation when that is more than the limit. */
export function charge(meter: Meter, cost: number): void {
  meter.spent += cost;
  if (!(meter.spent <= meter.limit)) throw STOP; // oxlint-disable-line no-throw-literal, typescript/only-throw-error -- see STOP
}

/** The answer after the last charge: the value, unless the budget was overdrawn. */
export function settle(meter: Meter, value: Value): Value {
  if (!(meter.spent <= meter.limit)) return COST_EXCEEDED;
  return value === undefined ? FAILED : value;
}

/** The answer for whatever evaluation was left with: the budget's stop, or an engine or library failure, which must not pass for an answer. */
export function failureOf(cause: unknown): CelError {
  return cause === STOP ? COST_EXCEEDED : FAILED;
}

const FAILED = new CelError("invalid-argument", "The expression cannot be evaluated on this input");

/** The cost of walking a text of this length: a tenth of a unit for each character, as in Kubernetes. */
export function traversalCost(length: number): number {
  return Math.ceil(length * 0.1);
}

/** Up to this length, what reads a text may count as one unit where Kubernetes counts it so. */
export const LONG_TEXT = 1000;
