import { isMap, isPair, isScalar, isSeq, visit, type Document } from "yaml";
import { parseExpression, tokensOf } from "#core/language";

/** Whether documents say the same: equal data, whatever the order of keys, but for white space between the tokens of texts; and equal comments. */
export function haveSameMeaning(before: readonly Document[], after: readonly Document[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((document, at) => {
    const other = after[at];
    return (
      other !== undefined &&
      essence(document.contents) === essence(other.contents) &&
      comments(document) === comments(other)
    );
  });
}

/** The data of a tree as one text, keys sorted. Only texts that an expression may be are looked into. */
function essence(node: unknown): string {
  if (isMap(node)) {
    const entries = node.items.map((pair) => `${essence(pair.key)}:${essence(pair.value)}`);
    return `{${entries.toSorted().join(",")}}`;
  }
  if (isSeq(node)) return `[${node.items.map(essence).join(",")}]`;
  if (isPair(node)) return essence(node.value);
  if (isScalar(node))
    return typeof node.value === "string" ? textEssence(node.value) : `${typeof node.value} ${String(node.value)}`;
  return node === null || node === undefined ? "null" : JSON.stringify(node);
}

function textEssence(text: string): string {
  const isExpression = parseExpression(text).kind === "parsed";
  return JSON.stringify(isExpression ? tokensOf(text).map((token) => token.text) : text.trim());
}

/** The lines of all comments, sorted: where they stand may change with the order of keys. */
function comments(document: Document): string {
  const found: string[] = [document.commentBefore ?? "", document.comment ?? ""];
  visit(document, {
    Node: (_, { commentBefore, comment }) => void found.push(commentBefore ?? "", comment ?? ""),
  });
  const lines = found.flatMap((comment) => comment.split("\n")).map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .toSorted()
    .join("\n");
}
