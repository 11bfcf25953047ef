import type { ProviderDefault } from "#core/documents";
import { answerOf, filledIn } from "../by-fields/defaults.ts";
import type { Condition } from "../conditions/condition.ts";
import type { Scalar, Test } from "../conditions/test.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { aliasOf, type Alias } from "./aliases.ts";

/** A part of a policy rule: a condition or an operator. */
export interface RulePart {
  readonly [key: string]: unknown;
}

/** What a rule is written about. */
export interface Seen {
  readonly type: string;
  readonly defaults: readonly ProviderDefault[];
}

/**
 * A condition in the words of policy rules.
 *
 * `equals` and `in` answer no of a field that is not there, and their opposites yes; what a missing field stands for otherwise is asked with
 * `exists`. Where nothing is there and the provider's default does not answer the question, it counts as answered for neither side.
 */
export function sayCondition(condition: Condition, seen: Seen): RulePart {
  switch (condition.kind) {
    case "test":
      return sayTest(condition, true, seen);
    case "not":
      if (condition.of.kind !== "test") throw new InexpressibleError("it denies more than a question");
      return sayTest(condition.of, false, seen);
    case "all":
      return { allOf: condition.of.map((part) => sayCondition(part, seen)) };
    case "any":
      return { anyOf: condition.of.map((part) => sayCondition(part, seen)) };
    case "opaque":
      throw new InexpressibleError(condition.reason);
    default:
      return condition.kind === "always" ? { anyOf: [EXISTS_TYPE, NO_TYPE] } : NO_TYPE;
  }
}

const EXISTS_TYPE: RulePart = { field: "type", exists: true };
const NO_TYPE: RulePart = { field: "type", exists: false };

type Asked = Extract<Condition, { readonly kind: "test" }>;

function sayTest({ attribute, test }: Asked, holds: boolean, { type, defaults }: Seen): RulePart {
  const alias = aliasOf(type, attribute);
  if (alias === undefined)
    throw new InexpressibleError(`no alias of Azure Policy is known for \`${attribute.path.join(".")}\``);
  const absent = answerOf(test, filledIn(attribute, defaults)) === holds;
  const present = answerOfPresent(alias, test, holds);
  if (typeof present === "boolean") return constantWhenPresent(alias, present, absent);
  if (present.whenAbsent === absent) return present.part;
  const there = { field: alias.field, exists: !absent };
  return absent ? { anyOf: [there, present.part] } : { allOf: [there, present.part] };
}

function constantWhenPresent({ field }: Alias, present: boolean, absent: boolean): RulePart {
  if (present === absent) return present ? { anyOf: [EXISTS_TYPE, NO_TYPE] } : NO_TYPE;
  return { field, exists: present };
}

/** A part that answers a test of a field that is there, with what it answers of one that is not. */
interface Answer {
  readonly part: RulePart;
  readonly whenAbsent: boolean | undefined;
}

function answerOfPresent(alias: Alias, test: Test, holds: boolean): Answer | boolean {
  switch (test.kind) {
    case "one-of":
      return isOneOf(alias, test.values, holds);
    case "empty":
      return isEmpty(alias, holds);
    case "has-one-of":
      return hasOneOf(alias, test.values, holds);
    case "less-than":
    case "at-most":
      return isBefore(alias, test, holds);
    default:
      return isText(alias, test, holds);
  }
}

function isOneOf({ field, shape }: Alias, values: readonly Scalar[], holds: boolean): Answer | boolean {
  if (shape === "object" || shape === "list") return !holds;
  const wanted = values.filter((value) => typeof value === TYPES[shape]);
  const [first] = wanted;
  if (first === undefined) return !holds;
  if (shape === "bool" && new Set(wanted).size === 2) return holds;
  const part =
    wanted.length === 1
      ? { field, [holds ? "equals" : "notEquals"]: first }
      : { field, [holds ? "in" : "notIn"]: wanted };
  return { part, whenAbsent: !holds };
}

const TYPES = { text: "string", bool: "boolean", int: "number" } as const;

function isEmpty({ field, shape }: Alias, holds: boolean): Answer | boolean {
  if (shape === "text") return { part: { field, [holds ? "equals" : "notEquals"]: "" }, whenAbsent: !holds };
  if (shape !== "list") return !holds;
  return { part: { count: { field: `${field}[*]` }, ...(holds ? { equals: 0 } : { greater: 0 }) }, whenAbsent: holds };
}

function hasOneOf({ field }: Alias, values: readonly Scalar[], holds: boolean): Answer {
  const wanted = values.filter((value) => value !== null);
  const counted = { field: `${field}[*]`, where: { field: `${field}[*]`, in: wanted } };
  return { part: { count: counted, ...(holds ? { greater: 0 } : { equals: 0 }) }, whenAbsent: !holds };
}

function isBefore({ field, shape }: Alias, test: Extract<Test, { readonly bound: number }>, holds: boolean): Answer {
  if (shape !== "int") throw new InexpressibleError(`it holds \`${field}\` against a number`);
  const name = test.kind === "less-than" ? (holds ? "less" : "greaterOrEquals") : holds ? "lessOrEquals" : "greater";
  return { part: { field, [name]: test.bound }, whenAbsent: undefined };
}

function isText({ field, shape }: Alias, test: Extract<Test, { readonly text: string }>, holds: boolean): Answer {
  if (shape !== "text") throw new InexpressibleError(`it looks into \`${field}\`, which is no text`);
  if (test.kind === "matches") throw new InexpressibleError("policy rules of Azure know no regular expressions");
  if (test.text.includes("*"))
    throw new InexpressibleError(`it looks in \`${field}\` for a sign that stands for any text`);
  if (test.kind === "contains")
    return { part: { field, [holds ? "contains" : "notContains"]: test.text }, whenAbsent: !holds };
  const pattern = test.kind === "starts-with" ? `${test.text}*` : `*${test.text}`;
  return { part: { field, [holds ? "like" : "notLike"]: pattern }, whenAbsent: !holds };
}
