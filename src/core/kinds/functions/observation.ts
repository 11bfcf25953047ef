import { DYN, STRING, Unknown, type FunctionDeclaration } from "#core/language";
import { globalFunction, textOf } from "./declare.ts";

/** Saying that the answer lies outside of what was read. */
export const observationFunctions: readonly FunctionDeclaration[] = [
  globalFunction("notObserved", "A value that is not known because nobody has looked at what the argument names.", {
    params: [STRING],
    result: DYN,
    evaluate: (what) => new Unknown([{ reason: "not-observed", path: textOf(what) }]),
  }),
];
