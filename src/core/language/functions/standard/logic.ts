import { BOOL, param } from "../../types/type.ts";
import type { Value } from "../../values/index.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, func } from "../define.ts";

const A = param("A");

/**
 * The logical operators and the conditional. The engine gives them their three-valued, short-circuiting meaning; these bodies are what they
 * mean for plain values. Source: cel-spec, "Logical operators".
 */
export const logic: readonly FunctionDeclaration[] = [
  declare(
    "_&&_",
    "Both hold.",
    func("logical_and", [BOOL, BOOL, BOOL], (a: boolean, b: boolean) => a && b),
  ),
  declare(
    "_||_",
    "At least one holds.",
    func("logical_or", [BOOL, BOOL, BOOL], (a: boolean, b: boolean) => a || b),
  ),
  declare(
    "!_",
    "Does not hold.",
    func("logical_not", [BOOL, BOOL], (a: boolean) => !a),
  ),
  declare(
    "_?_:_",
    "The second when the first holds, else the third.",
    func("conditional", [BOOL, A, A, A], (condition: boolean, then: Value, otherwise: Value) =>
      condition ? then : otherwise,
    ),
  ),
  declare(
    "@not_strictly_false",
    "Whether a comprehension goes on: false only for false.",
    func("not_strictly_false", [BOOL, BOOL], (a: boolean) => a),
  ),
];
