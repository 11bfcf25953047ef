import type { AccessStep, BinaryOperator, Expression, ObjectItem, UnaryOperator } from "./ast.ts";
import { Cursor, HclMistake } from "./cursor.ts";
import { parseForHead, parseHeredoc, parseQuoted, parseTemplateText } from "./template.ts";

/** Operators by how strongly they bind, the weakest first; of two at one place the longer stands first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LEGACY_INDEX = /\d+/y;
const NAMESPACED = /::[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** More operators in one row are a problem, as deeper nesting is. */
const MAX_OPERATORS = 400;

/** Reads the expression that begins here, and goes past the space behind it. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.deeper(() => {
    const start = cursor.at;
    const condition = binary(cursor, 0);
    if (!cursor.take("?")) return condition;
    const yes = parseExpression(cursor);
    cursor.expect(":", "between the two results of a condition");
    const no = parseExpression(cursor);
    return { kind: "conditional", condition, yes, no, start, end: no.end };
  });
}

/** Reads a whole text as a template; its places are of no use to anybody, and one that cannot be read is `broken`. */
export function parseTemplate(text: string): Expression {
  try {
    return parseTemplateText(new Cursor(text), parseExpression);
  } catch (error) {
    if (error instanceof HclMistake) return { kind: "broken", start: 0, end: text.length };
    throw error;
  }
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (let count = 0; ; count++) {
    const operator = operators.find((one) => cursor.sees(one));
    if (operator === undefined) return left;
    if (count >= MAX_OPERATORS)
      cursor.fail("it has more operators in a row than any configuration", cursor.at, "hcl-too-deep");
    cursor.take(operator);
    const right = binary(cursor, level + 1);
    left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
}

function unary(cursor: Cursor): Expression {
  const start = cursor.at;
  const operator: UnaryOperator | null = cursor.sees("!") ? "!" : cursor.sees("-") ? "-" : null;
  if (operator === null) return postfix(cursor);
  return cursor.deeper(() => {
    cursor.take(operator);
    const operand = unary(cursor);
    if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number")
      return { ...operand, value: -operand.value, start };
    return { kind: "unary", operator, operand, start, end: operand.end };
  });
}

function postfix(cursor: Cursor): Expression {
  const target = primary(cursor);
  const steps: AccessStep[] = [];
  let end = target.end;
  for (let step = accessStep(cursor); step; step = accessStep(cursor)) {
    steps.push(step.step);
    ({ end } = step);
  }
  return steps.length === 0 ? target : { kind: "access", target, steps, start: target.start, end };
}

function accessStep(cursor: Cursor): { readonly step: AccessStep; readonly end: number } | null {
  if (cursor.sees(".") && !cursor.sees("...")) {
    cursor.take(".");
    const step = nameStep(cursor);
    const { at: end } = cursor;
    cursor.space();
    return { step, end };
  }
  if (!cursor.sees("[")) return null;
  const step = cursor.nested(true, () => {
    cursor.take("[");
    const key: AccessStep = cursor.take("*")
      ? { kind: "splat", full: true }
      : { kind: "key", key: parseExpression(cursor) };
    if (!cursor.sees("]")) cursor.fail("`]` is expected behind an index");
    cursor.at++;
    return key;
  });
  const { at: end } = cursor;
  cursor.space();
  return { step, end };
}

function nameStep(cursor: Cursor): AccessStep {
  if (cursor.sees("*")) {
    cursor.at++;
    return { kind: "splat", full: false };
  }
  const start = cursor.at;
  const index = cursor.match(LEGACY_INDEX);
  if (index !== null)
    return { kind: "key", key: { kind: "literal", value: Number(index), start, end: start + index.length } };
  const name = cursor.match(/[\p{ID_Start}_][\p{ID_Continue}-]*/uy) ?? cursor.fail("a name is expected behind `.`");
  return { kind: "name", name };
}

function primary(cursor: Cursor): Expression {
  const { next } = cursor;
  if (next === '"') return spaced(cursor, parseQuoted(cursor, parseExpression));
  if (next === "(") return parenthesised(cursor);
  if (next === "[")
    return spaced(
      cursor,
      cursor.nested(true, () => listOrFor(cursor)),
    );
  if (next === "{")
    return spaced(
      cursor,
      cursor.nested(true, () => objectOrFor(cursor)),
    );
  if (next >= "0" && next <= "9") return number(cursor);
  const heredoc = next === "<" ? parseHeredoc(cursor, parseExpression) : null;
  return heredoc ?? named(cursor);
}

function spaced(cursor: Cursor, expression: Expression): Expression {
  cursor.space();
  return expression;
}

function number(cursor: Cursor): Expression {
  const start = cursor.at;
  const text = cursor.match(NUMBER) ?? "";
  const end = cursor.at;
  cursor.space();
  const value = Number(text);
  const exact = /^\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text.slice(0, MAX_DIGITS)) : value;
  return { kind: "literal", value: exact, start, end };
}

/** Terraform calculates with 512 bits, which are fewer digits than these. */
const MAX_DIGITS = 160;

function parenthesised(cursor: Cursor): Expression {
  const start = cursor.at;
  const inner = cursor.nested(true, () => {
    cursor.take("(");
    const value = parseExpression(cursor);
    if (!cursor.sees(")")) cursor.fail("`)` is expected");
    cursor.at++;
    return value;
  });
  const end = cursor.at;
  cursor.space();
  return { ...inner, start, end };
}

function listOrFor(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.take("[");
  if (isFor(cursor)) return forExpression(cursor, start, "]");
  const elements: Expression[] = [];
  while (!cursor.sees("]")) {
    elements.push(parseExpression(cursor));
    if (!cursor.take(",") && !cursor.sees("]")) cursor.fail("`,` or `]` is expected behind an element of a list");
  }
  return { kind: "list", elements, start, end: close(cursor) };
}

/** Goes past a closing bracket only: whether line breaks behind it are space is for what stands around it to say. */
function close(cursor: Cursor): number {
  return ++cursor.at;
}

function isFor(cursor: Cursor): boolean {
  return /^for[\s]/.test(cursor.text.slice(cursor.at, cursor.at + 4));
}

function forExpression(cursor: Cursor, start: number, closing: "]" | "}"): Expression {
  cursor.identifier();
  const head = parseForHead(cursor, parseExpression);
  cursor.expect(":", "behind the collection of `for`");
  const first = parseExpression(cursor);
  const isObject = closing === "}";
  if (isObject) cursor.expect("=>", "behind the key of `for`");
  const value = isObject ? parseExpression(cursor) : first;
  const grouped = cursor.take("...");
  const condition = /^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3)) ? ifClause(cursor) : null;
  if (!cursor.sees(closing)) cursor.fail(`\`${closing}\` is expected at the end of \`for\``);
  return { kind: "for", ...head, key: isObject ? first : null, value, condition, grouped, start, end: close(cursor) };
}

function ifClause(cursor: Cursor): Expression {
  cursor.identifier();
  return parseExpression(cursor);
}

function objectOrFor(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.take("{");
  if (isFor(cursor)) return forExpression(cursor, start, "}");
  const items: ObjectItem[] = [];
  while (!cursor.sees("}")) items.push(objectItem(cursor));
  return { kind: "object", items, start, end: close(cursor) };
}

/** Items are separated by commas or line breaks. */
function objectItem(cursor: Cursor): ObjectItem {
  const key = objectKey(cursor);
  if (!cursor.take("=") && !cursor.take(":")) cursor.fail("`=` is expected behind a key of an object");
  const value = cursor.nested(false, () => parseExpression(cursor));
  const before = cursor.at;
  cursor.lines();
  const separated = cursor.take(",") || cursor.text.slice(before, cursor.at).includes("\n");
  if (!separated && !cursor.sees("}")) cursor.fail("`,` or a line break is expected behind an item of an object");
  cursor.lines();
  return { key, value };
}

/** A bare word is its own name, unless it is more than a word. */
function objectKey(cursor: Cursor): Expression {
  const key = parseKey(cursor);
  return key.kind === "variable" ? { ...key, kind: "literal", value: key.name } : key;
}

function parseKey(cursor: Cursor): Expression {
  if (cursor.next !== "(") return parseExpression(cursor);
  const inner = parseExpression(cursor);
  // In parentheses a word is a reference, which an access without steps still is.
  return inner.kind === "variable" ? { ...inner, kind: "access", target: inner, steps: [] } : inner;
}

function named(cursor: Cursor): Expression {
  const start = cursor.at;
  const name = cursor.match(/[\p{ID_Start}_][\p{ID_Continue}-]*/uy) ?? cursor.fail("an expression is expected");
  let whole = name;
  for (let part = cursor.match(NAMESPACED); part !== null; part = cursor.match(NAMESPACED)) whole += part;
  const end = cursor.at;
  if (cursor.next === "(") return call(cursor, whole, start);
  cursor.space();
  if (cursor.next === "(") return call(cursor, whole, start);
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true", start, end };
  if (name === "null") return { kind: "literal", value: null, start, end };
  return { kind: "variable", name, start, end };
}

function call(cursor: Cursor, name: string, start: number): Expression {
  const args: Expression[] = [];
  let expand = false;
  cursor.nested(true, () => {
    cursor.take("(");
    while (!cursor.sees(")")) {
      args.push(parseExpression(cursor));
      expand = cursor.take("...");
      if (!cursor.take(",") && !cursor.sees(")")) cursor.fail("`,` or `)` is expected behind an argument");
    }
    cursor.at++;
  });
  const end = cursor.at;
  cursor.space();
  return { kind: "call", name, args, expand, start, end };
}
