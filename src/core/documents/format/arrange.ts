import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  Scalar,
  visit,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { layOutExpression } from "#core/language";
import { keysOf, rootSchemas, schemasWithin } from "../schemas/schemas-within.ts";
import { EXPRESSION_MEDIA_TYPE } from "../shape/scalars.ts";
import type { JsonSchema } from "../shape/index.ts";
import { keepOnOneLine } from "./flow.ts";
import { FORMAT_WIDTH } from "./width.ts";

type Path = readonly (string | number)[];

/** Puts the keys of a document in order and its expressions in form, in place. The keys of maps that authors name stay in their order. */
export function arrange(document: Document, schema: JsonSchema): void {
  const arranger: Arranger = { schema, reorders: !hasAliases(document) };
  const pending: Step[] = isNode(document.contents)
    ? [{ node: document.contents, path: [], schemas: rootSchemas(schema) }]
    : [];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) pending.push(...arrangeOne(arranger, step));
}

interface Arranger {
  readonly schema: JsonSchema;
  /** An alias must stay behind its anchor. */
  readonly reorders: boolean;
}

interface Step {
  readonly node: unknown;
  readonly path: Path;
  /** What is said of it. */
  readonly schemas: readonly JsonSchema[];
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}

function arrangeOne(arranger: Arranger, step: Step): readonly Step[] {
  const { node } = step;
  if (isScalar(node)) foldLong(node);
  if (isSeq(node)) return arrangeList(arranger, node, step);
  return isMap(node) ? arrangeMap(arranger, node, step) : [];
}

function arrangeList({ schema }: Arranger, node: YAMLSeq, { path, schemas }: Step): readonly Step[] {
  if (node.flow === true) keepOnOneLine(node, "");
  const inner = schemasWithin(schema, schemas, 0);
  return node.items.map((item, at) => ({ node: item, path: [...path, at], schemas: inner }));
}

function arrangeMap({ schema, reorders }: Arranger, node: YAMLMap, { path, schemas }: Step): readonly Step[] {
  if (reorders) reorder(node, [...keysOf(schemas).keys()], path.length === 0);
  const steps = node.items.map((pair) => {
    const key = keyOf(pair);
    return { node: pair.value, path: [...path, key], schemas: schemasWithin(schema, schemas, key) };
  });
  for (const step of steps) {
    if (isScalar(step.node) && isExpression(step.schemas) && !formExpression(step.node, step.path)) node.flow = false;
  }
  if (node.flow === true) keepOnOneLine(node, " ");
  return steps;
}

function isExpression(schemas: readonly JsonSchema[]): boolean {
  return schemas.some(({ contentMediaType }) => contentMediaType === EXPRESSION_MEDIA_TYPE);
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

/** Prose that its author broke into lines without saying so becomes a folded block. */
function foldLong(scalar: Scalar): void {
  const isBroken = scalar.type === Scalar.PLAIN && (scalar.source?.length ?? 0) > FORMAT_WIDTH;
  if (isBroken && typeof scalar.value === "string" && isWrittenOver(scalar)) scalar.type = Scalar.BLOCK_FOLDED;
}

/** Whether a plain text takes more characters in the file than its value has, as only breaks with indentation do. */
function isWrittenOver({ range, value }: Scalar): boolean {
  const [start = 0, end = 0] = range ?? [];
  return typeof value === "string" && end - start > value.length;
}

/** Known keys in their order, then the others in theirs. What stands above the first key moves with it, unless that is the top of the document. */
function reorder(node: YAMLMap, order: readonly string[], isTop: boolean): void {
  const ranks = new Map(order.map((key, at) => [key, at]));
  const rank = (pair: Pair): number => ranks.get(keyOf(pair)) ?? order.length;
  const sorted = node.items.toSorted((a, b) => rank(a) - rank(b));
  const [first] = node.items;
  node.items = sorted;
  if (first === undefined || first === sorted[0]) return;
  if (isScalar(first.key)) moveComment(node, first.key, isTop);
  const key = sorted[0]?.key;
  if (isScalar(key)) key.spaceBefore = false;
}

/** What stands above the first key may have been taken for a remark on the map or on that key, and belongs to the key unless it is the top. */
function moveComment(map: YAMLMap, key: Scalar, isTop: boolean): void {
  const comment = map.commentBefore ?? key.commentBefore;
  if (typeof comment !== "string") return;
  map.commentBefore = isTop ? comment : null;
  key.commentBefore = isTop ? null : comment;
}

/** Gives an expression its form; false when that needs lines of its own, which a map in braces has no room for. */
function formExpression(scalar: Scalar, path: Path): boolean {
  if (typeof scalar.value !== "string") return true;
  const indent = 2 * path.length;
  const text = layOutExpression(scalar.value, FORMAT_WIDTH - indent);
  const beside = indent - 2 + String(path.at(-1)).length + 2;
  const isBlock = scalar.type === Scalar.BLOCK_LITERAL || scalar.type === Scalar.BLOCK_FOLDED;
  scalar.value = text;
  if (!text.includes("\n") && (!isBlock || hasComment(scalar)) && beside + text.length + QUOTES <= FORMAT_WIDTH)
    return true;
  scalar.type = Scalar.BLOCK_LITERAL;
  return false;
}

function hasComment({ comment }: Scalar): boolean {
  return typeof comment === "string" && comment !== "";
}

const QUOTES = 2;
