import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type Path } from "#core/model";
import type { ResourceBlock } from "./configuration/blocks.ts";
import type { ExpressionUse } from "./configuration/expressions.ts";
import type { Follower, Origin, Standpoint } from "./configuration/follow.ts";
import type { ExpressionForm } from "./hcl/configuration.ts";
import { member } from "../json/index.ts";

/** What references of one instance are made from. */
export interface ReferenceContext {
  readonly follower: Follower;
  readonly block: ResourceBlock;
  readonly from: Standpoint;
  readonly native: ValueObject;
  /** The members of `native` in which anything may be unknown. */
  readonly marked: readonly string[];
  /** The native of another resource of the reading, as far as it is known. */
  readonly nativeOf: (id: string) => ValueObject | undefined;
  /** What the text of the configuration, where it is at hand, tells of an attribute's expression. */
  readonly expressionForm: (path: Path) => ExpressionForm | null;
}

/**
 * Where the values of an instance come from, by its configuration.
 *
 * A reference is `proven` when the expression has no other source, `possible` else, and a dead end (`target` null) when it could not be followed
 * and the value is not known. One that known values disprove is left out: the value is made from that attribute, it is not the same.
 */
export function referencesOf(context: ReferenceContext): readonly NativeReference[] {
  const references: NativeReference[] = [];
  for (const use of context.block.uses) references.push(...useReferences(use, context));
  return [...references, ...dynamicDeadEnds(context)];
}

function useReferences(use: ExpressionUse, context: ReferenceContext): readonly NativeReference[] {
  const values = valuesAt(context.native, use.path);
  const open = values.some(holdsUnknown);
  const derived = context.expressionForm(use.path) === "derived";
  const references: NativeReference[] = [];
  const origins = originsOf(use, values, context);
  if (origins.length === 0) return open ? [deadEnd(use.path)] : [];
  for (const { id, attribute, certain } of origins) {
    if (id === null ? !open : isDisproved({ id, attribute, certain }, values, context)) continue;
    const certainty = certain && !derived ? "proven" : "possible";
    references.push({ path: use.path, target: id, attribute, certainty });
  }
  return references;
}

/** A list with as many elements as its expression has sources holds one of each; any other expression chooses among them, or mixes them. */
function originsOf(
  use: ExpressionUse,
  values: readonly Value[],
  { follower, from }: ReferenceContext,
): readonly Origin[] {
  const [value] = values;
  const { traversals } = use;
  if (values.length === 1 && isList(value) && traversals.length > 1 && traversals.length === value.length) {
    return traversals.flatMap((traversal) => follower.traversal(traversal, from));
  }
  const origins = follower.expression(traversals, from);
  const oneOfEach = traversals.length === 1 && isList(value) && value.length === origins.length;
  return oneOfEach ? origins.map((origin) => ({ ...origin, certain: origin.id !== null })) : origins;
}

function isDisproved(origin: Origin, values: readonly Value[], context: ReferenceContext): boolean {
  if (origin.id === null || origin.attribute === null || values.length === 0 || values.some(holdsUnknown)) return false;
  const theirs = member(context.nativeOf(origin.id), origin.attribute);
  if (typeof theirs !== "string" && typeof theirs !== "number") return false;
  return !values.some((value) => value === theirs || (isList(value) && value.includes(theirs)));
}

/**
 * The values at a path of the configuration. Blocks may have become a set, whose order is not theirs, so that the position of a block among
 * several says nothing: all of them are answered.
 */
function valuesAt(value: Value | undefined, path: Path, depth: number = 0): readonly Value[] {
  const step = path[depth];
  if (value === undefined) return [];
  if (step === undefined || value instanceof Unknown) return [value];
  if (typeof step === "string") return valuesAt(member(value, step), path, depth + 1);
  if (isList(value)) return value.flatMap((element) => valuesAt(element, path, depth + 1));
  return valuesAt(value, path, depth + 1);
}

/** Tells whether a value is not known, in whole or in part. */
function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

/**
 * Unknown values in blocks that the configuration of the plan does not show: `dynamic` blocks. A computed attribute has no expression either,
 * but it comes from the provider, and no other resource can stand behind it.
 */
function dynamicDeadEnds({ block, native, marked, expressionForm }: ReferenceContext): readonly NativeReference[] {
  const deadEnds: NativeReference[] = [];
  for (const name of marked) {
    const value = native[name];
    if (value === undefined || Object.hasOwn(block.expressions, name)) continue;
    if (isList(value) && value.some(isObject)) collectUnknowns(value, [name], deadEnds);
    else if (value instanceof Unknown && expressionForm([name]) === "dynamic") deadEnds.push(deadEnd([name]));
  }
  return deadEnds;
}

function collectUnknowns(value: Value, path: Path, deadEnds: NativeReference[]): void {
  if (value instanceof Unknown) deadEnds.push(deadEnd(path));
  else if (isList(value))
    for (const [index, element] of value.entries()) collectUnknowns(element, [...path, index], deadEnds);
  else if (isObject(value))
    for (const [key, part] of Object.entries(value)) collectUnknowns(part, [...path, key], deadEnds);
}

function deadEnd(path: Path): NativeReference {
  return { path, target: null, attribute: null, certainty: "possible" };
}
