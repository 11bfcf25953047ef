import { findSecrets, SECRET_NAME } from "#core/kinds";
import { CelError, CelMap, Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, setOwn, type Proposal } from "#core/model";

/** Nothing that is asked over the network is deeper; what is deeper is hidden whole. */
const MAX_DEPTH = 128;
/** What stands for a secret where a text must stand. */
const HIDDEN = "***";
/** Parts of a proposal that hold any values, in which a secret becomes an unknown, as the sources make it one. */
const OPEN: ReadonlySet<string> = new Set(["attributes", "properties", "native"]);
/** What stands under the name of a secret and merely switches something, or says where one is. */
const NO_SECRET = /^(?:\$.*|true|false|null|none|)$/i;

/**
 * A proposal as it may be kept: no text in which a detector sees a secret, and none under the name of one. Itself where there is nothing to hide. It may be
 * decided on differently, which whoever keeps it has to find out.
 */
export function withoutSecrets(proposal: Proposal): Proposal {
  // oxlint-disable-next-line no-unsafe-type-assertion -- parts of a proposal are plain objects of values, which their interfaces cannot say
  const value = proposal as unknown as ValueObject;
  // oxlint-disable-next-line no-unsafe-type-assertion -- a part is replaced by one of its own type
  return hideIn(value, { path: "", isOpen: false, depth: 0 }) as unknown as Proposal;
}

interface Place {
  readonly path: string;
  readonly isOpen: boolean;
  readonly depth: number;
}

function hide(value: Value, name: string, place: Place): Value {
  if (place.depth > MAX_DEPTH) return hidden(place);
  if (typeof value === "string") return isSecret(value, name) ? hidden(place) : value;
  if (isList(value)) return hideInList(value, name, place);
  if (isObject(value)) return hideIn(value, place);
  return typeof value === "object" && value !== null ? hideSpecial(value, name, place) : value;
}

function hideIn(object: ValueObject, place: Place): ValueObject {
  let copy: Record<string, Value> | undefined;
  const own = typeof object["name"] === "string" ? object["name"] : "";
  for (const key of Object.keys(object)) {
    const before = object[key] ?? null;
    const after = hide(before, key === "value" && own !== "" ? own : key, below(place, key));
    if (after !== before) setOwn((copy ??= { ...object }), key, after);
  }
  return copy ?? object;
}

function hideInList(list: readonly Value[], name: string, place: Place): Value {
  let copy: Value[] | undefined;
  for (const [index, before] of list.entries()) {
    const after = hide(before, name, below(place, String(index)));
    if (after !== before) (copy ??= [...list])[index] = after;
  }
  return copy ?? list;
}

/** Maps with other keys than texts, errors with a message, and bytes. */
function hideSpecial(value: Value, name: string, place: Place): Value {
  if (value instanceof CelError) return isSecret(value.message, "") ? new CelError(value.code, HIDDEN) : value;
  if (value instanceof Uint8Array) return SECRET_NAME.test(name) ? hidden(place) : value;
  if (!(value instanceof CelMap)) return value;
  const entries = [...value.entries()].map(([key, before]): readonly [Value, Value] => {
    const text = typeof key === "string" ? key : "";
    return [key, hide(before, text, below(place, text))];
  });
  return new CelMap(entries);
}

function below({ path, isOpen, depth }: Place, key: string): Place {
  return { path: path === "" ? key : `${path}.${key}`, isOpen: isOpen || OPEN.has(key), depth: depth + 1 };
}

function hidden({ path, isOpen }: Place): Value {
  return isOpen ? new Unknown([{ reason: "sensitive", path }]) : HIDDEN;
}

/** Nothing shorter is found by its form. */
const SHORTEST = 8;

/** A text too long to be searched counts as one. */
function isSecret(text: string, name: string): boolean {
  if (SECRET_NAME.test(name) && !NO_SECRET.test(text)) return true;
  if (text.length < SHORTEST) return false;
  const found = findSecrets(text);
  return !isList(found) || found.length > 0;
}
