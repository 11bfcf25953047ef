import type { Value } from "../../values/index.ts";
import type { Scope } from "../compiled.ts";
import { fail } from "./bad.ts";

/** The value of a variable; own properties of the scope only. */
export function readVariable(scope: Scope, name: string, exprId: number): Value {
  const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
  return value === undefined ? fail("no-such-variable", `There is no variable \`${name}\``, exprId) : value;
}
