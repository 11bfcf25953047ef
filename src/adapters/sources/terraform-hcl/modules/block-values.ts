import type { HclBlock, HclBody } from "../../hcl/index.ts";
import { put } from "../../json/index.ts";
import { attributeIn } from "../configuration/definition.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { bind, type Scope } from "../evaluate/scope.ts";
import {
  derivedFrom,
  elementsOf,
  isObjectValue,
  sortedEntries,
  type HclObject,
  type HclValue,
} from "../evaluate/values.ts";

/** The type of the blocks that a block makes: its own, or that of the ones which a `dynamic` block makes. */
export function madeType({ type, labels }: HclBlock): string {
  return type === "dynamic" ? (labels[0] ?? type) : type;
}

/** The value of a body: its attributes, and its blocks as lists by their type. */
export function valueOfBody(body: HclBody, scope: Scope): HclObject {
  const object: Record<string, HclValue> = {};
  for (const { name, value } of body.attributes) put(object, name, evaluate(value, scope));
  for (const type of new Set(body.blocks.map(madeType))) put(object, type, valueOfBlocks(body, type, scope));
  return object;
}

/**
 * The blocks of one type in the order in which they stand. Where it is not known which blocks a `dynamic` one makes, something unknown stands for
 * all of them among the others, and for the whole where there are no others.
 */
export function valueOfBlocks(body: HclBody, type: string, scope: Scope): HclValue {
  const blocks = body.blocks.filter((block) => madeType(block) === type);
  const made: HclValue[] = [];
  for (const block of blocks) {
    if (block.type !== "dynamic") made.push(valueOfBody(block, scope));
    else addDynamic(block, scope, made);
  }
  const [only] = made;
  return blocks.length === 1 &&
    made.length === 1 &&
    blocks[0]?.type === "dynamic" &&
    only !== undefined &&
    !isObjectValue(only)
    ? only
    : made;
}

function addDynamic(block: HclBlock, scope: Scope, made: HclValue[]): void {
  const each = attributeIn(block, "for_each");
  const content = block.blocks.find(({ type }) => type === "content");
  const collection = each ? evaluate(each.value, scope) : null;
  const pairs = isObjectValue(collection)
    ? sortedEntries(collection)
    : elementsOf(collection)?.map((element, index) => [Array.isArray(collection) ? index : element, element] as const);
  if (!pairs || !content) {
    made.push(derivedFrom([collection]));
    return;
  }
  if (!scope.budget.allows(pairs.length)) return;
  const iterator = iteratorOf(block);
  for (const [key, value] of pairs) made.push(valueOfBody(content, bind(scope, iterator, { key, value })));
}

function iteratorOf(block: HclBlock): string {
  const iterator = attributeIn(block, "iterator")?.value;
  if (iterator?.kind === "variable") return iterator.name;
  return iterator?.kind === "literal" && typeof iterator.value === "string" ? iterator.value : madeType(block);
}
