import { CelError, Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { readPath } from "../../src/core/kinds/native-path.ts";
import { NotKnownError } from "./rest-resource.ts";

/** A resource of Azure with what rules see of it beside its own object. */
export interface ArmResource {
  readonly type: string;
  readonly native: ValueObject;
  readonly fields: Readonly<Record<string, Value>>;
}

/** Whether a policy rule's condition holds of a resource (Azure Policy, "Definition structure policy rule"). */
export function holdsRule(rule: ValueObject, resource: ArmResource): boolean {
  const { allOf = null, anyOf = null, not = null, count = null, field = null, ...condition } = rule;
  if (isList(allOf)) return allOf.filter(isObject).every((part) => holdsRule(part, resource));
  if (isList(anyOf)) return anyOf.filter(isObject).some((part) => holdsRule(part, resource));
  if (isObject(not)) return !holdsRule(not, resource);
  const value = isObject(count) ? countOf(count, resource) : fieldOf(textOf(field), resource);
  const [[name, wanted] = ["", null], ...more] = Object.entries(condition);
  if (more.length > 0) throw new Error(`there are several conditions in one: ${Object.keys(condition).join()}`);
  return compare(name, value, wanted);
}

function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value;
  throw new Error("a field is named by a text");
}

/** The elements of an array alias, those alone of which the condition within holds. */
function countOf(count: ValueObject, resource: ArmResource): number {
  const field = textOf(count["field"]);
  const elements = fieldOf(field.slice(0, -"[*]".length), resource);
  const where = count["where"] ?? null;
  const list = isList(elements) ? elements : [];
  return list.filter((element) => !isObject(where) || holdsRule(where, elementResource(resource, field, element)))
    .length;
}

function elementResource(resource: ArmResource, field: string, element: Value): ArmResource {
  return { ...resource, fields: { ...resource.fields, [field.toLowerCase()]: element } };
}

/** The value of a field: of one that every resource has, or of an alias, which leaves `properties` out of the path. */
function fieldOf(field: string, { type, native, fields }: ArmResource): Value {
  const key = field.toLowerCase();
  if (Object.hasOwn(fields, key)) return fields[key] ?? null;
  if (!key.startsWith(`${type.toLowerCase()}/`)) return null;
  const path = field.slice(type.length + 1).split(".");
  return known(native, ["properties", ...path], field) ?? known(native, path, field);
}

function known(native: ValueObject, path: readonly string[], field: string): Value {
  const value = readPath(native, path);
  if (value instanceof Unknown) throw new NotKnownError(field);
  return value instanceof CelError ? null : value;
}

type Compare = (value: Value, wanted: Value) => boolean;

const isEqual: Compare = (value, wanted) => value !== null && folded(value) === folded(wanted);
const isIn: Compare = (value, wanted) => isList(wanted) && wanted.some((one) => isEqual(value, one));
const holds: Compare = (value, wanted) => value !== null && folded(value).includes(folded(wanted));
const isLike: Compare = (value, wanted) => value !== null && fits(folded(value), folded(wanted));
const not =
  (compare: Compare): Compare =>
  (value, wanted) =>
    !compare(value, wanted);

const CONDITIONS: Readonly<Record<string, Compare>> = {
  exists: (value, wanted) => (value !== null) === (folded(wanted) === "true"),
  equals: isEqual,
  notEquals: not(isEqual),
  in: isIn,
  notIn: not(isIn),
  contains: holds,
  notContains: not(holds),
  like: isLike,
  notLike: not(isLike),
  less: (value, wanted) => areNumbers(value, wanted) && Number(value) < Number(wanted),
  lessOrEquals: (value, wanted) => areNumbers(value, wanted) && Number(value) <= Number(wanted),
  greater: (value, wanted) => areNumbers(value, wanted) && Number(value) > Number(wanted),
  greaterOrEquals: (value, wanted) => areNumbers(value, wanted) && Number(value) >= Number(wanted),
};

function compare(name: string, value: Value, wanted: Value): boolean {
  const condition = CONDITIONS[name];
  if (condition === undefined) throw new Error(`\`${name}\` is no condition that is tried here`);
  return condition(value, wanted);
}

/** Texts are compared without regard to large and small letters. */
function folded(value: Value): string {
  return typeof value === "string" ? value.toLowerCase() : JSON.stringify(value);
}

function fits(text: string, pattern: string): boolean {
  const [start = "", end = ""] = pattern.split("*");
  return text.startsWith(start) && text.endsWith(end);
}

function areNumbers(...values: readonly Value[]): boolean {
  return values.every((value) => typeof value === "number");
}
