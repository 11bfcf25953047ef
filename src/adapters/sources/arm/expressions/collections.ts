import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, isSameValue } from "#core/model";
import { put } from "../../json/index.ts";
import { asText } from "./scalars.ts";
import type { ArmFunction, Call } from "./scope.ts";

const MOST_ELEMENTS = 10_000;

/** Functions on lists and objects; those that texts share with them as well. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, ArmFunction>> = {
  array: ({ value }) => asList(value(0)),
  createarray: ({ args, value }) => args.map((_, at) => value(at)),
  createobject: (call) => createObject(call),
  concat: (call) => concatenated(call),
  contains: ({ value }) => contains(value(0), value(1)),
  empty: ({ value }) => sized(value(0), (size) => size === 0),
  length: ({ value }) => sized(value(0), (size) => size),
  first: ({ value }) => elementAt(value(0), 0),
  last: ({ value }) => elementAt(value(0), -1),
  skip: ({ value }) => sliced(value(0), value(1), (from, count) => from.slice(Math.max(0, count))),
  take: ({ value }) => sliced(value(0), value(1), (from, count) => from.slice(0, Math.max(0, count))),
  join: ({ value }) => joined(value(0), value(1)),
  range: ({ value }) => range(value(0), value(1)),
  min: (call) => extreme(call, (values) => Math.min(...values)),
  max: (call) => extreme(call, (values) => Math.max(...values)),
  union: (call) => union(call),
  intersection: (call) => intersection(call),
  flatten: ({ value }) => onList(value(0), (list) => list.flatMap((one) => (isList(one) ? one : [one]))),
  objectkeys: ({ value }) => onObject(value(0), (object) => Object.keys(object)),
  items: ({ value }) =>
    onObject(value(0), (object) => Object.entries(object).map(([key, item]) => ({ key, value: item }))),
  tryget: (call) => tryGet(call),
  shallowmerge: ({ value }) => onList(value(0), (list) => merged(list)),
};

function asList(value: Value): Value | undefined {
  if (value instanceof Unknown) return undefined;
  return isList(value) ? value : [value];
}

function createObject({ args, value }: Call): Value | undefined {
  const object: Record<string, Value> = {};
  for (let at = 0; at + 1 < args.length; at += 2) {
    const key = value(at);
    if (typeof key !== "string") return undefined;
    put(object, key, value(at + 1));
  }
  return object;
}

/** Texts where any is one, else lists. */
function concatenated({ args, value }: Call): Value | undefined {
  const values = args.map((_, at) => value(at));
  if (values.some((one) => one instanceof Unknown)) return undefined;
  if (values.every(isList)) return bounded(values.flat());
  const texts = values.map(asText);
  return texts.includes(undefined) ? undefined : texts.join("");
}

function bounded(list: readonly Value[]): Value | undefined {
  return list.length > MOST_ELEMENTS ? undefined : list;
}

function contains(holder: Value, part: Value): Value | undefined {
  if (part instanceof Unknown) return undefined;
  if (isList(holder)) return holdsElement(holder, part);
  if (isObject(holder))
    return typeof part === "string"
      ? Object.keys(holder).some((key) => key.toLowerCase() === part.toLowerCase())
      : undefined;
  const text = asText(part);
  return typeof holder === "string" && text !== undefined ? holder.includes(text) : undefined;
}

function holdsElement(list: readonly Value[], part: Value): Value | undefined {
  if (list.some((one) => isSameValue(one, part))) return true;
  return list.some((one) => one instanceof Unknown) ? undefined : false;
}

function sized(value: Value, answer: (size: number) => Value): Value | undefined {
  if (value === null) return answer(0);
  if (typeof value === "string" || isList(value)) return answer(value.length);
  return isObject(value) ? answer(Object.keys(value).length) : undefined;
}

function elementAt(value: Value, at: number): Value | undefined {
  if (typeof value === "string") return value.at(at) ?? "";
  return isList(value) ? (value.at(at) ?? null) : undefined;
}

function sliced(
  from: Value,
  count: Value,
  slice: (from: string | readonly Value[], count: number) => Value,
): Value | undefined {
  return (typeof from === "string" || isList(from)) && typeof count === "number" ? slice(from, count) : undefined;
}

function joined(list: Value, by: Value): Value | undefined {
  if (!isList(list) || typeof by !== "string") return undefined;
  const texts = list.map(asText);
  return texts.includes(undefined) ? undefined : texts.join(by);
}

function range(start: Value, count: Value): Value | undefined {
  if (typeof start !== "number" || typeof count !== "number" || count < 0 || count > MOST_ELEMENTS) return undefined;
  return Array.from({ length: count }, (_, at) => start + at);
}

function extreme({ args, value }: Call, pick: (values: readonly number[]) => number): Value | undefined {
  const given = args.map((_, at) => value(at));
  const values = given.length === 1 && isList(given[0]) ? given[0] : given;
  const numbers = values.filter((one) => typeof one === "number");
  return numbers.length === values.length && numbers.length > 0 ? pick(numbers) : undefined;
}

/** Objects are merged, the later ones over the earlier ones and nested ones into one another; lists are put together without repetition. */
function union({ args, value }: Call): Value | undefined {
  const values = args.map((_, at) => value(at));
  if (values.every(isObject)) return values.reduce<ValueObject>((into, from) => mergeDeep(into, from, 0), {});
  if (!values.every(isList)) return undefined;
  const all = values.flat();
  if (all.length > 1000) return undefined;
  return all.filter((one, at) => !all.slice(0, at).some((other) => isSameValue(one, other)));
}

function mergeDeep(into: ValueObject, from: ValueObject, depth: number): ValueObject {
  const result: Record<string, Value> = { ...into };
  for (const [name, value] of Object.entries(from)) {
    const own = Object.hasOwn(result, name) ? result[name] : undefined;
    put(result, name, isObject(own) && isObject(value) && depth < 32 ? mergeDeep(own, value, depth + 1) : value);
  }
  return result;
}

function intersection({ args, value }: Call): Value | undefined {
  const [first, ...others] = args.map((_, at) => value(at));
  if (!isList(first) || !others.every(isList) || first.length > 1000) return undefined;
  return first.filter((one) => others.every((other) => other.some((element) => isSameValue(one, element))));
}

function onList(value: Value, change: (list: readonly Value[]) => Value | undefined): Value | undefined {
  return isList(value) ? change(value) : undefined;
}

function onObject(value: Value, change: (object: ValueObject) => Value): Value | undefined {
  return isObject(value) ? change(value) : undefined;
}

function tryGet({ args, value }: Call): Value | undefined {
  let current = value(0);
  for (let at = 1; at < args.length; at++) {
    const key = value(at);
    if (current instanceof Unknown || key instanceof Unknown) return undefined;
    if (isList(current) && typeof key === "number") current = current[key] ?? null;
    else if (isObject(current) && typeof key === "string" && Object.hasOwn(current, key))
      current = current[key] ?? null;
    else return null;
  }
  return current;
}

function merged(list: readonly Value[]): Value | undefined {
  if (!list.every(isObject)) return undefined;
  const result: Record<string, Value> = {};
  for (const [name, value] of list.flatMap((object) => Object.entries(object))) put(result, name, value);
  return result;
}
