import { CelError, equals, numericOf, Unknown, type Value } from "../values/index.ts";
import { invalidArgument } from "./failure.ts";

/** How many comparisons one index makes before it answers an error. */
const MAX_COMPARISONS = 1_000_000;

/**
 * Tells which values equal an element of a growing list. Plain scalars are found at once; lists, maps and the like are compared one by one, up to
 * a number of comparisons beyond which the answer is an `invalid-argument` error.
 */
export class ElementIndex {
  readonly #scalars: Set<string> = new Set();
  readonly #others: Value[] = [];
  #comparisons = 0;

  constructor(elements: Iterable<Value> = []) {
    for (const element of elements) this.add(element);
  }

  add(element: Value): void {
    const identity = scalarIdentity(element);
    if (identity === undefined) this.#others.push(element);
    else this.#scalars.add(identity);
  }

  /** Whether an element equals the value: true when one definitely does, unknown when one may. */
  has(value: Value): boolean | Unknown | CelError {
    const identity = scalarIdentity(value);
    if (identity !== undefined && this.#scalars.has(identity)) return true;
    if (value instanceof Unknown && this.#scalars.size > 0) return value;
    return this.#isAmongOthers(value);
  }

  #isAmongOthers(value: Value): boolean | Unknown | CelError {
    this.#comparisons += this.#others.length;
    if (this.#comparisons > MAX_COMPARISONS)
      return invalidArgument("The lists are too long to compare their elements with each other");
    let unknown: Unknown | undefined;
    for (const other of this.#others) {
      const equal = equals(value, other);
      if (equal === true) return true;
      if (equal !== false) unknown ??= equal;
    }
    return unknown ?? false;
  }
}

/** A text that is equal for equal strings, bools and numbers of moderate size; `undefined` for values that must be compared. */
function scalarIdentity(value: Value): string | undefined {
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "boolean") return `b${value}`;
  const number = Number(numericOf(value));
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? `n${number}` : undefined;
}
