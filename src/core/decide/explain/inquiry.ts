import type { CheckedValidation } from "#core/bundle";
import { CelError, type CheckedExpression, type Value } from "#core/language";
import type { ExactAnswer, ExactPolicy } from "../program/exact-policy.ts";
import type { LoadedPolicy } from "../program/loaded-policy.ts";
import type { CompiledProgram } from "../program/program.ts";
import { Explained } from "./explained.ts";
import { Place } from "./place.ts";

/** One policy asked once more about the effect whose turn it is in the frame; its variables stay readable until the frame's next evaluation. */
export class Inquiry {
  readonly answer: ExactAnswer;
  readonly #program: CompiledProgram;
  readonly #policy: LoadedPolicy;
  readonly #exact: ExactPolicy;
  readonly #variables = new Map<string, Explained | undefined>();

  constructor(program: CompiledProgram, policy: LoadedPolicy) {
    this.#program = program;
    this.#policy = policy;
    this.#exact = program.exact(policy);
    this.answer = this.#exact.evaluate(program.frame);
  }

  /** The match conditions. */
  get conditions(): readonly CheckedExpression[] {
    return this.#policy.checked.matchConditions.map(({ checked }) => checked);
  }

  /** Evaluates one expression of the policy with every value kept. */
  explain(checked: CheckedExpression): Place {
    const explained = new Explained(checked, this.#program.frame.scope);
    return new Place(explained, (name) => this.#variable(name));
  }

  /** What the `messageExpression` answers; undefined without one. */
  message(validation: CheckedValidation): Value | undefined {
    const compiled = this.#exact.messageOf(validation);
    return compiled === null ? undefined : this.#program.frame.run(compiled);
  }

  #variable(name: string): Explained | undefined {
    if (!this.#variables.has(name)) this.#variables.set(name, this.#explainVariable(name));
    return this.#variables.get(name);
  }

  /** A variable that ran out of its budget is not evaluated again without one. */
  #explainVariable(name: string): Explained | undefined {
    const variable = this.#policy.checked.variables.find((candidate) => candidate.name === name);
    const value = this.#exact.variables[name];
    if (variable === undefined || isOutOfBudget(value)) return undefined;
    return new Explained(variable.checked, this.#program.frame.scope);
  }
}

/** Whether a value is the error of an evaluation that cost too much. */
export function isOutOfBudget(value: Value | undefined): boolean {
  return value instanceof CelError && value.code === "cost-exceeded";
}
