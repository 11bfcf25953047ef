import {
  compileExpression,
  type CheckedExpression,
  type CompiledExpression,
  type CompileOptions,
} from "#core/language";
import type { Value, ValueObject } from "#core/language";
import type { Frame } from "../judge/frame.ts";

/** A variable of a policy under the field that expressions read it by. */
export interface VariableField {
  readonly field: string;
  readonly checked: CheckedExpression;
}

/**
 * The object behind the scope's `variables`: each field is evaluated when an evaluation first reads it, once, against a budget of its own, as
 * in Kubernetes. It is compiled on first use as well.
 */
export function createVariables(fields: readonly VariableField[], frame: Frame, options: CompileOptions): ValueObject {
  const variables: ValueObject = {};
  for (const { field, checked } of fields) {
    const variable = new LazyVariable(checked, frame, options);
    Object.defineProperty(variables, field, { enumerable: true, get: () => variable.read() });
  }
  return variables;
}

class LazyVariable {
  readonly #checked: CheckedExpression;
  readonly #frame: Frame;
  readonly #options: CompileOptions;
  #compiled: CompiledExpression | undefined;
  #epoch = -1;
  #value: Value = null;

  constructor(checked: CheckedExpression, frame: Frame, options: CompileOptions) {
    this.#checked = checked;
    this.#frame = frame;
    this.#options = options;
  }

  read(): Value {
    const frame = this.#frame;
    if (this.#epoch === frame.epoch) return this.#value;
    this.#compiled ??= compileExpression(this.#checked, this.#options);
    this.#value = frame.run(this.#compiled);
    this.#epoch = frame.epoch;
    return this.#value;
  }
}
