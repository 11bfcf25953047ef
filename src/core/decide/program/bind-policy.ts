import type { CheckedExpression, Expr, Value } from "#core/language";
import { mapChildren } from "./map-children.ts";

type Reference = CheckedExpression["references"] extends ReadonlyMap<number, infer Held> ? Held : never;
type Select = Extract<Expr, { kind: "select" }>;

/** What the names `params` and `variables` mean inside one policy. */
export interface PolicyNames {
  readonly parameters: Readonly<Record<string, Value>>;
  /** The field of the scope's `variables` that holds the policy's variable of this name. */
  readonly fieldOf: (variable: string) => string;
}

/**
 * Rewrites an expression of a policy so that it can be compiled together with those of others: parameters become constants, and variables are
 * read under names of their own. Names that a comprehension binds anew are left alone.
 */
export function bindPolicy(checked: CheckedExpression, names: PolicyNames): CheckedExpression {
  const binder = new Binder(names);
  const expr = binder.bind(checked.parsed.expr, new Set());
  if (expr === checked.parsed.expr && binder.constants.size === 0) return checked;
  return {
    ...checked,
    parsed: { ...checked.parsed, expr },
    references: new Map([...checked.references, ...binder.constants]),
  };
}

class Binder {
  readonly constants = new Map<number, Reference>();
  readonly #names: PolicyNames;

  constructor(names: PolicyNames) {
    this.#names = names;
  }

  /** The bound form of `expr`; `hidden` are the names that enclosing comprehensions bind. */
  bind(expr: Expr, hidden: ReadonlySet<string>): Expr {
    if (isName(expr, "params", hidden)) return this.#constant(expr.id, "params", this.#names.parameters);
    if (expr.kind === "select" && isName(expr.operand, "variables", hidden)) return this.#variable(expr);
    if (expr.kind === "select" && isName(expr.operand, "params", hidden)) return this.#parameter(expr);
    return mapChildren(expr, (child, binds) =>
      this.bind(child, binds.length === 0 ? hidden : new Set([...hidden, ...binds])),
    );
  }

  #variable(expr: Select): Expr {
    const field = this.#names.fieldOf(expr.field);
    return field === expr.field ? expr : { ...expr, field };
  }

  #parameter(expr: Select): Expr {
    const { parameters } = this.#names;
    const value = Object.hasOwn(parameters, expr.field) ? parameters[expr.field] : undefined;
    if (value !== undefined && !expr.testOnly) return this.#constant(expr.id, `params.${expr.field}`, value);
    return { ...expr, operand: this.#constant(expr.operand.id, "params", parameters) };
  }

  #constant(id: number, name: string, value: Value): Expr {
    this.constants.set(id, { kind: "constant", name, value });
    return { kind: "ident", id, name };
  }
}

/** Whether `expr` is the name itself: with a leading dot it is never one that a comprehension binds. */
export function isName(expr: Expr, name: string, hidden: ReadonlySet<string>): boolean {
  return expr.kind === "ident" && (expr.name === `.${name}` || (expr.name === name && !hidden.has(name)));
}
