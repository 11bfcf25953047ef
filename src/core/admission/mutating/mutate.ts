import { EVALUATION_COST_LIMIT, type ValueObject } from "#core/language";
import { OVER_BUDGET, runAll, type Inputs } from "../validating/run.ts";
import { applyConfiguration } from "./apply-configuration.ts";
import { applyJsonPatch } from "./apply-json-patch.ts";
import type { CompiledMutatingPolicy, CompiledMutation } from "./compile-policy.ts";
import { mutationError, unknownMutation, type Mutated } from "./outcome.ts";
import { typeOfObject } from "./schema/type-of-object.ts";

/**
 * What one mutation makes of an object (k8s.io/apiserver, `patch.Patcher`). Each has a budget of its own, and its variables see the object as the
 * mutations before it left it.
 */
export function mutate(
  mutation: CompiledMutation,
  { variables }: Pick<CompiledMutatingPolicy, "variables">,
  inputs: Inputs & { readonly object: ValueObject },
  definitions: readonly ValueObject[],
): Mutated {
  const run = runAll([mutation.expression], inputs, variables, EVALUATION_COST_LIMIT);
  const evaluation = run.kind === "evaluated" ? run.results[0] : undefined;
  if (evaluation?.kind === "unknown") return unknownMutation(evaluation.unknown);
  if (evaluation?.kind !== "value") return mutationError(evaluation?.message ?? OVER_BUDGET);
  const known = typeOfObject(inputs.object, definitions);
  return mutation.patchType === "ApplyConfiguration"
    ? applyConfiguration(evaluation.value, inputs.object, known, "refused")
    : applyJsonPatch(evaluation.value, inputs.object, { known, isStrict: true, prefix: "JSONPath" });
}
