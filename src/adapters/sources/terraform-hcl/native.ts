import { SECRET_NAME } from "#core/kinds";
import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeReference, Path } from "#core/model";
import { put } from "../json/index.ts";
import { booleanFrom, integer, numberFrom, textFrom } from "./evaluate/convert.ts";
import {
  asUnknown,
  derivedFrom,
  elementsOf,
  isObjectValue,
  type HclObject,
  type HclValue,
  type Traced,
} from "./evaluate/values.ts";
import { inSchemaType } from "./schema-types.ts";

/** What a resource is to policies: its values, and where those come from that are another resource's. */
export interface Native {
  readonly values: ValueObject;
  readonly references: readonly NativeReference[];
}

/** Maps of labels, whose values providers keep as texts. */
const LABELS: ReadonlySet<string> = new Set(["tags", "labels", "tags_all"]);

/** Attributes that providers take and never keep, so that no plan has them. */
const WRITE_ONLY = /_wo$/;

/** No value nests deeper; what does is not looked into. */
const MAX_DEPTH = 64;

/**
 * Turns the values of a resource into what policies see. `id` begins the path of everything that is not known.
 *
 * INVARIANT (no clear text): a text under a name that providers keep secret is an `Unknown` of the reason `sensitive`, as it is in plans; what is
 * sensitive by its variable arrives here as something unknown already.
 */
export function nativeOf(values: HclObject, id: string): Native {
  const writer = new NativeWriter(id);
  const native: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) put(native, name, writer.attribute(name, value));
  return { values: native, references: writer.references };
}

class NativeWriter {
  readonly references: NativeReference[] = [];
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  attribute(name: string, value: HclValue): Value {
    return this.#attribute(name, value, [name]);
  }

  /** An attribute of a resource or a block, whose name the provider has given. */
  #attribute(name: string, value: HclValue, path: Path): Value {
    if (LABELS.has(name) && isObjectValue(value)) return this.#map(value, path, textFrom);
    if (WRITE_ONLY.test(name)) return null;
    if (typeof value === "string" && value !== "" && SECRET_NAME.test(name)) return this.#unknown("sensitive", path);
    return this.#value(typeof value === "string" ? inSchemaType(name, value) : value, path);
  }

  #value(value: HclValue, path: Path): Value {
    const unknown = path.length > MAX_DEPTH ? derivedFrom([value]) : asUnknown(value);
    if (unknown) return this.#traced(unknown, path);
    const elements = elementsOf(value);
    if (elements) return elements.map((element, index) => this.#element(element, [...path, index]));
    return isObjectValue(value) ? this.#map(value, path, null) : scalar(value);
  }

  /** Objects in lists are blocks, as far as anybody can tell. */
  #element(value: HclValue, path: Path): Value {
    if (!isObjectValue(value) || path.length > MAX_DEPTH) return this.#value(value, path);
    const block: Record<string, Value> = {};
    for (const [name, part] of Object.entries(value)) put(block, name, this.#attribute(name, part, [...path, name]));
    return block;
  }

  /** A map, whose keys its author has chosen. */
  #map(map: HclObject, path: Path, convert: ((value: HclValue) => HclValue) | null): Value {
    const native: Record<string, Value> = {};
    for (const [key, value] of Object.entries(map))
      put(native, key, this.#value(convert?.(value) ?? value, [...path, key]));
    return native;
  }

  #traced({ reason, origins, exact }: Traced, path: Path): Unknown {
    for (const { target, attribute } of origins) {
      const certainty = exact && target !== null ? "proven" : "possible";
      this.references.push({ path, target, attribute: target === null ? null : attribute, certainty });
    }
    return this.#unknown(reason, path);
  }

  #unknown(reason: Traced["reason"], path: Path): Unknown {
    return new Unknown([{ reason, path: `${this.#id}.${path.join(".")}` }]);
  }
}

function scalar(value: HclValue): Value {
  if (typeof value === "bigint") return integer(value);
  return typeof value === "string" ? value : (booleanFrom(value) ?? numberFrom(value));
}
