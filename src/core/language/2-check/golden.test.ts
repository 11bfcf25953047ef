import { describe, expect, it } from "vitest";
import { DEFAULT_MACROS, type MacroLibrary, parseExpression } from "../1-parse/index.ts";
import { writLibraries } from "../functions/index.ts";
import { checkedAdorner, comparable } from "../testing/checked-adorner.ts";
import { debugString } from "../testing/debug-string.ts";
import { type GoldenCase, goldenCases, type GoldenSuite } from "../testing/golden.ts";
import { goldenEnvironment, simpleTest } from "../testing/golden-environment.ts";
import { goldenType, typeFromProto } from "../testing/golden-types.ts";
import { checkExpression, type CheckResult } from "./index.ts";

const SUITES: readonly GoldenSuite[] = ["parsing", "checking", "conformance"];

/** Without the two-variable macros, which the environment of the goldens lacked. */
const MACROS = [...DEFAULT_MACROS.filter((library) => library !== "two-variable"), "block"] as const;

const OTHER_MESSAGE = "cel-go's own test messages have this field, those of the published suite have not";
const CROSS_TYPE = "ordering of numbers of two types is declared here, as in Kubernetes";
const AT_RUN_TIME = "cel-go also checks format strings while type checking; here they fail in evaluation";
const OPTIONAL_TYPE = "the type name is declared as optional of dyn here and without a parameter in cel-go";
const TARGET_BOUND = "the target is bound to a name, so that chains stay linear, where cel-go repeats it";
const SUITE_IS_RIGHT = "the suite's own expectation is met, from which cel-go deviates";
const BLOCK_AS_BINDINGS = "cel.block expands to bindings, whose types are known, where cel-go has a function of dyn";

/** Cases whose checked tree differs, each with its reason; every one of them must still differ. */
const TREE_GAPS: ReadonlyMap<string, string> = new Map([
  ["type(testAllTypes.nestedgroup.nested_id) == int", OTHER_MESSAGE],
  ["type(optional.none()) == optional_type", OPTIONAL_TYPE],
  ["optional.none().optMap(y, y + 1).hasValue()", TARGET_BOUND],
  ["optional.of(42).optMap(y, y + 1).value()", TARGET_BOUND],
  ["[msg.single_int64, msg.single_int64_wrapper]", SUITE_IS_RIGHT],
  ["[msg, null][0]", SUITE_IS_RIGHT],
  ["[msg.single_duration, null][0]", SUITE_IS_RIGHT],
  ["[msg.single_timestamp, null][0]", SUITE_IS_RIGHT],
  ["[optional.of(1), null][0]", SUITE_IS_RIGHT],
]);

function treeGap(golden: GoldenCase): string | undefined {
  return golden.path.startsWith("block_ext/") ? BLOCK_AS_BINDINGS : TREE_GAPS.get(golden.original.expr);
}

/** Cases that cel-go rejects and that are accepted here, each with its reason; every one of them must still be accepted. */
function acceptanceGap(golden: GoldenCase): string | undefined {
  if (golden.path === "string_ext/format_errors") return AT_RUN_TIME;
  return /^1 (<|<=|>|>=) 1\.0 && 1u/.test(golden.original.expr) ? CROSS_TYPE : undefined;
}

/** Cases that need enum types of their own, which cel-go has not either; every one of them must still be rejected. */
function strongEnumGap(golden: GoldenCase): string | undefined {
  const constructs = /(NestedEnum|GlobalEnum)\(/.test(golden.original.expr);
  return golden.path.startsWith("enums/strong_") && constructs ? "enums are ints, as in cel-go" : undefined;
}

function check(golden: GoldenCase): CheckResult {
  return checkWith(golden, MACROS);
}

function checkWith(golden: GoldenCase, macros: readonly MacroLibrary[]): CheckResult {
  const parsed = parseExpression(golden.original.expr, { macros });
  if (parsed.kind === "rejected") return parsed;
  return checkExpression(parsed.parsed, goldenEnvironment(golden, writLibraries));
}

function tree(golden: GoldenCase): string {
  const result = check(golden);
  if (result.kind === "rejected") return result.problems.map((problem) => problem.message).join("\n");
  return comparable(debugString(result.checked.parsed.expr, checkedAdorner(result.checked)));
}

function finalType(golden: GoldenCase): string {
  const result = check(golden);
  return result.kind === "rejected" ? "rejected" : goldenType(result.checked.type);
}

describe.each(SUITES)("the checked goldens of the %s suite", (suite) => {
  const cases = goldenCases(suite).filter((golden) => golden.ast !== undefined);
  const accepted = cases.filter((golden) => golden.checkedAst !== undefined);
  const rejected = cases.filter((golden) => golden.checkedAst === undefined);

  it("checkExpression() resolves the same types and references, gaps aside", () => {
    const wrong = accepted.filter((golden) => tree(golden) !== comparable(golden.checkedAst ?? ""));
    const gaps = accepted.filter((golden) => treeGap(golden) !== undefined);
    process.stdout.write(
      `${suite}: ${accepted.length - wrong.length} of ${accepted.length} checked trees, ${gaps.length} gaps\n`,
    );
    expect(wrong.map((golden) => golden.original.expr)).toEqual(gaps.map((golden) => golden.original.expr));
  });

  it("checkExpression() rejects what cel-go rejects, gaps aside", () => {
    const wrong = rejected.filter((golden) => !isForeign(golden) && check(golden).kind === "checked");
    const gaps = rejected.filter((golden) => acceptanceGap(golden) !== undefined);
    process.stdout.write(`${suite}: ${rejected.length} to reject, ${gaps.length} gaps\n`);
    expect(wrong.map((golden) => golden.original.expr)).toEqual(gaps.map((golden) => golden.original.expr));
  });
});

describe("the conformance suite's own expectations", () => {
  const typed = goldenCases("conformance").filter((golden) => golden.original["typedResult"] !== undefined);

  it("checkExpression() deduces the types that the suite asks for", () => {
    const wrong = typed.filter((golden) => finalType(golden) !== expectedType(golden));
    process.stdout.write(`conformance: ${typed.length - wrong.length} of ${typed.length} deduced types\n`);
    expect(wrong.map((golden) => golden.original.expr)).toEqual([]);
    expect(typed.length).toBeGreaterThan(40);
  });

  it("checkExpression() accepts every case that the suite checks, gaps aside", () => {
    const checked = goldenCases("conformance").filter((golden) => golden.original["disableCheck"] !== true);
    const wrong = checked.filter((golden) => checkWith(golden, [...DEFAULT_MACROS, "block"]).kind === "rejected");
    const gaps = checked.filter((golden) => strongEnumGap(golden) !== undefined);
    process.stdout.write(
      `conformance: ${checked.length - wrong.length} of ${checked.length} accepted, ${gaps.length} gaps\n`,
    );
    expect(wrong.map((golden) => golden.original.expr)).toEqual(gaps.map((golden) => golden.original.expr));
  });
});

function expectedType(golden: GoldenCase): string {
  const { resultMatcher } = simpleTest(golden);
  return resultMatcher.case === "typedResult" ? goldenType(typeFromProto(resultMatcher.value.deducedType)) : "";
}

/** Rejected by cel-go only for lack of the two-variable macros or of another extension. */
function isForeign(golden: GoldenCase): boolean {
  return golden.path.startsWith("macros2/");
}
