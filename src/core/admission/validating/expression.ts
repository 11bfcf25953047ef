import type { Diagnostic } from "#core/diagnostics";
import { expressionDiagnostic, type Origin, type SourceExpression } from "#core/documents";
import {
  admissionMacros,
  checkExpression,
  compileExpression,
  formatType,
  newerCalls,
  parseExpression,
  type CheckedExpression,
  type CompiledExpression,
  type Environment,
  type ExpressionProblem,
  type KubernetesVersion,
  type ParsedExpression,
  type Type,
} from "#core/language";

/** An expression of a foreign policy, ready to run. */
export interface AdmissionExpression {
  readonly source: SourceExpression;
  readonly checked: CheckedExpression;
  readonly compiled: CompiledExpression;
}

/** How an expression is compiled and where its problems go. */
export interface Compilation {
  readonly origin: Origin;
  readonly environment: Environment;
  readonly version: KubernetesVersion;
  /** What it may give, exactly, as `bool` or `list(JSONPatch)`; empty for anything. */
  readonly results: readonly string[];
  readonly diagnostics: Diagnostic[];
  /** What the environment has besides, seen from one expression; nothing where it is left out. */
  readonly extend?: (environment: Environment, parsed: ParsedExpression) => Environment;
}

/** Compiles an expression as the API server does when it accepts a policy; null after its problems were reported. */
export function compileAdmission(source: SourceExpression, compilation: Compilation): AdmissionExpression | null {
  const parsed = parseExpression(source.text, { macros: admissionMacros(compilation.version) });
  if (parsed.kind === "rejected") return refuse(source, parsed.problems, compilation);
  const environment = compilation.extend?.(compilation.environment, parsed.parsed) ?? compilation.environment;
  const result = checkExpression(parsed.parsed, environment);
  if (result.kind === "rejected") return refuse(source, result.problems, compilation);
  const { checked } = result;
  const problem = resultProblem(source, checked.type, compilation.results);
  if (problem !== null) return refuse(source, [problem], compilation);
  return { source, checked, compiled: compileExpression(checked) };
}

function resultProblem({ text }: SourceExpression, type: Type, results: readonly string[]): ExpressionProblem | null {
  const actual = formatType(type);
  if (results.length === 0 || results.includes(actual)) return null;
  const message = `This expression must evaluate to ${results.join(" or ")}, but its type is ${actual}`;
  const hint =
    RESULT_HINTS[results[0] ?? ""] ??
    "Compare the value with something, since Kubernetes takes no value whose type it cannot tell";
  return { code: "expression-wrong-type", message, hint, start: 0, end: text.length };
}

/** How to build what cannot be compared. */
const RESULT_HINTS: Readonly<Record<string, string>> = {
  Object: "Build the fields to set as `Object{...}`",
  "list(JSONPatch)": "List the operations as `[JSONPatch{op: ..., path: ...}]`",
};

/** What a later version of Kubernetes would take is told as that alone. */
function refuse(
  source: SourceExpression,
  problems: readonly ExpressionProblem[],
  { origin, version, diagnostics }: Compilation,
): null {
  const newer = newerCalls(source.text, version);
  for (const problem of newer.length > 0 ? newer : problems) {
    const hint = problem.hint ?? HINTS[problem.code];
    diagnostics.push(expressionDiagnostic(origin, source, hint === undefined ? problem : { ...problem, hint }));
  }
  return null;
}

/** What to do, where it differs from expressions of Writ's own. */
const HINTS: Readonly<Record<string, string>> = {
  "expression-unknown-name":
    "Kubernetes has `object`, `oldObject`, `request`, `namespaceObject`, `variables`, with `paramKind` `params`, and `authorizer`, which messages and engines other than the API server lack",
  "expression-unknown-function":
    "Use a function that Kubernetes has; those of other engines are refused by the API server as well",
  "expression-unknown-field": "Use a field that the record has, or declare the variable before it is read",
};
