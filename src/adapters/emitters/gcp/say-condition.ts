import type { ProviderDefault } from "#core/documents";
import type { Expr } from "#core/language";
import { filledIn } from "../by-fields/defaults.ts";
import type { Attribute } from "../conditions/attribute.ts";
import type { Condition } from "../conditions/condition.ts";
import type { Scalar, Test } from "../conditions/test.ts";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { bool, call, ident, list, literal, method, presence, select, text } from "../expressions/trees.ts";
import { absentAnswers } from "./absent.ts";
import type { ConstrainedType, Field } from "./fields/field.ts";

/** What a constraint is written about. */
export interface Seen {
  readonly type: ConstrainedType;
  readonly defaults: readonly ProviderDefault[];
}

/**
 * A condition in the words of custom constraints.
 *
 * Every field is asked for before it is read, and so is whatever it is part of, because what a constraint that fails does is not written anywhere.
 * Where nothing is written and a resource cannot tell what it then has, the question counts as answered for neither side.
 */
export function sayCondition(condition: Condition, seen: Seen): Expr {
  switch (condition.kind) {
    case "always":
    case "never":
      return bool(condition.kind === "always");
    case "test":
      return sayTest(condition, true, seen);
    case "not":
      if (condition.of.kind !== "test") throw new InexpressibleError("it denies more than a question");
      return sayTest(condition.of, false, seen);
    case "all":
    case "any":
      return joined(
        condition.kind === "all" ? "_&&_" : "_||_",
        condition.of.map((part) => sayCondition(part, seen)),
      );
    default:
      throw new InexpressibleError(condition.reason);
  }
}

/** Parts joined, without those that change nothing. */
function joined(name: "_&&_" | "_||_", parts: readonly Expr[]): Expr {
  const neutral = name === "_&&_";
  const kept = parts.filter((part) => truthOf(part) !== neutral);
  const decided = kept.find((part) => truthOf(part) !== undefined);
  if (decided !== undefined || kept.length === 0) return decided ?? bool(neutral);
  return kept.reduce((left, right) => call(name, left, right));
}

function truthOf(expr: Expr): boolean | undefined {
  return expr.kind === "constant" && expr.constant.type === "bool" ? expr.constant.value : undefined;
}

function sayTest({ attribute, test }: Asked, holds: boolean, { type, defaults }: Seen): Expr {
  const field = fieldOf(attribute, type);
  if (field === undefined)
    throw new InexpressibleError(`custom constraints do not see \`${attribute.path.join(".")}\``);
  const there = isThere(field.path);
  const present = answerOfPresent(field, test, holds);
  const answers = absentAnswers(field, filledIn(attribute, defaults), test);
  const absent = answers.size === 1 && answers.has(holds);
  if (present === true) return absent ? bool(true) : there;
  if (present === false) return absent ? call("!_", there) : bool(false);
  return absent ? call("_||_", call("!_", there), present) : call("_&&_", there, present);
}

type Asked = Extract<Condition, { readonly kind: "test" }>;

/** The field that holds an attribute; undefined for what constraints do not see. */
export function fieldOf({ root, path }: Attribute, { fields }: ConstrainedType): Field | undefined {
  const name = path.join(".");
  return root === "native" && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Attributes of which a condition would allow what is left out or what is written as false or 0, but their fields cannot tell these apart. */
export function leftOpen(condition: Condition, seen: Seen): readonly string[] {
  if (condition.kind === "all" || condition.kind === "any")
    return [...new Set(condition.of.flatMap((part) => leftOpen(part, seen)))];
  const question = condition.kind === "not" ? condition.of : condition;
  const field = question.kind === "test" ? fieldOf(question.attribute, seen.type) : undefined;
  if (question.kind !== "test" || field === undefined) return [];
  const answers = absentAnswers(field, filledIn(question.attribute, seen.defaults), question.test);
  return answers.size > 1 && answers.has(condition.kind !== "not") ? [question.attribute.path.join(".")] : [];
}

/** Asks for each step of the way. */
function isThere(path: readonly string[]): Expr {
  return joined(
    "_&&_",
    path.map((step, index) => presence(read(path.slice(0, index)), step)),
  );
}

function read(path: readonly string[]): Expr {
  return path.reduce<Expr>(select, ident("resource"));
}

/** Whether a test of a field that is there has an answer: always, never, or as an expression says. */
function answerOfPresent(field: Field, test: Test, holds: boolean): Expr | boolean {
  switch (test.kind) {
    case "one-of":
      return isOneOf(field, test.values, holds);
    case "empty":
      return isEmpty(field, holds);
    case "less-than":
    case "at-most":
      return isBefore(field, test, holds);
    case "has-one-of":
      return hasOneOf(field, test.values, holds);
    default:
      return isText(field, test, holds);
  }
}

function isOneOf(field: Field, values: readonly Scalar[], holds: boolean): Expr | boolean {
  const { shape } = field;
  if (shape === "message" || shape === "list") return !holds;
  const wanted = values.filter((value) => typeof value === TYPES[shape]);
  const spelled = wanted.map((value) => literal(spell(field, value)));
  const [first] = spelled;
  if (first === undefined) return !holds;
  if (shape === "bool" && new Set(wanted).size === 2) return holds;
  const value = read(field.path);
  if (spelled.length === 1) return call(holds ? "_==_" : "_!=_", value, first);
  const within = call("@in", value, list(spelled));
  return holds ? within : call("!_", within);
}

const TYPES = { text: "string", bool: "boolean", int: "number", duration: "string" } as const;

function spell({ spelling, shape }: Field, value: Scalar): Scalar | bigint {
  if (shape === "int" && typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  return typeof value === "string" && Object.hasOwn(spelling, value) ? (spelling[value] ?? value) : value;
}

function isEmpty(field: Field, holds: boolean): Expr | boolean {
  const value = read(field.path);
  if (field.shape === "text") return call(holds ? "_==_" : "_!=_", value, text(""));
  if (field.shape !== "list") return !holds;
  return call(holds ? "_==_" : "_>_", method(value, "size"), literal(0));
}

function isBefore(field: Field, test: Extract<Test, { readonly bound: number }>, holds: boolean): Expr {
  if (field.shape !== "int" || !Number.isInteger(test.bound))
    throw new InexpressibleError(`it holds \`${field.path.join(".")}\` against a number that constraints cannot say`);
  const name = test.kind === "less-than" ? (holds ? "_<_" : "_>=_") : holds ? "_<=_" : "_>_";
  return call(name, read(field.path), literal(BigInt(test.bound)));
}

function hasOneOf(field: Field, values: readonly Scalar[], holds: boolean): Expr {
  const wanted = list(values.filter((value) => value !== null).map((value) => literal(value)));
  const found = method(read(field.path), "exists", ident("one"), call("@in", ident("one"), wanted));
  return holds ? found : call("!_", found);
}

const TEXT_TESTS = {
  "starts-with": "startsWith",
  "ends-with": "endsWith",
  contains: "contains",
  matches: "matches",
} as const;

function isText(field: Field, test: Extract<Test, { readonly text: string }>, holds: boolean): Expr {
  if (field.shape !== "text" || Object.keys(field.spelling).length > 0)
    throw new InexpressibleError(
      `it looks into the text of \`${field.path.join(".")}\`, which constraints write otherwise`,
    );
  const found = method(read(field.path), TEXT_TESTS[test.kind], text(test.text));
  return holds ? found : call("!_", found);
}
