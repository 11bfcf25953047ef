import type { Diagnostic } from "#core/diagnostics";
import type { NamedExpression } from "#core/documents";
import type { CompiledExpression } from "#core/language";
import type { AuditAnnotation } from "../../documents/types.ts";
import type { KyvernoMutatingPolicy, KyvernoPolicy, PolicyException } from "../documents/types.ts";
import type { World } from "../functions/world.ts";
import { ExpressionCompiler, type Compiling } from "./check.ts";

export interface CompiledException {
  readonly document: PolicyException;
  readonly conditions: readonly CompiledExpression[];
}

/** Whether an exception is made from a policy. */
export function isAbout(
  { spec }: PolicyException,
  { kind, metadata }: Pick<KyvernoPolicy | KyvernoMutatingPolicy, "kind" | "metadata">,
): boolean {
  return spec.policyRefs.some((one) => one.name === metadata.name && one.kind === kind);
}

/** A policy of a namespace asks in its own alone. */
export function ownWorld(
  { kind, metadata }: Pick<KyvernoPolicy | KyvernoMutatingPolicy, "kind" | "metadata">,
  world: World,
): World {
  return kind.startsWith("Namespaced") ? { ...world, namespace: metadata.namespace ?? "default" } : world;
}

/** Each variable may read those before it. */
export function compileVariables(
  variables: readonly NamedExpression[],
  compiling: Compiling,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, CompiledExpression> {
  const names = variables.map(({ name }) => name);
  const compiled = variables.flatMap(({ name, expression }, at) => {
    const earlier = new ExpressionCompiler(compiling, names.slice(0, at));
    const one = earlier.compile(expression, "any");
    diagnostics.push(...earlier.diagnostics);
    return one === null ? [] : [[name, one] as const];
  });
  return new Map(compiled);
}

/** What is written to the audit log, by key. */
export function compileAnnotations(
  annotations: readonly AuditAnnotation[],
  compiler: ExpressionCompiler,
): ReadonlyMap<string, CompiledExpression> {
  const compiled = annotations.map(
    ({ key, valueExpression }) => [key, compiler.compile(valueExpression, "string")] as const,
  );
  return new Map(compiled.flatMap(([key, one]) => (one === null ? [] : [[key, one] as const])));
}

interface CompiledExceptions {
  readonly exceptions: readonly CompiledException[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The exceptions from one policy, which see what it sees. */
export function compileExceptions(documents: readonly PolicyException[], compiling: Compiling): CompiledExceptions {
  const compiled = documents.map((document) => {
    const compiler = new ExpressionCompiler({ ...compiling, origin: document.origin }, []);
    const sources = document.spec.matchConditions.map(({ expression }) => expression);
    return { document, conditions: compiler.compileAll(sources) ?? [], diagnostics: compiler.diagnostics };
  });
  return { exceptions: compiled, diagnostics: compiled.flatMap(({ diagnostics }) => diagnostics) };
}
