import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import type { Declaration } from "./declarations.ts";
import { functionOf } from "./values/calls.ts";
import type { Stack } from "./values/stack.ts";

/**
 * Where in the template a path of the native object stands: properties under `Properties`, through the branches of conditions that hold and past
 * elements that `AWS::NoValue` takes away. What a function gives stands where the function does.
 */
export function templatePath(declaration: Declaration, path: Path, root: ValueObject, stack: Stack): Path {
  const [base, rest] = split(declaration, path);
  const raw = base.reduce<Value | undefined>(literally, root);
  return raw === undefined ? base : [...base, ...follow(raw, rest, stack)];
}

/** The place of the longest beginning of the path that is known to stand elsewhere, and what is left of the path. */
function split({ path, moved, attributes }: Declaration, property: Path): readonly [Path, Path] {
  const [first] = property;
  const best = moved
    .filter((one) => one.property.every((step, at) => step === property[at]))
    .toSorted((a, b) => b.property.length - a.property.length)[0];
  if (best !== undefined) return [best.template, property.slice(best.property.length)];
  if (first === undefined) return [path, []];
  const beside = BESIDE.has(String(first)) && Object.hasOwn(attributes, String(first));
  return beside ? [[...path, first], property.slice(1)] : [[...path, "Properties"], property];
}

/** What stands beside the properties and is part of the native object all the same. */
const BESIDE: ReadonlySet<string> = new Set(["DeletionPolicy", "UpdateReplacePolicy"]);

function literally(value: Value | undefined, step: string | number): Value | undefined {
  if (isList(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function follow(start: Value, path: Path, stack: Stack): Path {
  const taken: (string | number)[] = [];
  let value = start;
  for (const step of path) {
    value = enterBranches(value, taken, stack);
    const at = isList(value) && typeof step === "number" ? positionOf(value, step, stack) : step;
    const next = literally(value, at);
    if (next === undefined) break;
    taken.push(at);
    value = next;
  }
  return taken;
}

/** Goes into the branch of each condition that holds, so that what stands in it is found. */
function enterBranches(start: Value, taken: (string | number)[], stack: Stack): Value {
  let value = start;
  for (let branch = chosen(value, stack); branch !== undefined; branch = chosen(value, stack)) {
    taken.push("Fn::If", branch.at);
    value = branch.value;
  }
  return value;
}

function chosen(value: Value, stack: Stack): { readonly at: number; readonly value: Value } | undefined {
  if (!isObject(value) || functionOf(value) !== "Fn::If") return undefined;
  const parts = value["Fn::If"];
  const name = isList(parts) ? parts[0] : undefined;
  const holds = typeof name === "string" ? stack.condition(name) : undefined;
  if (!isList(parts) || typeof holds !== "boolean") return undefined;
  const at = holds ? 1 : 2;
  return { at, value: parts[at] ?? null };
}

/** The position in the template of an element of the list that is left when some are taken away. */
function positionOf(list: readonly Value[], wanted: number, stack: Stack): number {
  let left = wanted;
  for (const [at, item] of list.entries()) {
    if (isNoValue(enterBranches(item, [], stack))) continue;
    if (left-- === 0) return at;
  }
  return wanted;
}

function isNoValue(value: Value): boolean {
  return isObject(value) && functionOf(value) === "Ref" && value["Ref"] === "AWS::NoValue";
}
