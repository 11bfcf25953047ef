import type { CompileOptions } from "#core/language";
import type { Frame } from "../judge/frame.ts";

/** What every compiled part of a program shares: how to compile, and the frame to evaluate in. */
export interface EvaluationContext {
  readonly options: CompileOptions;
  readonly frame: Frame;
}
