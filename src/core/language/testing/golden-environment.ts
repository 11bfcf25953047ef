import { createRegistry, fromJson, type Registry } from "@bufbuild/protobuf";
import type { Decl_FunctionDecl } from "@bufbuild/cel-spec/cel/expr/checked_pb.js";
import { type SimpleTest, SimpleTestSchema } from "@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js";
import { getTestRegistry } from "@bufbuild/cel-spec/testdata/registry.js";
import type { FunctionDeclaration, FunctionLibrary, Overload } from "../functions/declaration.ts";
import { createEnvironment, type Environment, type StructType } from "../types/environment.ts";
import { BOOL, BYTES, DOUBLE, INT, NULL, STRING, type Type, UINT } from "../types/type.ts";
import { CelError } from "../values/index.ts";
import type { GoldenCase } from "./golden.ts";
import { typeFromProto } from "./golden-types.ts";
import { enumsOf, structsOf } from "./protobuf-structs.ts";

/** The message types of the suites. */
export const testRegistry: Registry = createRegistry(getTestRegistry());

/** One golden case as the message that it serialises. */
export function simpleTest(golden: GoldenCase): SimpleTest {
  return fromJson(SimpleTestSchema, golden.original, { registry: testRegistry });
}

/** The environment that a golden case was checked in. */
export function goldenEnvironment(golden: GoldenCase, libraries: readonly FunctionLibrary[]): Environment {
  const test = simpleTest(golden);
  const variables: Record<string, Type> = { ...TABLE_VARIABLES };
  const functions: FunctionDeclaration[] = [...TABLE_FUNCTIONS];
  for (const { name, declKind } of test.typeEnv) {
    if (declKind.case === "ident") variables[name] = typeFromProto(declKind.value.type);
    if (declKind.case === "function") functions.push({ name, overloads: overloadsOf(declKind.value) });
  }
  return createEnvironment({
    container: test.container,
    variables,
    constants,
    structs,
    libraries: [...libraries, { name: "golden", functions }],
  });
}

/** The overloads of a declaration, for checking only. */
export function overloadsOf(declaration: Decl_FunctionDecl): readonly Overload[] {
  return declaration.overloads.map((overload) => ({
    id: overload.overloadId,
    member: overload.isInstanceFunction,
    params: overload.params.map((param) => typeFromProto(param)),
    result: typeFromProto(overload.resultType),
    evaluate,
  }));
}

const evaluate: Overload["evaluate"] = () => new CelError("no-such-overload", "a declaration for checking only");

function inCheckerPackage(typeName: string): string {
  return typeName.replace(/^cel\.expr\.conformance\.(proto\d)/, "google.expr.$1.test");
}

const structs: readonly StructType[] = [...structsOf(testRegistry), ...structsOf(testRegistry, inCheckerPackage)];
const constants = { ...enumsOf(testRegistry), ...enumsOf(testRegistry, inCheckerPackage) };

const TABLE_VARIABLES: Readonly<Record<string, Type>> = {
  is: STRING,
  ii: INT,
  iu: UINT,
  iz: BOOL,
  ib: BYTES,
  id: DOUBLE,
  ix: NULL,
};

const TABLE_FUNCTIONS: readonly FunctionDeclaration[] = [
  { name: "fg_s", overloads: [{ id: "fg_s_0", member: false, params: [], result: STRING, evaluate }] },
  { name: "fi_s_s", overloads: [{ id: "fi_s_s_0", member: true, params: [STRING], result: STRING, evaluate }] },
];
