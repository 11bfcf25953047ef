import { Double } from "./double.ts";
import { Uint } from "./uint.ts";
import type { Value } from "./value.ts";

/**
 * A map with at least one key that is not a string. Numeric keys are equal across int, uint and double, as CEL demands, and keep the
 * representation they were written with. Iteration order is insertion order.
 */
export class CelMap {
  readonly #entries: Map<string, readonly [Value, Value]>;

  constructor(entries: Iterable<readonly [Value, Value]>) {
    this.#entries = new Map();
    for (const [key, value] of entries) this.#entries.set(keyIdentity(key), [key, value]);
  }

  get size(): number {
    return this.#entries.size;
  }

  has(key: Value): boolean {
    return this.#entries.has(keyIdentity(key));
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(keyIdentity(key))?.[1];
  }

  entries(): Iterable<readonly [Value, Value]> {
    return this.#entries.values();
  }
}

/** A string that is equal for keys which CEL holds equal; values that cannot be keys share an identity that never matches a legal key. */
function keyIdentity(key: Value): string {
  if (typeof key === "string") return `s${key}`;
  if (typeof key === "boolean") return `b${key}`;
  if (typeof key === "bigint") return `n${key}`;
  if (typeof key === "number") return numberIdentity(key);
  if (key instanceof Double) return numberIdentity(key.value);
  return key instanceof Uint ? `n${key.value}` : "?";
}

function numberIdentity(key: number): string {
  return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
}
