import type { WitnessRead } from "#core/decide";
import { parseExpression, type Expr, type Value } from "#core/language";

/** That the member called `name`, wherever it was read, must have a value. */
export interface WantedValue {
  readonly name: string;
  readonly value: Value;
}

/**
 * The values that a requirement leaves no choice of: what is compared with a literal or with a parameter that was read, joined by `&&`. Null where
 * there is a choice, as with `!=` and several elements of `in`, and where something else is asked for.
 */
export function wantedValues(required: string, reads: readonly WitnessRead[]): readonly WantedValue[] | null {
  const parsed = parseExpression(required);
  return parsed.kind === "parsed" ? wantedOf(parsed.parsed.expr, true, reads) : null;
}

type Wanted = readonly WantedValue[] | null;

function wantedOf(expr: Expr, holds: boolean, reads: readonly WitnessRead[]): Wanted {
  const name = memberName(expr);
  if (name !== null) return [{ name, value: holds }];
  if (expr.kind !== "call") return null;
  const [first, second] = expr.args;
  if (first === undefined) return null;
  if (expr.function === "!_") return wantedOf(first, !holds, reads);
  if (second === undefined) return null;
  const isJoin = expr.function === "_&&_" || expr.function === "_||_";
  if (!isJoin) return comparison({ operator: expr.function, left: first, right: second }, holds, reads);
  const sides = [wantedOf(first, holds, reads), wantedOf(second, holds, reads)] as const;
  return (expr.function === "_&&_") === holds ? both(sides) : onlyOne(sides);
}

function both([left, right]: readonly [Wanted, Wanted]): Wanted {
  return left === null || right === null ? null : [...left, ...right];
}

function onlyOne([left, right]: readonly [Wanted, Wanted]): Wanted {
  return left !== null && right !== null ? null : (left ?? right);
}

interface Comparison {
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
}

const OPPOSITE: Readonly<Record<string, string>> = {
  "_==_": "_!=_",
  "_!=_": "_==_",
  "_<_": "_>=_",
  "_>=_": "_<_",
  "_>_": "_<=_",
  "_<=_": "_>_",
};

const MIRRORED: Readonly<Record<string, string>> = { "_<_": "_>_", "_>_": "_<_", "_<=_": "_>=_", "_>=_": "_<=_" };

function comparison(asked: Comparison, holds: boolean, reads: readonly WitnessRead[]): Wanted {
  const operator = holds ? asked.operator : OPPOSITE[asked.operator];
  if (operator === undefined) return null;
  const literal = literalOf(asked.right, reads);
  const value = literal === undefined ? literalOf(asked.left, reads) : literal;
  const name = memberName(literal === undefined ? asked.right : asked.left);
  if (name === null || value === undefined) return null;
  const wanted = meeting(literal === undefined ? (MIRRORED[operator] ?? operator) : operator, value);
  return wanted === undefined ? null : [{ name, value: wanted }];
}

/** The value nearest to a literal that compares with it as asked. */
function meeting(operator: string, value: Value): Value | undefined {
  switch (operator) {
    case "_==_":
    case "_>=_":
    case "_<=_":
      return value;
    case "_!=_":
      return typeof value === "boolean" ? !value : undefined;
    case "_>_":
      return nextTo(value, 1);
    case "_<_":
      return nextTo(value, -1);
    case "@in":
      return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
    default:
      return undefined;
  }
}

function nextTo(value: Value, step: number): Value | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value + step : undefined;
}

function literalOf(expr: Expr, reads: readonly WitnessRead[]): Value | undefined {
  if (expr.kind === "constant") return valueOf(expr.constant);
  if (expr.kind === "list" && expr.elements.length === 1 && expr.optionalIndices.length === 0) {
    const only = expr.elements[0];
    const element = only === undefined ? undefined : literalOf(only, reads);
    return element === undefined ? undefined : [element];
  }
  if (expr.kind !== "select" || expr.operand.kind !== "ident" || expr.operand.name !== "params") return undefined;
  return reads.find(({ segments }) => segments.length === 2 && segments[0] === "params" && segments[1] === expr.field)
    ?.value;
}

/** Only what JSON writes without loss. */
function valueOf(constant: Extract<Expr, { readonly kind: "constant" }>["constant"]): Value | undefined {
  if (constant.type === "bool" || constant.type === "string") return constant.value;
  const number = constant.type === "int" ? Number(constant.value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The last name of a path such as `resource.properties.?a.orValue(false)`; null for anything but a path of names, and for parameters. */
function memberName(expr: Expr): string | null {
  if (expr.kind === "select") return expr.testOnly || isParameter(expr.operand) ? null : expr.field;
  if (expr.kind !== "call") return null;
  if (expr.function === "orValue") return expr.target === undefined ? null : memberName(expr.target);
  const name = expr.function === "_?._" ? expr.args[1] : undefined;
  return name?.kind === "constant" && name.constant.type === "string" ? name.constant.value : null;
}

function isParameter(expr: Expr): boolean {
  return expr.kind === "ident" && expr.name === "params";
}
