import type { Explanation, Expr, Iteration, Value } from "#core/language";
import { isName } from "../program/bind-policy.ts";
import type { Explained } from "./explained.ts";
import type { ReadPath } from "./path.ts";

/** The variables of the policies' scope that stand for data; `variables` is looked through instead. */
const ROOTS: ReadonlySet<string> = new Set([
  "resource",
  "before",
  "verb",
  "changed",
  "traits",
  "principal",
  "context",
  "history",
  "now",
  "params",
]);

/** Answers the explanation of the policy's variable of a name. */
export type VariableLookup = (name: string) => Explained | undefined;

/** Where in the expressions of a policy a search stands: in which of them, and what the names that its comprehensions bind stand for. */
export class Place {
  readonly explained: Explained;
  readonly #lookup: VariableLookup;
  readonly #bound: ReadonlyMap<string, ReadPath | null>;

  constructor(explained: Explained, lookup: VariableLookup, bound: ReadonlyMap<string, ReadPath | null> = new Map()) {
    this.explained = explained;
    this.#lookup = lookup;
    this.#bound = bound;
  }

  /** The place at the root of the variable that `node` reads, when it is `variables.<name>`. */
  variableAt(node: Explanation): Place | undefined {
    const written = this.explained.written(node);
    if (written?.kind !== "select" || written.testOnly) return undefined;
    if (!isName(written.operand, "variables", new Set(this.#bound.keys()))) return undefined;
    const explained = this.#lookup(written.field);
    return explained === undefined ? undefined : new Place(explained, this.#lookup);
  }

  /** The place inside one iteration of the comprehension at `node`. */
  within(node: Explanation, { variables }: Iteration, position: number): Place {
    const names = Object.keys(variables);
    const element = names.at(-1);
    const bound = new Map(this.#bound);
    for (const name of names) bound.set(name, null);
    const step = stepOf(node.children[0]?.value, Object.values(variables), position);
    const range = node.children[0] === undefined ? null : this.pathOf(node.children[0]);
    if (element !== undefined && range !== null && step !== null) bound.set(element, [...range, step]);
    return new Place(this.explained, this.#lookup, bound);
  }

  /** The path that a node reads, through variables and what comprehensions bind; null when it is not a plain path. */
  pathOf(node: Explanation): ReadPath | null {
    const written = this.explained.written(node);
    if (written?.kind === "ident") return this.#pathOfName(written.name);
    if (this.explained.calls(node) === "dyn" && node.children[0] !== undefined) return this.pathOf(node.children[0]);
    const variable = this.variableAt(node);
    if (variable !== undefined) return variable.pathOf(variable.explained.root);
    const step = this.#stepAt(node);
    const path = step === null || node.children[0] === undefined ? null : this.pathOf(node.children[0]);
    return path === null || step === null ? null : [...path, step];
  }

  /** The segment that a select or an index adds to the path of its operand. */
  #stepAt(node: Explanation): string | number | null {
    const written = this.explained.written(node);
    if (written?.kind === "select") return written.field;
    if (written?.kind !== "call") return null;
    if (written.function === "_?._") return fieldName(written.args[1]);
    const key = isIndex(written.function) ? node.children[1]?.value : null;
    return typeof key === "string" || typeof key === "number" ? key : null;
  }

  #pathOfName(name: string): ReadPath | null {
    const plain = name.startsWith(".") ? name.slice(1) : name;
    const bound = plain === name ? this.#bound.get(name) : undefined;
    if (bound !== undefined) return bound;
    return ROOTS.has(plain) ? [plain] : null;
  }
}

function isIndex(called: string): boolean {
  return called === "_[_]" || called === "_[?_]";
}

/** The field of an optional selection, which the tree holds as a constant. */
function fieldName(expr: Expr | undefined): string | null {
  return expr?.kind === "constant" && expr.constant.type === "string" ? expr.constant.value : null;
}

/** The segment that leads from a range to the element that an iteration binds last: its position, or in a map the key bound before it. */
function stepOf(range: Value | undefined, bound: readonly Value[], position: number): string | number | null {
  if (Array.isArray(range)) return position;
  const key = bound.length === 2 ? bound[0] : null;
  return typeof key === "string" || typeof key === "number" ? key : null;
}
