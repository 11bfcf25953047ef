import type { Unknown, UnknownReason, Value } from "#core/language";
import type { Expression } from "./expression.ts";

/** What expressions can speak of, and what evaluating them may cost. */
export interface Scope {
  /** The value of a parameter; undefined when there is none of that name. */
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  /** The current position in a loop, of the innermost one when there is no name. */
  copyIndex(loop: string | null): Value;
  /** A function that the template defines; undefined when it has none of that name. */
  userFunction(name: string): UserFunction | undefined;
  /** A resource of the template by its symbolic name; undefined when there is none. */
  resource(symbol: string): { readonly id: Value; readonly name: Value; readonly type: Value } | undefined;
  /** The outputs of a deployment inside the template, by its id or symbolic name; undefined when there is none. */
  outputsOf(deployment: string): Value | undefined;
  /** What stands for something that is known only when the template is deployed. */
  unknown(reason: UnknownReason, path: string): Value;
  readonly deploymentName: string;
  /** The id of the resource group that the template is deployed to, or of what else it is deployed to. */
  readonly group: string;
  readonly budget: Budget;
  /** Variables of lambdas. */
  readonly locals: ReadonlyMap<string, Value>;
  with(locals: ReadonlyMap<string, Value>): Scope;
}

/** A function that a template defines. */
export interface UserFunction {
  readonly parameters: readonly string[];
  readonly body: Value;
}

/** How many steps evaluating a template may still take; what is over is unknown. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isExhausted(): boolean {
    return this.#left <= 0;
  }

  /** Takes steps away; false when none are left. */
  take(steps = 1): boolean {
    this.#left -= steps;
    return this.#left > 0;
  }
}

/** Arguments of a call that are evaluated only when they are needed. */
export interface Call {
  readonly args: readonly Expression[];
  readonly scope: Scope;
  /** Evaluates the argument at a position; null when there is none. */
  readonly value: (at: number) => Value;
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
}

/** A function of the language. An answer of undefined means that it cannot be computed from these arguments. */
export type ArmFunction = (call: Call) => Value | Unknown | undefined;
