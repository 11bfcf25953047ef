import { tests as checking } from "@bufbuild/cel-spec/testdata/checking.js";
import { tests as comprehension } from "@bufbuild/cel-spec/testdata/comprehension.js";
import { tests as conformance } from "@bufbuild/cel-spec/testdata/conformance.js";
import { tests as parsing } from "@bufbuild/cel-spec/testdata/parsing.js";
import type { SerializedIncrementalTest, SerializedIncrementalTestSuite } from "@bufbuild/cel-spec/testdata/tests.js";

/** One case of the golden suites: an expression with what cel-go made of it. */
export type GoldenCase = SerializedIncrementalTest & { readonly path: string };

export type GoldenSuite = "parsing" | "checking" | "comprehension" | "conformance";

/** The cases of one suite in npm `@bufbuild/cel-spec`, in order, each with the path of the sections that hold it. */
export function goldenCases(suite: GoldenSuite): readonly GoldenCase[] {
  return flatten(SUITES[suite], []);
}

function flatten(suite: SerializedIncrementalTestSuite, path: readonly string[]): readonly GoldenCase[] {
  const own = (suite.tests ?? []).map((test) => ({ ...test, path: path.join("/") }));
  const nested = (suite.suites ?? []).flatMap((child) => flatten(child, [...path, child.name]));
  return [...own, ...nested];
}

const SUITES: Readonly<Record<GoldenSuite, SerializedIncrementalTestSuite>> = {
  parsing,
  checking,
  comprehension,
  conformance,
};
