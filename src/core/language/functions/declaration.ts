import type { Type } from "../types/type.ts";
import type { Value } from "../values/value.ts";

/**
 * One signature of a function and what it does.
 *
 * For a method (`member`), `params[0]` is the receiver. `evaluate` gets values only: the engine has already absorbed errors and unknowns, so it
 * never sees a `CelError` or an `Unknown` as an argument (inside lists and maps it may meet an `Unknown`, and answers an `Unknown` when the
 * result depends on it). It never throws: it answers a `CelError`.
 */
export interface Overload {
  readonly id: string;
  readonly member: boolean;
  readonly params: readonly Type[];
  readonly result: Type;
  readonly evaluate: (...args: readonly Value[]) => Value;
  /** Cost in Kubernetes' cost units beyond the one unit of the call itself; absent means none. */
  readonly cost?: (...args: readonly Value[]) => number;
  /**
   * Set for a function that reads at a path: the names that a path, its second argument, leads along. It enters a list of one element, and where
   * it finds nothing or null it answers its third argument, or null; what it costs depends on the path alone. A path that is written in an
   * expression is then followed by generated code as far as there is plain data, and by `evaluate` otherwise.
   */
  readonly steps?: (path: string) => readonly string[];
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly overloads: readonly Overload[];
  /** One sentence for hovers and documentation. */
  readonly description?: string;
}

/** A set of functions and named constants (such as type names) that is switched on as one. */
export interface FunctionLibrary {
  readonly name: string;
  readonly functions: readonly FunctionDeclaration[];
  readonly constants?: Readonly<Record<string, { readonly type: Type; readonly value: Value }>>;
}
