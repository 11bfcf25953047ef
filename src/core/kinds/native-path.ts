import { CelError, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";

/**
 * The value at a path of attribute names, the way native formats nest: a step goes through a list that has a single element, which is how
 * Terraform writes a block.
 *
 * Null when the path leads nowhere; the unknown that stands in its way; a `CelError` when a step would have to choose between several elements
 * or to enter a scalar.
 */
export function readPath(value: Value, segments: readonly string[]): Value {
  let current = value;
  for (const segment of segments) {
    const holder = enterBlock(current);
    if (holder === null || holder instanceof Unknown || holder instanceof CelError) return holder;
    if (!isObject(holder)) return new CelError("no-such-key", `No \`${segment}\` in a value that is no map`);
    current = Object.hasOwn(holder, segment) ? (holder[segment] ?? null) : null;
  }
  return current;
}

/** The only element of a list, null for an empty one, and every other value itself. */
export function enterBlock(value: Value): Value {
  if (!isList(value)) return value;
  if (value.length > 1)
    return new CelError("invalid-argument", `A block stands ${value.length} times where one is expected`);
  return value[0] ?? null;
}

const SPLIT_CACHE_SIZE = 4096;
const splitCache = new Map<string, readonly string[]>();

/** The segments of a dotted path. */
export function splitPath(path: string): readonly string[] {
  const known = splitCache.get(path);
  if (known !== undefined) return known;
  const segments = path.split(".");
  if (splitCache.size < SPLIT_CACHE_SIZE) splitCache.set(path, segments);
  return segments;
}
