import {
  childrenOf,
  explainExpression,
  type CheckedExpression,
  type Explanation,
  type Expr,
  type Scope,
} from "#core/language";

/** One expression evaluated with every value kept, and the way back from values to what was written. */
export class Explained {
  readonly root: Explanation;
  readonly #macros: ReadonlyMap<number, Expr>;
  readonly #nodes = new Map<number, Expr>();

  constructor(checked: CheckedExpression, scope: Scope) {
    this.root = explainExpression(checked, scope);
    this.#macros = checked.parsed.macroCalls;
    this.#index(checked.parsed.expr);
    for (const call of this.#macros.values()) this.#index(call);
  }

  /** The node as its author wrote it, which for a macro is the call. */
  written({ exprId }: Explanation): Expr | undefined {
    return this.#macros.get(exprId) ?? this.#nodes.get(exprId);
  }

  /** The name of the operator, function or macro that a node calls; undefined for other nodes. */
  calls(node: Explanation): string | undefined {
    const written = this.written(node);
    return written?.kind === "call" ? written.function : undefined;
  }

  #index(expr: Expr): void {
    if (!this.#nodes.has(expr.id)) this.#nodes.set(expr.id, expr);
    for (const child of childrenOf(expr)) this.#index(child);
  }
}
