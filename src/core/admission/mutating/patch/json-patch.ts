import { Unknown, type Value } from "#core/language";
import { isList, isObject, setOwn } from "#core/model";
import { jsonSize } from "./json-size.ts";
import { childOf, indexIn, insertionIn, placeOf, type Container } from "./pointer.ts";
import { sameJson } from "./same-json.ts";

/** One operation of a JSON patch (RFC 6902), read but not understood. Its values are plain JSON of its own. */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  /** Empty where there is none. */
  readonly from: string;
  /** Undefined where there is none. */
  readonly value: Value | undefined;
}

/** What a patch makes of a document; `untouched` when one of its tests fails, which is no failure. */
export type Patched =
  | { readonly kind: "patched"; readonly document: Value }
  | { readonly kind: "untouched" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** The most that `copy` may add in all, in bytes (k8s.io/apiserver, `JSONPatchMaxCopyBytes`). */
const MAX_COPIED = 3 * 1024 * 1024;

/**
 * Applies a JSON patch as the API server does (gopkg.in/evanphx/json-patch.v4), which differs from RFC 6902 in places: `replace` and `add` of a field do
 * the same, and negative positions count from the end. The document is not changed.
 */
export function applyPatch(document: Value, operations: readonly PatchOperation[]): Patched {
  const patcher = new Patcher(structuredCopy(document));
  try {
    for (const operation of operations) patcher.apply(operation);
    return { kind: "patched", document: patcher.document };
  } catch (error) {
    if (error instanceof PatchStop) return error.outcome;
    throw error;
  }
}

/** Ends a patch; it goes no further than `applyPatch`. */
class PatchStop extends Error {
  readonly outcome: Patched;

  constructor(outcome: Patched) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

function fail(message: string): never {
  throw new PatchStop({ kind: "failed", message });
}

function structuredCopy(value: Value): Value {
  if (isList(value)) return value.map(structuredCopy);
  if (!isObject(value)) return value;
  const copy: Record<string, Value> = {};
  for (const [key, inner] of Object.entries(value)) setOwn(copy, key, structuredCopy(inner));
  return copy;
}

class Patcher {
  document: Value;
  #copied = 0;

  constructor(document: Value) {
    this.document = document;
  }

  apply(operation: PatchOperation): void {
    switch (operation.op) {
      case "add":
        return this.#add(operation);
      case "remove":
        return this.#remove(operation);
      case "replace":
        return this.#replace(operation);
      case "move":
        return this.#move(operation);
      case "test":
        return this.#test(operation);
      case "copy":
        return this.#copy(operation);
      default:
        return fail(`Unexpected kind: ${operation.op}`);
    }
  }

  #add({ path, value = null }: PatchOperation): void {
    const { container, key } = this.#find(path, `add operation does not apply: doc is missing path: "${path}"`);
    put(container, key, value, `error in add for path: '${path}'`);
  }

  #remove({ path }: PatchOperation): void {
    const { container, key } = this.#find(path, `remove operation does not apply: doc is missing path: "${path}"`);
    take(container, key, `error in remove for path: '${path}'`);
  }

  #replace({ path, value = null }: PatchOperation): void {
    if (path === "") return this.#replaceWhole(value);
    const { container, key } = this.#find(path, `replace operation does not apply: doc is missing path: ${path}`);
    if (!isList(container)) return setOwn(container, key, value);
    const at = indexIn(container, key);
    if (typeof at === "string") fail(`replace operation does not apply: doc is missing key: ${path}: missing value`);
    container[at] = value;
  }

  #replaceWhole(value: Value): void {
    if (!isObject(value) && !isList(value)) fail("replace operation value must be object or array: %!w(<nil>)");
    this.document = value;
  }

  #move({ path, from }: PatchOperation): void {
    const source = this.#source(from, "move");
    const prefix = `error in move for path: '${source.key}'`;
    read(source, prefix);
    const value = take(source.container, source.key, prefix);
    const { container, key } = this.#find(
      path,
      `move operation does not apply: doc is missing destination path: ${path}`,
    );
    put(container, key, value, `error in move for path: '${path}'`);
  }

  #copy({ path, from }: PatchOperation): void {
    const value = read(this.#source(from, "copy"), `error in copy for from: '${from}'`) ?? null;
    const { container, key } = this.#find(
      path,
      `copy operation does not apply: doc is missing destination path: ${path}`,
    );
    this.#copied += jsonSize(value, MAX_COPIED);
    if (this.#copied > MAX_COPIED) {
      fail(
        `Unable to complete the copy, the accumulated size increase of copy is ${this.#copied}, exceeding the limit ${MAX_COPIED}`,
      );
    }
    put(container, key, structuredCopy(value), "error while adding value during copy");
  }

  /** What is not there, and null, pass a test without a value alone, as in the API server. */
  #test({ path, value }: PatchOperation): void {
    const found = path === "" ? this.document : this.#tested(path);
    const same =
      found === undefined || found === null ? value === undefined : value !== undefined && sameJson(found, value);
    if (same instanceof Unknown) throw new PatchStop({ kind: "unknown", unknown: same });
    if (!same) throw new PatchStop({ kind: "untouched" });
  }

  #tested(path: string): Value | undefined {
    const place = this.#find(path, `test operation does not apply: is missing path: ${path}`);
    return read(place, `error in test for path: '${path}'`);
  }

  #source(from: string, operation: string): Found {
    if (from === "") fail(`${operation} operation failed to decode from: operation, missing from field: missing value`);
    return this.#find(from, `${operation} operation does not apply: doc is missing from path: ${from}`);
  }

  #find(pointer: string, missing: string): Found {
    const place = placeOf(this.document, pointer);
    if (place.kind === "missing") return fail(`${missing}: missing value`);
    if (place.kind === "unknown") throw new PatchStop({ kind: "unknown", unknown: place.unknown });
    return place;
  }
}

interface Found {
  readonly container: Container;
  readonly key: string;
}

/** The value at a place; an element that does not exist is a failure, a field that does not is undefined. */
function read({ container, key }: Found, prefix: string): Value | undefined {
  if (!isList(container)) return childOf(container, key);
  const at = indexIn(container, key);
  return typeof at === "string" ? fail(`${prefix}: ${at}`) : container[at];
}

function put(container: Container, key: string, value: Value, prefix: string): void {
  if (!isList(container)) return setOwn(container, key, value);
  const at = insertionIn(container, key);
  if (typeof at === "string") fail(`${prefix}: ${at}`);
  container.splice(at, 0, value);
}

function take(container: Container, key: string, prefix: string): Value {
  if (isList(container)) {
    const at = indexIn(container, key);
    if (typeof at === "string") return fail(`${prefix}: ${at}`);
    return container.splice(at, 1)[0] ?? null;
  }
  if (!Object.hasOwn(container, key)) return fail(`${prefix}: Unable to remove nonexistent key: ${key}: missing value`);
  const value = container[key] ?? null;
  delete container[key];
  return value;
}
