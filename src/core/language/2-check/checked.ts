import type { ParsedExpression } from "../ast/parsed.ts";
import type { Overload } from "../functions/declaration.ts";
import type { Environment } from "../types/environment.ts";
import type { Type } from "../types/type.ts";
import type { Value } from "../values/value.ts";

/**
 * What a name or a call was resolved to: a variable under its full name, a constant, or the overloads that its argument types leave open
 * (more than one when a `dyn` decides at run time).
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
