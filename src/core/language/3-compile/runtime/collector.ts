import { isMap, mapEntries, typeNameOf, type Value } from "../../values/index.ts";
import { fail, isBad, notBool, stronger, type Bad } from "./bad.ts";
import { mapWithoutRepeats } from "./build.ts";

/**
 * What a building macro has gathered: elements or entries, and what went wrong in any of its steps. A bad step makes the whole bad, yet the
 * steps after it still run, since an unknown among them wins over an error.
 */
export class Collector {
  readonly #elements: Value[] = [];
  readonly #entries: (readonly [Value, Value])[] = [];
  #bad: Bad | undefined;

  /** Whether a filter lets the element pass. */
  passes(filter: Value, exprId: number): boolean {
    if (typeof filter !== "boolean") this.#fail(notBool(filter, exprId));
    return filter === true;
  }

  element(value: Value): void {
    if (isBad(value)) this.#fail(value);
    else if (this.#bad === undefined) this.#elements.push(value);
  }

  entry(key: Value, value: Value): void {
    if (isBad(value)) this.#fail(value);
    else if (isBad(key)) this.#fail(key);
    else if (this.#bad === undefined) this.#entries.push([key, value]);
  }

  /** Takes over all entries of a map. */
  entries(map: Value, exprId: number): void {
    if (isBad(map)) this.#fail(map);
    else if (isMap(map)) for (const [key, value] of mapEntries(map)) this.entry(key, value);
    else this.#fail(fail("no-such-overload", `An entry must be a map, not ${typeNameOf(map)}`, exprId));
  }

  list(): Value {
    return this.#bad ?? this.#elements;
  }

  map(exprId: number): Value {
    return this.#bad ?? mapWithoutRepeats(this.#entries, exprId);
  }

  #fail(bad: Bad): void {
    this.#bad = this.#bad === undefined ? bad : stronger(this.#bad, bad);
  }
}
