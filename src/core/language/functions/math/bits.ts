import { INT, UINT } from "../../types/type.ts";
import { normalInt, Uint, type Int, type Value } from "../../values/index.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { invalidArgument } from "../failure.ts";

type BitOperation = (a: bigint, b: bigint) => bigint;

const BITS = 64;

function int(value: bigint): Value {
  return normalInt(BigInt.asIntN(BITS, value));
}

function uint(value: bigint): Value {
  return new Uint(BigInt.asUintN(BITS, value));
}

function pairwise(name: string, description: string, operate: BitOperation): FunctionDeclaration {
  return declare(
    `math.${name}`,
    description,
    func(`math_${name}_int_int`, [INT, INT, INT], (a: Int, b: Int) => int(operate(BigInt(a), BigInt(b)))),
    func(`math_${name}_uint_uint`, [UINT, UINT, UINT], (a: Uint, b: Uint) => uint(operate(a.value, b.value))),
  );
}

function shifting(name: string, description: string, operate: BitOperation): FunctionDeclaration {
  const shift = (bits: bigint, by: Int, result: (value: bigint) => Value): Value => {
    if (by < 0) return invalidArgument(`Cannot shift by ${by}, a negative offset`);
    return result(by >= BITS ? 0n : operate(BigInt.asUintN(BITS, bits), BigInt(by)));
  };
  return declare(
    `math.${name}`,
    description,
    func(`math_${name}_int_int`, [INT, INT, INT], (value: Int, by: Int) => shift(BigInt(value), by, int)),
    func(`math_${name}_uint_int`, [UINT, INT, UINT], (value: Uint, by: Int) => shift(value.value, by, uint)),
  );
}

/** Operations on the 64 bits of integers; shifting right brings in zeros. Source: cel-go, `ext/math.go`. */
export const bitFunctions: readonly FunctionDeclaration[] = [
  pairwise("bitAnd", "The bits set in both.", (a, b) => a & b),
  pairwise("bitOr", "The bits set in either.", (a, b) => a | b),
  pairwise("bitXor", "The bits set in one but not in both.", (a, b) => a ^ b),
  declare(
    "math.bitNot",
    "The bits that are not set.",
    func("math_bitNot_int_int", [INT, INT], (value: Int) => int(~BigInt(value))),
    func("math_bitNot_uint_uint", [UINT, UINT], (value: Uint) => uint(~value.value)),
  ),
  shifting("bitShiftLeft", "The bits moved left.", (value, by) => value << by),
  shifting("bitShiftRight", "The bits moved right.", (value, by) => value >> by),
];
