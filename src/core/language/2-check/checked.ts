import type { ParsedExpression } from "../ast/parsed.ts";
import type { Overload } from "../functions/declaration.ts";
import type { Environment } from "../types/environment.ts";
import type { Type } from "../types/type.ts";
import type { Value } from "../values/value.ts";

/**
 * What a name or a call was resolved to: a variable under its full name, a constant or type name, or the overloads that its argument types
 * leave open (more than one when a `dyn` decides at run time).
 *
 * A selection with a reference is one dotted name as a whole, and its operand is not evaluated. A call whose overloads are no methods has no
 * receiver: its target, if it has one, is the namespace of the function. A message literal refers to its type under the full name.
 */
export type Reference =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "constant"; readonly name: string; readonly value: Value }
  | { readonly kind: "function"; readonly name: string; readonly overloads: readonly Overload[] };

/** An expression whose names are resolved and whose every node has a type. */
export interface CheckedExpression {
  readonly parsed: ParsedExpression;
  readonly environment: Environment;
  readonly type: Type;
  readonly types: ReadonlyMap<number, Type>;
  readonly references: ReadonlyMap<number, Reference>;
}
