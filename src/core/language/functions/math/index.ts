import { BOOL, DOUBLE, DYN, INT, listOf, UINT, type Type } from "../../types/type.ts";
import { doubleNumber, doubleOf, intOf, Uint, type DoubleNumber, type Int, type Value } from "../../values/index.ts";
import { visitsFirst } from "../cost.ts";
import type { FunctionDeclaration, FunctionLibrary, Overload } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { bitFunctions } from "./bits.ts";
import { extremeOfList, extremeOfPair } from "./extremes.ts";

const NUMERIC: readonly (readonly [string, Type])[] = [
  ["int", INT],
  ["uint", UINT],
  ["double", DOUBLE],
];

/** `math.@max` and `math.@min`, which the macros `math.greatest` and `math.least` call. */
function extreme(name: "max" | "min", sign: 1 | -1): FunctionDeclaration {
  const prefix = `math_@${name}`;
  const single = NUMERIC.map(([id, type]) => func(`${prefix}_${id}`, [type, type], (value: Value) => value));
  const pairs = NUMERIC.flatMap(([left, a]) =>
    NUMERIC.map(([right, b]) =>
      func(
        left === right ? `${prefix}_${left}_${left}` : `${prefix}_${left}_${right}`,
        [a, b, left === right ? a : DYN],
        (first: Value, second: Value) => extremeOfPair(first, second, sign),
      ),
    ),
  );
  const lists = NUMERIC.map(([id, type]) =>
    func(
      `${prefix}_list_${id}`,
      [listOf(type), type],
      (list: readonly Value[]) => extremeOfList(list, sign),
      visitsFirst,
    ),
  );
  return declare(
    `math.@${name}`,
    `The ${name === "max" ? "greatest" : "least"} of numbers.`,
    ...single,
    ...pairs,
    ...lists,
  );
}

function rounding(name: string, description: string, round: (value: number) => number): FunctionDeclaration {
  const apply = (value: DoubleNumber): Value => doubleOf(round(doubleNumber(value)));
  return declare(`math.${name}`, description, func(`math_${name}_double`, [DOUBLE, DOUBLE], apply));
}

function property(name: string, description: string, holds: (value: number) => boolean): FunctionDeclaration {
  const test = (value: DoubleNumber): Value => holds(doubleNumber(value));
  return declare(`math.${name}`, description, func(`math_${name}_double`, [DOUBLE, BOOL], test));
}

/** To the nearest integer, halves away from zero; JavaScript's own `Math.round` moves halves up. */
function roundHalfAway(value: number): number {
  const down = Math.trunc(value);
  return Math.abs(value - down) >= 0.5 ? down + Math.sign(value) : down;
}

function absInt(value: Int): Value {
  return intOf(value < 0 ? -BigInt(value) : BigInt(value));
}

function signOfInt(value: Int): Value {
  if (value === 0) return 0;
  return value > 0 ? 1 : -1;
}

const SQRT: readonly Overload[] = [
  func("math_sqrt_double", [DOUBLE, DOUBLE], (value: DoubleNumber) => doubleOf(Math.sqrt(doubleNumber(value)))),
  func("math_sqrt_int", [INT, DOUBLE], (value: Int) => doubleOf(Math.sqrt(Number(value)))),
  func("math_sqrt_uint", [UINT, DOUBLE], (value: Uint) => doubleOf(Math.sqrt(Number(value.value)))),
];

/** Functions on numbers. Source: cel-go, `ext/math.go`, all versions. */
export const mathLibrary: FunctionLibrary = {
  name: "math",
  functions: [
    extreme("max", 1),
    extreme("min", -1),
    rounding("ceil", "Rounds up.", Math.ceil),
    rounding("floor", "Rounds down.", Math.floor),
    rounding("round", "Rounds to the nearest integer, halves away from zero.", roundHalfAway),
    rounding("trunc", "Rounds towards zero.", Math.trunc),
    property("isInf", "Whether a double is infinite.", (value) => Math.abs(value) === Number.POSITIVE_INFINITY),
    property("isNaN", "Whether a double is not a number.", Number.isNaN),
    property("isFinite", "Whether a double is neither infinite nor not a number.", Number.isFinite),
    declare(
      "math.abs",
      "The absolute value.",
      func("math_abs_double", [DOUBLE, DOUBLE], (value: DoubleNumber) => doubleOf(Math.abs(doubleNumber(value)))),
      func("math_abs_int", [INT, INT], absInt),
      func("math_abs_uint", [UINT, UINT], (value: Value) => value),
    ),
    declare(
      "math.sign",
      "1, 0 or -1, of the type of the argument.",
      func("math_sign_double", [DOUBLE, DOUBLE], (value: DoubleNumber) => doubleOf(Math.sign(doubleNumber(value)) + 0)),
      func("math_sign_int", [INT, INT], signOfInt),
      func("math_sign_uint", [UINT, UINT], (value: Uint) => new Uint(value.value === 0n ? 0n : 1n)),
    ),
    declare("math.sqrt", "The square root.", ...SQRT),
    ...bitFunctions,
  ],
};
