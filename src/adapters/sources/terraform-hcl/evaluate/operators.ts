import type { BinaryOperator } from "../../hcl/index.ts";
import { booleanFrom, floatFrom, integer, numberFrom } from "./convert.ts";
import { isEqual } from "./equal.ts";
import { asUnknown, derivedFrom, Failure, type HclValue } from "./values.ts";

/** Applies an operator of two operands. What is not known makes the result unknown, unless the other operand decides it. */
export function applyBinary(operator: BinaryOperator, left: HclValue, right: HclValue): HclValue {
  if (operator === "==" || operator === "!=") return equality(operator, left, right);
  if (operator === "&&" || operator === "||") return logical(operator === "||", left, right);
  if (asUnknown(left) || asUnknown(right)) return derivedFrom([left, right]);
  return arithmetic(operator, left, right);
}

function equality(operator: "==" | "!=", left: HclValue, right: HclValue): HclValue {
  const equal = isEqual(left, right);
  if (equal === null) return derivedFrom([left, right]);
  return equal === (operator === "==");
}

/** `decisive` is the operand that settles the result alone. */
function logical(decisive: boolean, left: HclValue, right: HclValue): HclValue {
  const [a, b] = [booleanFrom(left), booleanFrom(right)];
  if (a === decisive || b === decisive) return decisive;
  if (asUnknown(left) || asUnknown(right)) return derivedFrom([left, right]);
  return a === null || b === null ? new Failure("a truth value is expected") : !decisive;
}

function arithmetic(
  operator: Exclude<BinaryOperator, "==" | "!=" | "&&" | "||">,
  left: HclValue,
  right: HclValue,
): HclValue {
  const [exactLeft, exactRight] = [numberFrom(left), numberFrom(right)];
  if (exactLeft === null || exactRight === null) return new Failure("a number is expected");
  const exact = exactly(operator, exactLeft, exactRight);
  if (exact !== null) return exact;
  const [a, b] = [floatFrom(left) ?? 0, floatFrom(right) ?? 0];
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return finite(calculate(operator, a, b));
  }
}

/** Sums and products of integers keep all their digits. */
function exactly(operator: BinaryOperator, a: number | bigint, b: number | bigint): HclValue {
  if (!isInteger(a) || !isInteger(b)) return null;
  if (operator === "+") return integer(BigInt(a) + BigInt(b));
  if (operator === "-") return integer(BigInt(a) - BigInt(b));
  if (operator !== "*") return null;
  const product = BigInt(a) * BigInt(b);
  return product < LARGEST && product > -LARGEST ? integer(product) : new Failure("the number is too large");
}

const LARGEST = 10n ** 150n;

function isInteger(value: number | bigint): boolean {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}

function calculate(operator: "+" | "-" | "*" | "/" | "%", a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return a % b;
  }
}

function finite(value: number): HclValue {
  return Number.isFinite(value) ? value : new Failure("the result is no number");
}
