import type { CheckedExpression } from "../2-check/checked.ts";
import type { Backend, CompiledExpression, CompiledGroup, Explanation, Scope } from "./compiled.ts";

export interface CompileOptions {
  readonly backend?: Backend;
}

/** Makes one expression runnable. */
export function compileExpression(_checked: CheckedExpression, _options: CompileOptions = {}): CompiledExpression {
  throw new Error("not built yet");
}

/** Makes several expressions over one scope runnable as one, sharing common sub-expressions. */
export function compileGroup(_checked: readonly CheckedExpression[], _options: CompileOptions = {}): CompiledGroup {
  throw new Error("not built yet");
}

/** Evaluates once more, slowly, and keeps the value of every sub-expression. */
export function explainExpression(_checked: CheckedExpression, _scope: Scope): Explanation {
  throw new Error("not built yet");
}
