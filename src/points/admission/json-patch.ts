import type { Value, ValueObject } from "#core/language";
import { isObject, isSameValue } from "#core/model";

/** One operation of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Value }
  | { readonly op: "remove"; readonly path: string };

/** The patch that makes one object of another: maps member by member, whatever else differs as a whole. */
export function patchBetween(before: ValueObject, after: ValueObject): readonly PatchOperation[] {
  const operations: PatchOperation[] = [];
  addOperations(operations, "", before, after);
  return operations;
}

function addOperations(operations: PatchOperation[], path: string, before: ValueObject, after: ValueObject): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) operations.push({ op: "remove", path: within(path, key) });
  }
  for (const [key, value] of Object.entries(after)) {
    const at = within(path, key);
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    if (was === undefined) operations.push({ op: "add", path: at, value });
    else if (isObject(was) && isObject(value)) addOperations(operations, at, was, value);
    else if (!isSameValue(was, value)) operations.push({ op: "replace", path: at, value });
  }
}

/** A JSON Pointer one step further (RFC 6901). */
function within(path: string, key: string): string {
  return `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
