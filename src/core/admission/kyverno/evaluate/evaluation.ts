import {
  CelError,
  EVALUATION_COST_LIMIT,
  EXPRESSION_COST_LIMIT,
  Unknown,
  type CompiledExpression,
  type Meter,
  type Scope,
  type Value,
  type ValueObject,
} from "#core/language";
import type { CompiledPolicy } from "./compile.ts";

/** Why a policy has no answer: an error of an expression, or something that nobody knows. No value of an expression is one. */
export class Failure {
  readonly why: string;
  /** Whether it hangs on what is not known here; a cluster may have an answer. */
  readonly isOpen: boolean;

  constructor(why: string, isOpen = false) {
    this.why = why;
    this.isOpen = isOpen;
  }
}

/** The expressions of one policy over one scope, with one budget. Variables are computed when they are first read, and once. */
export class Evaluation {
  readonly #meter: Meter = { spent: 0, limit: EVALUATION_COST_LIMIT };
  #scope: Scope;

  constructor(scope: Scope, { variables }: Pick<CompiledPolicy, "variables">) {
    this.#scope = { ...scope, variables: this.#lazily(variables) };
  }

  /** Shows another object from here on; a variable that was read keeps its value. */
  see(object: ValueObject): void {
    this.#scope = { ...this.#scope, object };
  }

  /** A value that is neither an error nor unknown, or why there is none. */
  evaluate(expression: CompiledExpression): Exclude<Value, CelError | Unknown> | Failure {
    const value = this.#run(expression);
    if (value instanceof CelError) return new Failure(value.message);
    if (!(value instanceof Unknown)) return value;
    return new Failure(`it hangs on what is not known: ${value.causes.map(({ path }) => path).join(", ")}`, true);
  }

  /** A bool, or why there is none. */
  holds(expression: CompiledExpression): boolean | Failure {
    const value = this.evaluate(expression);
    if (typeof value === "boolean" || value instanceof Failure) return value;
    return new Failure("the expression gives no bool");
  }

  /** Each expression has its own limit within the budget. */
  #run(expression: CompiledExpression): Value {
    const { spent } = this.#meter;
    this.#meter.limit = Math.min(EVALUATION_COST_LIMIT, spent + EXPRESSION_COST_LIMIT);
    return expression.evaluate(this.#scope, this.#meter);
  }

  #lazily(variables: ReadonlyMap<string, CompiledExpression>): ValueObject {
    const values: Record<string, Value> = {};
    const known = new Map<string, Value>();
    for (const [name, expression] of variables) {
      const get = (): Value => {
        const value = known.get(name) ?? expression.evaluate(this.#scope, this.#meter);
        known.set(name, value);
        return value;
      };
      Object.defineProperty(values, name, { enumerable: true, get });
    }
    return values;
  }
}
