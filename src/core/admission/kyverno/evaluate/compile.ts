import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import type { NamedExpression } from "#core/documents";
import type { CompiledExpression } from "#core/language";
import { generatePolicies, type GeneratedPolicy } from "../autogen/autogen.ts";
import type { KyvernoPolicy, PolicyException } from "../documents/types.ts";
import type { World } from "../functions/world.ts";
import { ExpressionCompiler } from "./check.ts";

export interface CompiledValidation {
  readonly expression: CompiledExpression;
  readonly message: string | null;
  readonly messageExpression: CompiledExpression | null;
}

export interface CompiledException {
  readonly document: PolicyException;
  readonly conditions: readonly CompiledExpression[];
}

/** A policy that is ready to be asked: as written, or as generated for controllers. */
export interface CompiledPolicy {
  readonly document: KyvernoPolicy;
  /** Null for the policy as written. */
  readonly config: GeneratedPolicy["config"] | null;
  readonly conditions: readonly CompiledExpression[];
  readonly variables: ReadonlyMap<string, CompiledExpression>;
  readonly validations: readonly CompiledValidation[];
  readonly annotations: ReadonlyMap<string, CompiledExpression>;
  readonly exceptions: readonly CompiledException[];
}

export interface CompiledPolicies {
  readonly policies: readonly CompiledPolicy[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a policy and what is generated from it; one with a problem in any part of it is left out whole. */
export function compilePolicy(
  policy: KyvernoPolicy,
  exceptions: readonly PolicyException[],
  world: World,
): CompiledPolicies {
  const beside = {
    exceptions: exceptions.filter((exception) => isAbout(exception, policy)),
    world: worldOf(policy, world),
  };
  const written = compileOne(policy, null, beside);
  if (written.diagnostics.length > 0) return written;
  const generated = generatePolicies(policy).map((one) => compileOne(one.policy, one.config, beside));
  const diagnostics = sortDiagnostics(generated.flatMap((one) => one.diagnostics));
  if (diagnostics.length > 0) return { policies: [], diagnostics };
  return { policies: [written, ...generated].flatMap(({ policies }) => policies), diagnostics: [] };
}

/** A policy of a namespace asks in its own alone. */
function worldOf({ kind, metadata }: KyvernoPolicy, world: World): World {
  return kind === "NamespacedValidatingPolicy" ? { ...world, namespace: metadata.namespace ?? "default" } : world;
}

function isAbout({ spec }: PolicyException, policy: KyvernoPolicy): boolean {
  return spec.policyRefs.some(({ name, kind }) => name === policy.metadata.name && kind === policy.kind);
}

interface Beside {
  readonly exceptions: readonly PolicyException[];
  readonly world: World;
}

function compileOne(
  document: KyvernoPolicy,
  config: CompiledPolicy["config"],
  { exceptions, world }: Beside,
): CompiledPolicies {
  const { spec, origin } = document;
  const names = spec.variables.map(({ name }) => name);
  const compiler = new ExpressionCompiler(origin, world, spec.mode, names);
  const conditions = compiler.compileAll(spec.matchConditions.map(({ expression }) => expression));
  const variables = compileVariables(document, compiler, world);
  const validations = spec.validations.map((one) => ({
    expression: compiler.compile(one.expression, "bool"),
    message: one.message,
    messageExpression: one.messageExpression && compiler.compile(one.messageExpression, "string"),
  }));
  const annotations = compileNamed(
    spec.auditAnnotations.map(({ key, valueExpression }) => ({ name: key, expression: valueExpression })),
    compiler,
  );
  const excepted = compileExceptions(exceptions, document, world);
  const diagnostics = sortDiagnostics([...compiler.diagnostics, ...excepted.diagnostics]);
  if (conditions === null || diagnostics.length > 0) return { policies: [], diagnostics };
  const ready = validations.flatMap(({ expression, ...rest }) =>
    expression === null ? [] : [{ expression, ...rest }],
  );
  const policy = { document, config, conditions, variables, validations: ready, annotations };
  return { policies: [{ ...policy, exceptions: excepted.exceptions }], diagnostics: [] };
}

/** Each variable may read those before it. */
function compileVariables(
  { spec, origin }: KyvernoPolicy,
  compiler: ExpressionCompiler,
  world: World,
): ReadonlyMap<string, CompiledExpression> {
  const names = spec.variables.map(({ name }) => name);
  const compiled = spec.variables.flatMap(({ name, expression }, at) => {
    const earlier = new ExpressionCompiler(origin, world, spec.mode, names.slice(0, at));
    const one = earlier.compile(expression, "any");
    compiler.diagnostics.push(...earlier.diagnostics);
    return one === null ? [] : [[name, one] as const];
  });
  return new Map(compiled);
}

function compileNamed(
  named: readonly NamedExpression[],
  compiler: ExpressionCompiler,
): ReadonlyMap<string, CompiledExpression> {
  const compiled = named.map(({ name, expression }) => [name, compiler.compile(expression, "string")] as const);
  return new Map(compiled.flatMap(([name, one]) => (one === null ? [] : [[name, one] as const])));
}

interface CompiledExceptions {
  readonly exceptions: readonly CompiledException[];
  readonly diagnostics: readonly Diagnostic[];
}

function compileExceptions(
  documents: readonly PolicyException[],
  { spec }: KyvernoPolicy,
  world: World,
): CompiledExceptions {
  const compiled = documents.map((document) => {
    const compiler = new ExpressionCompiler(document.origin, world, spec.mode, []);
    const sources = document.spec.matchConditions.map(({ expression }) => expression);
    return { document, conditions: compiler.compileAll(sources) ?? [], diagnostics: compiler.diagnostics };
  });
  return { exceptions: compiled, diagnostics: compiled.flatMap(({ diagnostics }) => diagnostics) };
}
