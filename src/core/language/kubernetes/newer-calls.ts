import { parseExpression } from "../1-parse/index.ts";
import { childrenOf } from "../ast/children.ts";
import type { CallExpr, Expr } from "../ast/expr.ts";
import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import { callSince, type KubernetesVersion } from "./availability.ts";

/** Why the API server of a version would refuse an expression that one of a later version takes: the functions and macros that it has not got yet. */
export function newerCalls(source: string, version: KubernetesVersion): readonly ExpressionProblem[] {
  const result = parseExpression(source, { macros: [] });
  if (result.kind === "rejected") return [];
  return callsIn(result.parsed.expr).flatMap((call) => problemOf(call, result.parsed, version));
}

function callsIn(root: Expr): readonly CallExpr[] {
  const calls: CallExpr[] = [];
  const open: Expr[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "call") calls.push(next);
    for (const child of childrenOf(next)) open.push(child);
  }
  return calls;
}

function problemOf(
  call: CallExpr,
  { ranges, source }: ParsedExpression,
  version: KubernetesVersion,
): readonly ExpressionProblem[] {
  const { name, since } = earliestReading(call);
  const range = ranges.get(call.id) ?? { start: 0, end: source.length };
  if (since === undefined || since <= version) return [];
  const message = `\`${name}()\` exists since Kubernetes 1.${since}, but the cluster is 1.${version}`;
  const hint = "Say it in another way, or name a later version of Kubernetes";
  return [{ code: "foreign-newer-function", message, hint, ...range }];
}

/** A call on a name may be of a function within the namespace of that name; whichever a version has first counts. */
function earliestReading(call: CallExpr): { readonly name: string; readonly since: KubernetesVersion | undefined } {
  const { function: name, target, args } = call;
  const plain = { name, since: callSince({ name, args: args.length, member: target !== undefined }) };
  if (target?.kind !== "ident" || plain.since !== undefined) return plain;
  const qualified = `${target.name}.${name}`;
  return { name: qualified, since: callSince({ name: qualified, args: args.length, member: false }) };
}
