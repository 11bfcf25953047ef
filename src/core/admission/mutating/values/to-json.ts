import { Double, isMap, mapEntries, Uint, Unknown, type Value } from "#core/language";
import { isList, setOwn } from "#core/model";
import { ObjectValue } from "./object-value.ts";

/** A value of an expression as plain JSON of its own, or why there is none. */
export type AsJson =
  | { readonly kind: "json"; readonly value: Value }
  | { readonly kind: "too-large" }
  /** Something that the API server may be able to write and this cannot. */
  | { readonly kind: "unwritable"; readonly what: string };

/** Values may share parts, and written out they do not, so what is written is counted. */
const MAX_NODES = 500_000;
/** What nests deeper is no object of Kubernetes. */
const MAX_DEPTH = 200;

/** How integers are written that a double cannot hold: as they are, or as text, as protobuf's JSON has them. */
export type LargeIntegers = "exact" | "text";

/** Writes a value as JSON. Integral doubles become integers, as JSON does not tell them apart. */
export function toJson(value: Value, large: LargeIntegers): AsJson {
  try {
    return { kind: "json", value: new Writer(large).write(value, MAX_DEPTH) };
  } catch (error) {
    if (error instanceof WriteStop) return error.reason;
    throw error;
  }
}

/** Ends the writing; it goes no further than `toJson`. */
class WriteStop extends Error {
  readonly reason: AsJson;

  constructor(reason: AsJson) {
    super(reason.kind);
    this.reason = reason;
  }
}

class Writer {
  readonly #large: LargeIntegers;
  #nodes = 0;

  constructor(large: LargeIntegers) {
    this.#large = large;
  }

  write(value: Value, depth: number): Value {
    if (depth === 0 || ++this.#nodes > MAX_NODES) throw new WriteStop({ kind: "too-large" });
    if (value === null || value instanceof Unknown) return value;
    if (isList(value)) return value.map((inner) => this.write(inner, depth - 1));
    if (value instanceof ObjectValue) return this.#map(value.fields, depth);
    if (isMap(value)) return this.#map(mapEntries(value), depth);
    const written = scalar(value);
    return typeof written === "bigint" && this.#large === "text" ? String(written) : written;
  }

  #map(entries: Iterable<readonly [Value, Value]>, depth: number): Value {
    const map: Record<string, Value> = {};
    for (const [key, inner] of entries) {
      if (typeof key !== "string") throw new WriteStop({ kind: "unwritable", what: "a map with keys other than text" });
      setOwn(map, key, this.write(inner, depth - 1));
    }
    return map;
  }
}

function scalar(value: Value): Value {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Uint) return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
  if (value instanceof Double && Number.isSafeInteger(value.value)) return value.value === 0 ? 0 : value.value;
  throw new WriteStop({ kind: "unwritable", what: "a value of a type that JSON lacks" });
}
