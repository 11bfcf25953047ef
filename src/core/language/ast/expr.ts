/**
 * The expression tree. It keeps the shape of the standard `cel.expr.Expr` message (cel-spec, `cel/expr/syntax.proto`), so that it can be
 * exported, compared with golden trees and read by other tools. Every node has an id that is unique within its expression.
 */
export type Expr = ConstantExpr | IdentExpr | SelectExpr | CallExpr | ListExpr | StructExpr | ComprehensionExpr;

export type Constant =
  | { readonly type: "null" }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "uint"; readonly value: bigint }
  | { readonly type: "double"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array };

export interface ConstantExpr {
  readonly kind: "constant";
  readonly id: number;
  readonly constant: Constant;
}

/** A leading dot, as in `.a.b`, stays in the name. */
export interface IdentExpr {
  readonly kind: "ident";
  readonly id: number;
  readonly name: string;
}

/** `operand.field`, or with `testOnly` the `has(operand.field)` macro. */
export interface SelectExpr {
  readonly kind: "select";
  readonly id: number;
  readonly operand: Expr;
  readonly field: string;
  readonly testOnly: boolean;
}

/** A function, a method (`target` present) or an operator under its standard name, such as `_&&_` or `_[_]`. */
export interface CallExpr {
  readonly kind: "call";
  readonly id: number;
  readonly function: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}

/** `optionalIndices` lists the elements written with a leading `?`. */
export interface ListExpr {
  readonly kind: "list";
  readonly id: number;
  readonly elements: readonly Expr[];
  readonly optionalIndices: readonly number[];
}

/** A map literal when `messageName` is empty, else a message literal; entries are `field` or `map` accordingly. */
export interface StructExpr {
  readonly kind: "struct";
  readonly id: number;
  readonly messageName: string;
  readonly entries: readonly StructEntry[];
}

export interface StructEntry {
  readonly id: number;
  readonly key: { readonly kind: "field"; readonly name: string } | { readonly kind: "map"; readonly expr: Expr };
  readonly value: Expr;
  readonly optional: boolean;
}

/** What `all`, `exists`, `map` and the other macros expand to. `iterVar2` is empty in the one-variable form. */
export interface ComprehensionExpr {
  readonly kind: "comprehension";
  readonly id: number;
  readonly iterVar: string;
  readonly iterVar2: string;
  readonly iterRange: Expr;
  readonly accuVar: string;
  readonly accuInit: Expr;
  readonly loopCondition: Expr;
  readonly loopStep: Expr;
  readonly result: Expr;
}
