import { sortDiagnostics } from "#core/diagnostics";
import type { CompiledExpression } from "#core/language";
import type { Mutation } from "../../documents/mutating-types.ts";
import { withPatchTypes } from "../../mutating/values/patch-types.ts";
import { generateMutatingPolicies } from "../autogen/mutating.ts";
import type { KyvernoMutatingPolicy, PolicyException } from "../documents/types.ts";
import { ExpressionCompiler, type Compiling, type Wanted } from "../evaluate/check.ts";
import { compileFamily, type Beside, type Compiled, type Config } from "../evaluate/compile-family.ts";
import { compileAnnotations, compileExceptions, compileVariables, type CompiledException } from "../evaluate/parts.ts";
import type { World } from "../functions/world.ts";

/** One change, ready to run. */
export interface CompiledKyvernoMutation {
  readonly patchType: Mutation["patchType"];
  readonly expression: CompiledExpression;
}

/** A mutating policy that is ready to be asked: as written, or as generated for controllers. */
export interface CompiledKyvernoMutating {
  readonly document: KyvernoMutatingPolicy;
  /** Null for the policy as written. */
  readonly config: Config;
  readonly conditions: readonly CompiledExpression[];
  readonly targetConditions: readonly CompiledExpression[];
  readonly targetExpression: CompiledExpression | null;
  readonly variables: ReadonlyMap<string, CompiledExpression>;
  readonly mutations: readonly CompiledKyvernoMutation[];
  readonly annotations: ReadonlyMap<string, CompiledExpression>;
  readonly exceptions: readonly CompiledException[];
}

export type CompiledKyvernoMutatings = Compiled<CompiledKyvernoMutating>;

/** Compiles a mutating policy and what is generated from it; one with a problem in any part of it is left out whole. */
export function compileMutating(
  policy: KyvernoMutatingPolicy,
  exceptions: readonly PolicyException[],
  world: World,
): CompiledKyvernoMutatings {
  return compileFamily(policy, { exceptions, world }, { compile: compileOne, generate: generateMutatingPolicies });
}

/** What each type of patch must evaluate to. */
const RESULTS: Readonly<Record<Mutation["patchType"], Wanted>> = {
  ApplyConfiguration: "Object",
  JSONPatch: "list(JSONPatch)",
};

function compileOne(
  document: KyvernoMutatingPolicy,
  config: Config,
  { exceptions, world }: Beside,
): CompiledKyvernoMutatings {
  const { spec, origin } = document;
  const compiling: Compiling = { origin, world, mode: "Kubernetes", extend: withPatchTypes };
  const compiler = new ExpressionCompiler(
    compiling,
    spec.variables.map(({ name }) => name),
  );
  const conditions = compiler.compileAll(spec.matchConditions.map(({ expression }) => expression));
  const targetConditions = compiler.compileAll(spec.targetConditions.map(({ expression }) => expression));
  const target = spec.targets?.expression ?? null;
  const targetExpression = target && compiler.compile(target, "any");
  const variables = compileVariables(spec.variables, compiling, compiler.diagnostics);
  const mutations = spec.mutations.flatMap(({ patchType, expression }) => {
    const one = compiler.compile(expression, RESULTS[patchType]);
    return one === null ? [] : [{ patchType, expression: one }];
  });
  const annotations = compileAnnotations(spec.auditAnnotations, compiler);
  const excepted = compileExceptions(exceptions, compiling);
  const diagnostics = sortDiagnostics([...compiler.diagnostics, ...excepted.diagnostics]);
  if (conditions === null || targetConditions === null || diagnostics.length > 0) return { policies: [], diagnostics };
  const asked = { conditions, targetConditions, targetExpression, variables, mutations, annotations };
  return { policies: [{ document, config, ...asked, exceptions: excepted.exceptions }], diagnostics: [] };
}
