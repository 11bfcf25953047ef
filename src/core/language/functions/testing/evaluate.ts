import { checkExpression } from "../../2-check/index.ts";
import { compileExpression } from "../../3-compile/index.ts";
import { parseExpression } from "../../1-parse/index.ts";
import { createEnvironment, type Environment } from "../../types/environment.ts";
import { DYN } from "../../types/type.ts";
import type { Value } from "../../values/index.ts";
import { writLibraries } from "../index.ts";
import { AUTHORIZER, authorizerLibrary } from "../kubernetes/authorizer/index.ts";

/** What an expression comes to: its value and cost, or the problems that it was rejected with. */
export type Outcome =
  | { readonly kind: "evaluated"; readonly value: Value; readonly cost: number }
  | { readonly kind: "rejected"; readonly messages: readonly string[] };

/** Runs an expression with every library; `x` stands for a value of unknown type, and others may be named. For tests. */
export function evaluate(source: string, x: Value = null, named: Readonly<Record<string, Value>> = {}): Outcome {
  const parsed = parseExpression(source);
  if (parsed.kind === "rejected") return { kind: "rejected", messages: parsed.problems.map(({ message }) => message) };
  const checked = checkExpression(parsed.parsed, environment);
  if (checked.kind === "rejected")
    return { kind: "rejected", messages: checked.problems.map(({ message }) => message) };
  const meter = { spent: 0, limit: Number.MAX_SAFE_INTEGER };
  const value = compileExpression(checked.checked, { backend: "closures" }).evaluate({ ...named, x }, meter);
  return { kind: "evaluated", value, cost: meter.spent };
}

/** The value of an expression; throws when it is rejected. For tests. */
export function valueOf(source: string, x: Value = null): Value {
  const outcome = evaluate(source, x);
  if (outcome.kind === "rejected") throw new Error(outcome.messages.join("; "));
  return outcome.value;
}

const environment: Environment = createEnvironment({
  variables: { x: DYN, authorizer: AUTHORIZER },
  libraries: [...writLibraries, authorizerLibrary],
});
