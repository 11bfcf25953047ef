import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, setOwn } from "#core/model";
import { fieldType, OPAQUE, typeFor, type ListType, type MapType, type MergeType } from "../schema/type.ts";
import { mergeLists } from "./merge-lists.ts";

/**
 * Merges a configuration into an object of one type (sigs.k8s.io/structured-merge-diff, `typed.Merge`). Both were validated before. Undefined stands
 * for a value that is not there. What is not known stays where it is, and takes the place of what would have to be merged with it.
 */
export function mergeValues(type: MergeType, own: Value | undefined, applied: Value | undefined): Value | undefined {
  if (applied === undefined) return own;
  if (own === undefined) return applied;
  if (applied instanceof Unknown) return applied;
  const exact = typeFor(type, applied === null ? own : applied);
  if (exact.kind === "map") return mergeMaps(exact, own, applied);
  return exact.kind === "list" ? mergeInLists(exact, own, applied) : applied;
}

function mergeMaps(type: MapType, own: Value, applied: Value): Value {
  if (type.isAtomic) return applied;
  if (own instanceof Unknown) return own;
  const before = isObject(own) ? own : {};
  const after = isObject(applied) ? applied : {};
  if (Object.keys(before).length + Object.keys(after).length === 0) return applied;
  return mergeFields(type, before, after);
}

function mergeFields(type: MapType, before: ValueObject, after: ValueObject): ValueObject {
  const merged: Record<string, Value> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const mine = Object.hasOwn(before, field) ? before[field] : undefined;
    const theirs = Object.hasOwn(after, field) ? after[field] : undefined;
    const value = mergeValues(fieldType(type, field) ?? OPAQUE, mine, theirs);
    if (value !== undefined) setOwn(merged, field, value);
  }
  return merged;
}

function mergeInLists(type: ListType, own: Value, applied: Value): Value {
  if (type.entries === "atomic") return applied;
  if (own instanceof Unknown) return own;
  const before = isList(own) ? own : [];
  const after = isList(applied) ? applied : [];
  if (before.length + after.length === 0) return applied;
  return mergeLists(type.entries, before, after, (mine, theirs) => mergeValues(type.elements, mine, theirs));
}
