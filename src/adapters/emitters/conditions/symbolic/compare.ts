import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { nameOf, type Attribute } from "../attribute.ts";
import { all, any, ask, not, type Condition } from "../condition.ts";
import { scalarOf, type Test } from "../test.ts";
import { each, ERROR, fromCondition, fromTruth, known, pairs, truthOf, untold } from "./cases.ts";
import { foldCall } from "./fold-call.ts";
import type { Item, Leaf, Symbolic } from "./leaf.ts";

/** Whether two answers are equal. */
export function equal(left: Symbolic, right: Symbolic): Symbolic {
  return pairs(left, right, equalLeaves);
}

function equalLeaves(left: Leaf, right: Leaf): Symbolic {
  const stopped = stopOf(left, right);
  if (stopped !== undefined) return stopped;
  if (left.kind === "value" && right.kind === "value")
    return known(foldCall("_==_", [left.value, right.value]) === true);
  if (left.kind === "value") return equalToValue(right, left.value);
  if (right.kind === "value") return equalToValue(left, right.value);
  if (left.kind === "none" || right.kind === "none") return known(left.kind === right.kind);
  return untold("it holds two values against each other that are both told only by the resource");
}

function equalToValue(leaf: Leaf, value: Value): Symbolic {
  if (leaf.kind === "none") return known(false);
  if (leaf.kind === "size" && scalarOf(value) === 0) return fromCondition(leaf.isZero);
  if (leaf.kind === "list" && isList(value) && value.length === 0) return fromCondition(isEmpty(leaf.items));
  if (leaf.kind !== "attribute" && leaf.kind !== "element") return untold("it compares what has no literal");
  const scalar = scalarOf(value);
  if (scalar !== undefined) return question(leaf, { kind: "one-of", values: [scalar] });
  return untold(`it holds ${nameOf(leaf.attribute)} against a list or a map`);
}

/** A question to an attribute, or to one of its elements. */
export function question(leaf: Extract<Leaf, { readonly attribute: Attribute }>, test: Test): Symbolic {
  const attribute: Attribute =
    leaf.kind === "attribute" ? leaf.attribute : { ...leaf.attribute, path: [...leaf.attribute.path, ELEMENT] };
  return fromCondition(ask(attribute, test));
}

/** The step of a path that stands for an element of a list; no attribute has this name. */
export const ELEMENT = "[]";

/** When a list of elements that may be there has none. */
export function isEmpty(items: readonly Item[]): Condition {
  return all(...items.map(({ when }) => not(when)));
}

/** Whether an answer is among others. */
export function within(element: Symbolic, holder: Symbolic): Symbolic {
  return pairs(element, holder, withinLeaf);
}

function withinLeaf(element: Leaf, holder: Leaf): Symbolic {
  const stopped = stopOf(element, holder);
  if (stopped !== undefined) return stopped;
  if (holder.kind === "value") return withinValue(element, holder.value);
  if (holder.kind === "list") return withinItems(element, holder.items);
  if (holder.kind === "object" && element.kind === "value") return keyIn(holder, element.value);
  const scalar = element.kind === "value" ? scalarOf(element.value) : undefined;
  if (holder.kind !== "attribute" || scalar === undefined)
    return untold("it looks for a value that only the resource tells");
  return question(holder, { kind: "has-one-of", values: [scalar] });
}

function withinValue(element: Leaf, holder: Value): Symbolic {
  if (element.kind === "value") return known(foldCall("@in", [element.value, holder]) === true);
  const keys = isObject(holder) && !isList(holder) ? Object.keys(holder) : holder;
  const values = isList(keys) ? keys.map(scalarOf) : [undefined];
  if (element.kind === "none") return known(false);
  const scalars = values.filter((value) => value !== undefined);
  if (element.kind !== "attribute" && element.kind !== "element") return untold("it looks for what has no literal");
  if (scalars.length < values.length) return untold(`it looks for ${nameOf(element.attribute)} among lists or maps`);
  return question(element, { kind: "one-of", values: scalars });
}

function withinItems(element: Leaf, items: readonly Item[]): Symbolic {
  const truths = items.map(({ when, what }) => {
    const { yes } = truthOf(equal([{ when: { kind: "always" }, leaf: element }], what));
    return all(when, yes);
  });
  return fromCondition(any(...truths));
}

/** Whether an object has a key. */
function keyIn({ field }: Extract<Leaf, { readonly kind: "object" }>, key: Value): Symbolic {
  return typeof key === "string" ? isPresent(field(key)) : ERROR;
}

/** Whether something is there that is not null. */
export function isPresent(symbolic: Symbolic): Symbolic {
  return each(symbolic, (leaf) => {
    if (leaf.kind === "none" || leaf.kind === "absent") return known(false);
    const stopped = stopOf(leaf);
    if (stopped !== undefined) return stopped;
    if (leaf.kind === "value") return known(leaf.value !== null);
    if (leaf.kind !== "attribute") return known(true);
    return fromTruth(present(leaf.attribute));
  });
}

function present(attribute: Attribute): { readonly yes: Condition; readonly no: Condition } {
  const absent = ask(attribute, { kind: "one-of", values: [null] });
  return { yes: not(absent), no: absent };
}

/** Whether one number is before another. A number that is absent has no order. */
export function ordered(name: Order, left: Symbolic, right: Symbolic): Symbolic {
  return pairs(left, right, (first, second) => {
    const stopped = stopOf(first, second);
    if (stopped !== undefined) return stopped;
    if (first.kind === "value" && second.kind === "value") return fold(name, first.value, second.value);
    if (second.kind === "value") return againstValue(name, first, second.value);
    if (first.kind === "value") return againstValue(MIRRORED[name], second, first.value);
    return untold("it holds two numbers against each other that are both told only by the resource");
  });
}

export type Order = "_<_" | "_<=_" | "_>_" | "_>=_";

const MIRRORED = { "_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_" } as const;

function fold(name: Order, left: Value, right: Value): Symbolic {
  const value = foldCall(name, [left, right]);
  return typeof value === "boolean" ? known(value) : ERROR;
}

function againstValue(name: Order, leaf: Leaf, value: Value): Symbolic {
  const bound = scalarOf(value);
  if (leaf.kind === "none") return ERROR;
  if (typeof bound !== "number") return untold("it puts in order what is no number");
  if (leaf.kind === "size") return sizeAgainst(name, leaf.isZero, bound);
  if (leaf.kind !== "attribute") return untold("it holds something against a number that has none");
  const { attribute } = leaf;
  const kind = name === "_<_" || name === "_>=_" ? "less-than" : "at-most";
  const test = ask(attribute, { kind, bound });
  const isBefore = name === "_<_" || name === "_<=_";
  const there = present(attribute).yes;
  const [yes, no] = isBefore ? [test, not(test)] : [not(test), test];
  return fromTruth({ yes: all(there, yes), no: all(there, no) });
}

function sizeAgainst(name: Order, isZero: Condition, bound: number): Symbolic {
  if (name === "_>_" && bound === 0) return fromCondition(not(isZero));
  if (name === "_>=_" && bound === 1) return fromCondition(not(isZero));
  if (name === "_<_" && bound === 1) return fromCondition(isZero);
  return name === "_<=_" && bound === 0 ? fromCondition(isZero) : untold("it counts what only the resource tells");
}

/** What a failed or untold part makes of a whole that needs it. */
export function stopOf(...leaves: readonly Leaf[]): Symbolic | undefined {
  if (leaves.some(({ kind }) => kind === "error")) return ERROR;
  const opaque = leaves.find((leaf) => leaf.kind === "opaque");
  return opaque === undefined ? undefined : untold(opaque.reason);
}
