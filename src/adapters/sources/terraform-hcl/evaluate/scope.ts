import type { AccessStep } from "../../hcl/index.ts";
import type { Budget } from "./budget.ts";
import type { HclValue } from "./values.ts";

/** A name that an expression binds for itself (`for`, the iterator of `dynamic`). */
export interface Binding {
  readonly name: string;
  readonly value: HclValue;
  readonly outer: Binding | null;
}

/** What a reference names, and how many of its steps named it. */
export interface Resolved {
  readonly value: HclValue;
  readonly used: number;
}

/** What an expression is evaluated in. */
export interface Scope {
  readonly bindings: Binding | null;
  readonly budget: Budget;
  /** What a name that is not bound stands for, with the first of the steps behind it. */
  resolve(name: string, steps: readonly AccessStep[]): Resolved;
  /** Calls a function. */
  call(name: string, args: readonly HclValue[]): HclValue;
}

/** The scope with one more name. */
export function bind(scope: Scope, name: string, value: HclValue): Scope {
  return { ...scope, bindings: { name, value, outer: scope.bindings } };
}

/** The value of a bound name. */
export function bound(scope: Scope, name: string): HclValue | undefined {
  for (let binding = scope.bindings; binding; binding = binding.outer) if (binding.name === name) return binding.value;
  return undefined;
}
