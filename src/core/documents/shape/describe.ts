import { Double } from "#core/language";
import type { DocumentNode } from "../read/node.ts";
import { placeText, report, type Place, type Reading } from "./shape.ts";

/** Reports that a node is of the wrong sort, with what it is, what is expected and, for the usual slips, what to do. */
export function reportWrongType(node: DocumentNode, place: Place, reading: Reading, expected: string): void {
  const name = placeText(place);
  if (isEmpty(node)) {
    const message = `\`${name}\` is empty, but ${expected} is expected`;
    report(reading, node, { code: "document-empty", message, hint: "Give it a value or remove the key" });
    return;
  }
  const message = `\`${name}\` is ${describe(node)}, but ${expected} is expected`;
  const hint = hintFor(node, expected);
  report(reading, node, { code: "document-wrong-type", message, ...(hint === undefined ? {} : { hint }) });
}

function isEmpty(node: DocumentNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** What a node is, in an author's words. */
function describe(node: DocumentNode): string {
  if (node.kind !== "scalar") return node.kind === "list" ? "a list" : "a map";
  const { value } = node;
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return `\`${value}\``;
  return `the number \`${value instanceof Double ? value.value : String(value)}\``;
}

function hintFor(node: DocumentNode, expected: string): string | undefined {
  if (node.kind !== "scalar") return undefined;
  if (expected.startsWith("a list")) return "Write it as a list: `[a, b]`, or one line with `- ` for each item";
  if (typeof node.value !== "string") return expected.startsWith("text") ? "Put it in quotes" : undefined;
  if (expected !== "`true` or `false`") return undefined;
  return /^(?:y|yes|on|n|no|off)$/i.test(node.value)
    ? "YAML 1.2 reads this word as text; write `true` or `false`"
    : undefined;
}
