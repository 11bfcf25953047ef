import { CelError } from "./cel-error.ts";
import { isMap, mapEntries, mapGet, mapSize, type MapValue } from "./maps.ts";
import { compareNumbers, numericOf } from "./numbers.ts";
import { Opaque } from "./opaque.ts";
import { Optional } from "./optional.ts";
import { compare } from "./order.ts";
import { StructValue } from "./struct-value.ts";
import { typeNameOf } from "./type-name.ts";
import { TypeValue } from "./type-value.ts";
import { Unknown } from "./unknown.ts";
import type { Value } from "./value.ts";

/**
 * CEL's `==`: numbers are equal across int, uint and double, lists and maps deeply (own keys only), values of different types never.
 *
 * Three-valued: a definite difference anywhere answers false; otherwise an `Unknown` inside either value answers an `Unknown` with the causes of
 * all that took part. An error that is stored inside the data is something nobody has seen, so it counts as unknown. Uses no stack for nesting,
 * and time in proportion to the number of distinct pairs, whatever the sharing. Source: cel-spec, "Equality".
 */
export function equals(a: Value, b: Value): boolean | Unknown {
  const scalar = compareScalars(a, b);
  return scalar ?? compareDeeply(a, b);
}

/** The answer when either value is a scalar, `undefined` when it takes a look inside. */
function compareScalars(a: Value, b: Value): boolean | undefined {
  if (isLeaf(a) && isLeaf(b)) {
    if (a === b) return true;
    return typeof a !== "string" && typeof b !== "string" && compareNumericScalars(a, b);
  }
  return undefined;
}

type Leaf = null | boolean | number | bigint | string;

function isLeaf(value: Value): value is Leaf {
  return typeof value !== "object" || value === null;
}

function compareNumericScalars(a: Leaf, b: Leaf): boolean {
  const left = numericOf(a);
  const right = numericOf(b);
  return left !== undefined && right !== undefined && compareNumbers(left, right) === 0;
}

function compareDeeply(a: Value, b: Value): boolean | Unknown {
  const comparison = new Comparison();
  comparison.add(a, b);
  return comparison.run();
}

/** How many pairs are compared before pairs are remembered, which costs memory but stops repetition in shared structures. */
const PAIRS_BEFORE_MEMORY = 4096;

/** A conjunction of pairs still to be compared. */
class Comparison {
  readonly #pairs: [Value, Value][] = [];
  #seen: Map<Value, Set<Value>> | undefined;
  #compared = 0;
  #unknown: Unknown | undefined;

  add(a: Value, b: Value): void {
    this.#pairs.push([a, b]);
  }

  run(): boolean | Unknown {
    for (let pair = this.#pairs.pop(); pair !== undefined; pair = this.#pairs.pop()) {
      if (!this.#isRepeated(pair[0], pair[1]) && !this.#compare(pair[0], pair[1])) return false;
    }
    return this.#unknown ?? true;
  }

  #isRepeated(a: Value, b: Value): boolean {
    if (++this.#compared <= PAIRS_BEFORE_MEMORY || isLeaf(a) || isLeaf(b)) return false;
    this.#seen ??= new Map();
    const partners = this.#seen.get(a) ?? new Set();
    if (partners.has(b)) return true;
    this.#seen.set(a, partners.add(b));
    return false;
  }

  /** False on a definite difference; otherwise adds what remains to be compared. */
  #compare(a: Value, b: Value): boolean {
    if (isUnsettled(a) || isUnsettled(b)) return this.#remember(a, b);
    const scalar = compareScalars(a, b);
    if (scalar !== undefined) return scalar;
    if (Array.isArray(a)) return Array.isArray(b) && this.#compareLists(a, b);
    if (a instanceof Optional) return b instanceof Optional && this.#compareOptionals(a, b);
    if (isMap(a)) return isMap(b) && this.#compareMaps(a, b);
    return compareIndivisible(a, b);
  }

  #remember(a: Value, b: Value): true {
    for (const value of [a, b]) {
      if (!isUnsettled(value)) continue;
      const unknown = value instanceof Unknown ? value : new Unknown([{ reason: "not-observed", path: value.message }]);
      this.#unknown = this.#unknown?.merge(unknown) ?? unknown;
    }
    return true;
  }

  #compareLists(a: readonly Value[], b: readonly Value[]): boolean {
    if (a.length !== b.length) return false;
    for (const [at, value] of a.entries()) this.add(value, b[at] ?? null);
    return true;
  }

  #compareOptionals(a: Optional, b: Optional): boolean {
    if (a.value === undefined || b.value === undefined) return a.value === b.value;
    this.add(a.value, b.value);
    return true;
  }

  #compareMaps(a: MapValue, b: MapValue): boolean {
    if (mapSize(a) !== mapSize(b)) return false;
    for (const [key, value] of mapEntries(a)) {
      const other = mapGet(b, key);
      if (other === undefined) return false;
      this.add(value, other);
    }
    return true;
  }
}

function isUnsettled(value: Value): value is Unknown | CelError {
  return value instanceof Unknown || value instanceof CelError;
}

/** Values that are compared as a whole: numbers, times, bytes, types, opaque values and structs. */
function compareIndivisible(a: Value, b: Value): boolean {
  const typeName = typeNameOf(a);
  if (a instanceof Opaque) return b instanceof Opaque && b.typeName === typeName && a.equals(b);
  if (a instanceof StructValue) return b instanceof StructValue && b.typeName === typeName && a.equals(b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  return compare(a, b) === 0;
}
