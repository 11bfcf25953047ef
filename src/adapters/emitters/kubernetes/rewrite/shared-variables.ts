import { childrenOf, type Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { mayBeNull } from "./null.ts";
import { assertWritable } from "./size.ts";
import { ident, select } from "../../expressions/trees.ts";

/** A variable that an admission policy declares, for the expressions after it. */
export interface SharedVariable {
  readonly name: string;
  readonly expr: Expr;
}

/**
 * The variables of one admission policy, in the order in which they depend on each other. Each is made when something first needs it, and never
 * when nothing does; what hangs on the element of a list cannot be shared, and stands where it is read.
 */
export class SharedVariables {
  readonly #made = new Map<string, Expr | InexpressibleError>();
  readonly #nullable = new Set<string>();
  readonly #shared: SharedVariable[] = [];

  /** What is declared so far. */
  get declared(): readonly SharedVariable[] {
    return this.#shared;
  }

  /** A reading of the variable, which `make` makes when it is first asked for. Throws again what `make` threw. */
  read(name: string, make: () => Expr): Expr {
    const known = this.#made.get(name) ?? this.#make(name, make);
    if (known instanceof InexpressibleError) throw known;
    return known;
  }

  /** Makes the variable now; why it could not be made is told to whoever reads it. */
  prepare(name: string, make: () => Expr): void {
    if (!this.#made.has(name)) this.#make(name, make);
  }

  readonly mayBeNull = (name: string): boolean => this.#nullable.has(name);

  #make(name: string, make: () => Expr): Expr | InexpressibleError {
    const made = this.#attempt(name, make);
    this.#made.set(name, made);
    return made;
  }

  #attempt(name: string, make: () => Expr): Expr | InexpressibleError {
    try {
      const expr = make();
      assertWritable(expr);
      if (expr.kind === "constant" || readsItem(expr)) return expr;
      if (mayBeNull(expr, this.mayBeNull)) this.#nullable.add(name);
      this.#shared.push({ name, expr });
      return select(ident("variables"), name);
    } catch (cause) {
      if (cause instanceof InexpressibleError) return cause;
      throw cause;
    }
  }
}

function readsItem(expr: Expr): boolean {
  return (expr.kind === "ident" && expr.name === "item") || childrenOf(expr).some(readsItem);
}
