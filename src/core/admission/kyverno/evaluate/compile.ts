import { sortDiagnostics } from "#core/diagnostics";
import type { CompiledExpression } from "#core/language";
import { generatePolicies } from "../autogen/autogen.ts";
import type { KyvernoPolicy, PolicyException } from "../documents/types.ts";
import type { World } from "../functions/world.ts";
import { ExpressionCompiler } from "./check.ts";
import { compileFamily, type Beside, type Compiled, type Config } from "./compile-family.ts";
import { compileAnnotations, compileExceptions, compileVariables, type CompiledException } from "./parts.ts";

export interface CompiledValidation {
  readonly expression: CompiledExpression;
  readonly message: string | null;
  readonly messageExpression: CompiledExpression | null;
}

/** A policy that is ready to be asked: as written, or as generated for controllers. */
export interface CompiledPolicy {
  readonly document: KyvernoPolicy;
  /** Null for the policy as written. */
  readonly config: Config;
  readonly conditions: readonly CompiledExpression[];
  readonly variables: ReadonlyMap<string, CompiledExpression>;
  readonly validations: readonly CompiledValidation[];
  readonly annotations: ReadonlyMap<string, CompiledExpression>;
  readonly exceptions: readonly CompiledException[];
}

export type CompiledPolicies = Compiled<CompiledPolicy>;

/** Compiles a policy and what is generated from it; one with a problem in any part of it is left out whole. */
export function compilePolicy(
  policy: KyvernoPolicy,
  exceptions: readonly PolicyException[],
  world: World,
): CompiledPolicies {
  return compileFamily(policy, { exceptions, world }, { compile: compileOne, generate: generatePolicies });
}

function compileOne(document: KyvernoPolicy, config: Config, { exceptions, world }: Beside): CompiledPolicies {
  const { spec, origin } = document;
  const compiling = { origin, world, mode: spec.mode };
  const names = spec.variables.map(({ name }) => name);
  const compiler = new ExpressionCompiler(compiling, names);
  const conditions = compiler.compileAll(spec.matchConditions.map(({ expression }) => expression));
  const variables = compileVariables(spec.variables, compiling, compiler.diagnostics);
  const validations = spec.validations.map((one) => ({
    expression: compiler.compile(one.expression, "bool"),
    message: one.message,
    messageExpression: one.messageExpression && compiler.compile(one.messageExpression, "string"),
  }));
  const annotations = compileAnnotations(spec.auditAnnotations, compiler);
  const excepted = compileExceptions(exceptions, compiling);
  const diagnostics = sortDiagnostics([...compiler.diagnostics, ...excepted.diagnostics]);
  if (conditions === null || diagnostics.length > 0) return { policies: [], diagnostics };
  const ready = validations.flatMap(({ expression, ...rest }) =>
    expression === null ? [] : [{ expression, ...rest }],
  );
  const policy = { document, config, conditions, variables, validations: ready, annotations };
  return { policies: [{ ...policy, exceptions: excepted.exceptions }], diagnostics: [] };
}
