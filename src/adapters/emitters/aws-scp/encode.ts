import { answer, type Scalar, type Test } from "../conditions/index.ts";
import type { Absent, KeyType, Told } from "./facts/index.ts";
import { globsOf } from "./globs.ts";
import type { ConditionBlock } from "./statement.ts";

/** A question to a condition key, or its opposite. */
export interface KeyQuestion {
  readonly holds: boolean;
  readonly test: Test;
}

type Key = Extract<Told, { readonly kind: "key" }>;

/** What becomes of the questions to one key: operators that answer them, or that they cannot all hold, or why no operator says them. */
export type Encoded =
  | { readonly kind: "block"; readonly block: ConditionBlock; readonly leavesOutAbsent: boolean }
  | { readonly kind: "never" }
  | { readonly kind: "inexpressible"; readonly reason: string };

/**
 * Operators of which all match exactly where the questions hold.
 *
 * A key that is absent matches no operator but the negated ones and those that end in `IfExists` (IAM User Guide, "condition operators"), so that
 * what an absent key stands for decides which form is written.
 */
export function encode({ key, type, absent, only }: Key, questions: readonly KeyQuestion[]): Encoded {
  const ofAbsent = whenAbsent(absent, questions);
  const present = only === undefined ? presentOperators(type, questions) : ofDomain(only, questions, "StringEquals");
  if (present.kind === "inexpressible") return present;
  if (present.kind === "never") return ofAbsent ? blockFor({ Null: { [key]: "true" } }) : present;
  if (present.kind === "any" && ofAbsent) return blockFor({});
  const operators = present.kind === "any" ? [] : present.operators;
  if (operators.some(({ values }) => values.some((value) => value.includes("${"))))
    return { kind: "inexpressible", reason: "a value holds `${`, which AWS would read as a variable" };
  const block = type === "strings" ? blockOfAny(key, operators, ofAbsent) : blockOf(key, operators, ofAbsent);
  return blockFor(block, absent === "chosen");
}

function blockFor(block: ConditionBlock, leavesOutAbsent = false): Encoded {
  return { kind: "block", block, leavesOutAbsent };
}

/** Whether the questions hold where the key is absent; never where that is not known. */
function whenAbsent(absent: Absent, questions: readonly KeyQuestion[]): boolean {
  if (typeof absent === "string") return absent === "counted";
  return questions.every(({ holds, test }) => answer(test, absent.value) === holds);
}

/** An operator in its form for keys that are there, and whether it matches an absent key by itself. */
interface Operator {
  readonly name: string;
  readonly values: readonly string[];
  readonly matchesAbsent: boolean;
}

type Present =
  | { readonly kind: "operators"; readonly operators: readonly Operator[] }
  | { readonly kind: "any" }
  | Exclude<Encoded, { readonly kind: "block" }>;

function presentOperators(type: KeyType, questions: readonly KeyQuestion[]): Present {
  if (type === "bool") return ofDomain([true, false], questions, "Bool");
  const positive = questions.find(({ holds, test }) => holds && test.kind === "one-of");
  if (positive?.test.kind === "one-of") return ofChosen(type, positive.test.values, questions);
  return type === "numeric" ? ofBounds(questions) : ofTexts(questions);
}

/** Of some values those that answer every question. */
function ofDomain(domain: readonly Scalar[], questions: readonly KeyQuestion[], name: string): Present {
  const left = domain.filter((value) => questions.every(({ holds, test }) => answerOf(test, value) === holds));
  if (left.length === domain.length && name === "Bool") return { kind: "any" };
  if (left.length === 0) return { kind: "never" };
  return { kind: "operators", operators: [{ name, values: left.map(String), matchesAbsent: false }] };
}

function ofChosen(type: KeyType, values: readonly Scalar[], questions: readonly KeyQuestion[]): Present {
  const wanted = type === "numeric" ? "number" : "string";
  const fitting = values.filter((value) => typeof value === wanted && value !== "");
  return ofDomain(fitting, questions, type === "numeric" ? "NumericEquals" : "StringEquals");
}

/** Patterns are asked of what was already told apart by value. */
function answerOf(test: Test, value: Scalar): boolean | undefined {
  if (test.kind !== "matches") return answer(test, value);
  const globs = globsOf(test);
  return globs === undefined || typeof value !== "string" ? undefined : globs.some((glob) => fits(glob, value));
}

function fits(glob: string, value: string): boolean {
  const parts = glob.split("*");
  const [first = "", ...rest] = parts;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found = index === rest.length - 1 && part !== "" ? value.lastIndexOf(part) : value.indexOf(part, at);
    if (found < at || (index === rest.length - 1 && part !== "" && !value.endsWith(part))) return false;
    at = found + part.length;
  }
  return rest.length > 0 || at === value.length;
}

function ofBounds(questions: readonly KeyQuestion[]): Present {
  const operators = questions.flatMap(({ holds, test }): readonly (Operator | string)[] => {
    if (test.kind === "one-of") return numericNot(test.values);
    if (test.kind === "less-than") return [bound(holds ? "NumericLessThan" : "NumericGreaterThanEquals", test.bound)];
    if (test.kind === "at-most") return [bound(holds ? "NumericLessThanEquals" : "NumericGreaterThan", test.bound)];
    return test.kind === "empty" && !holds ? [] : ["it asks of a number what is no number"];
  });
  return gathered(operators);
}

function numericNot(values: readonly Scalar[]): readonly Operator[] {
  const numbers = values.filter((value) => typeof value === "number").map(String);
  return numbers.length === 0 ? [] : [{ name: "NumericNotEquals", values: numbers, matchesAbsent: true }];
}

function bound(name: string, value: number): Operator {
  return { name, values: [String(value)], matchesAbsent: false };
}

function ofTexts(questions: readonly KeyQuestion[]): Present {
  if (questions.some(({ holds, test }) => holds && test.kind === "empty")) return { kind: "never" };
  return gathered(
    questions.flatMap(({ holds, test }): readonly (Operator | string)[] => {
      if (test.kind === "one-of") return textNot(test.values);
      if (test.kind === "empty") return [];
      const globs = globsOf(test);
      if (globs === undefined) return ["no operator says its pattern"];
      return [{ name: holds ? "StringLike" : "StringNotLike", values: globs, matchesAbsent: !holds }];
    }),
  );
}

function textNot(values: readonly Scalar[]): readonly Operator[] {
  const texts = values.filter((value) => typeof value === "string" && value !== "").map(String);
  return texts.length === 0 ? [] : [{ name: "StringNotEquals", values: texts, matchesAbsent: true }];
}

/** Operators of one name are one, whose values exclude each other's. */
function gathered(found: readonly (Operator | string)[]): Present {
  const reason = found.find((one) => typeof one === "string");
  if (typeof reason === "string") return { kind: "inexpressible", reason };
  const operators = found.filter((one) => typeof one !== "string");
  const byName = Map.groupBy(operators, ({ name }) => name);
  const joined = Array.from(byName, ([name, own]): Operator | string => {
    const matchesAbsent = own.every((one) => one.matchesAbsent);
    if (own.length > 1 && !matchesAbsent) return "it needs one operator twice for one key";
    return { name, matchesAbsent, values: [...new Set(own.flatMap(({ values }) => values))] };
  });
  const twice = joined.find((one) => typeof one === "string");
  if (typeof twice === "string") return { kind: "inexpressible", reason: twice };
  const kept = joined.filter((one) => typeof one !== "string");
  return kept.length === 0 ? { kind: "any" } : { kind: "operators", operators: kept };
}

function blockOf(key: string, operators: readonly Operator[], ofAbsent: boolean): ConditionBlock {
  const needsPresence = !ofAbsent && operators.every(({ matchesAbsent }) => matchesAbsent);
  const entries = operators.map(({ name, values, matchesAbsent }) => {
    const written = ofAbsent && !matchesAbsent ? `${name}IfExists` : name;
    const [only = "", ...more] = values;
    return [written, { [key]: more.length === 0 ? only : values }] as const;
  });
  return Object.fromEntries([...entries, ...(needsPresence ? [["Null", { [key]: "false" }] as const] : [])]);
}

/** A key with several values is asked whether one of them is so, which is never true of none. */
function blockOfAny(key: string, operators: readonly Operator[], ofAbsent: boolean): ConditionBlock {
  const entries = operators.map(({ name, values }) => {
    const [only = "", ...more] = values;
    return [`ForAnyValue:${name}${ofAbsent ? "IfExists" : ""}`, { [key]: more.length === 0 ? only : values }] as const;
  });
  return Object.fromEntries(operators.length > 0 ? entries : [["Null", { [key]: "false" }] as const]);
}
