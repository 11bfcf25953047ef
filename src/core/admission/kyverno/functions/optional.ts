import { declare, DYN, method, type FunctionLibrary, type Value } from "#core/language";

/**
 * What turns out at run time to be no optional stands for itself, as in cel-go (`cel/library.go`, `evalOptionalOrValue`), on which policies of
 * Kyverno rely where a value comes from `dyn`.
 */
export const lenientOptionalLibrary: FunctionLibrary = {
  name: "kyverno.optional",
  functions: ["or", "orValue"].map((name) =>
    declare(
      name,
      "The value itself.",
      method(`dyn_${name}`, [DYN, DYN, DYN], (value: Value) => value),
    ),
  ),
};
