import type { SimpleTest } from "@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js";
import { checkExpression, type CheckedExpression } from "../2-check/index.ts";
import { parseExpression, DEFAULT_MACROS } from "../1-parse/index.ts";
import { compileExpression, uncheckedExpression, type Backend } from "../3-compile/index.ts";
import type { FunctionDeclaration } from "../functions/declaration.ts";
import { writLibraries } from "../functions/index.ts";
import { createEnvironment, type Environment, type StructType } from "../types/environment.ts";
import { CelError, type Value } from "../values/index.ts";
import { isSameValue, valueFromProto } from "./conformance-value.ts";
import { overloadsOf, simpleTest, testRegistry } from "./golden-environment.ts";
import { typeFromProto } from "./golden-types.ts";
import type { GoldenCase } from "./golden.ts";
import { enumsOf, structsOf } from "./protobuf-structs.ts";
import { constructMessage } from "./protobuf-write.ts";

/** What a conformance case came to: nothing when it passes, else what went wrong. */
export function failureOf(golden: GoldenCase, backend: Backend): string | undefined {
  const test = simpleTest(golden);
  const environment = environmentOf(test);
  const parsed = parseExpression(test.expr, { macros: [...DEFAULT_MACROS, "block"] });
  if (parsed.kind === "rejected") {
    return wantsError(test) ? undefined : `is not parsed: ${parsed.problems.map(({ message }) => message).join("; ")}`;
  }
  const unchecked = uncheckedExpression(parsed.parsed, environment);
  if (test.disableCheck) return evaluationFailure(test, unchecked, backend);
  const result = checkExpression(parsed.parsed, environment);
  if (result.kind === "checked") {
    return test.checkOnly ? undefined : evaluationFailure(test, result.checked, backend);
  }
  return wantsError(test) ? undefined : `is not checked: ${result.problems.map(({ message }) => message).join("; ")}`;
}

function wantsError({ resultMatcher }: SimpleTest): boolean {
  return resultMatcher.case === "evalError" || resultMatcher.case === "anyEvalErrors";
}

function evaluationFailure(test: SimpleTest, checked: CheckedExpression, backend: Backend): string | undefined {
  const scope: Record<string, Value> = {};
  for (const [name, { kind }] of Object.entries(test.bindings)) {
    if (kind.case === "value") scope[name] = valueFromProto(testRegistry, kind.value);
  }
  const value = compileExpression(checked, { backend }).evaluate(scope, { spent: 0, limit: 1e9 });
  if (wantsError(test)) return value instanceof CelError ? undefined : `answers ${describe(value)}, not an error`;
  const expected = expectedOf(test);
  return isSameValue(value, expected) ? undefined : `answers ${describe(value)}, not ${describe(expected)}`;
}

function expectedOf({ resultMatcher }: SimpleTest): Value {
  if (resultMatcher.case === "value") return valueFromProto(testRegistry, resultMatcher.value);
  if (resultMatcher.case !== "typedResult" || resultMatcher.value.result === undefined) return true;
  return valueFromProto(testRegistry, resultMatcher.value.result);
}

function describe(value: Value): string {
  if (value instanceof CelError) return `${value.code}: ${value.message}`;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) ?? "nothing";
}

function environmentOf(test: SimpleTest): Environment {
  const variables = test.typeEnv.flatMap(({ name, declKind }) =>
    declKind.case === "ident" ? [[name, typeFromProto(declKind.value.type)] as const] : [],
  );
  return createEnvironment({
    container: test.container,
    variables: Object.fromEntries(variables),
    constants,
    structs,
    libraries: [...writLibraries, { name: "case", functions: functionsOf(test) }],
  });
}

/** The functions that a case declares only for the checker. */
function functionsOf({ typeEnv }: SimpleTest): readonly FunctionDeclaration[] {
  return typeEnv.flatMap(({ name, declKind }) =>
    declKind.case === "function" ? [{ name, overloads: overloadsOf(declKind.value) }] : [],
  );
}

const constants = enumsOf(testRegistry);

const structs: readonly StructType[] = structsOf(testRegistry).map((struct) => {
  const desc = testRegistry.getMessage(struct.name);
  return desc === undefined
    ? struct
    : { ...struct, construct: (fields) => constructMessage(testRegistry, desc, fields) };
});
