import { cut } from "#core/diagnostics";
import { Double } from "#core/language";
import type { DocumentNode } from "../read/node.ts";
import { placeText, report, type Place, type Reading } from "./shape.ts";

/** Reports that a node is of the wrong sort, with what it is, what is expected and, for the usual slips, what to do. */
export function reportWrongType(node: DocumentNode, place: Place, reading: Reading, expected: string): void {
  const name = placeText(place);
  if (isEmpty(node)) {
    const message = `\`${name}\` is empty, but ${expected} is expected`;
    report(reading, node, { code: "document-empty", message, hint: GIVE_VALUE });
    return;
  }
  const message = `\`${name}\` is ${describe(node)}, but ${expected} is expected`;
  const hint = hintFor(node, expected);
  report(reading, node, { code: "document-wrong-type", message, ...(hint === undefined ? {} : { hint }) });
}

/** What to do with a key that has nothing behind it. */
export const GIVE_VALUE = "Give it a value, or leave the key out where it may be";

const LONGEST_SHOWN = 60;

/** A text as it is quoted in a message: on one line, and not too long. */
export function quoted(text: string): string {
  const line = text.replaceAll(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
  return `\`${cut(line, LONGEST_SHOWN)}\``;
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
  if (expected.startsWith("a list")) {
    return node.kind === "map"
      ? "Put `- ` before the first key, and indent the other keys to stand under it"
      : "Write it as a list: `[a, b]`, or one line with `- ` for each item";
  }
  if (node.kind === "list")
    return expected.startsWith("a map") ? "Write the keys without `- `" : "Write one value, without `[ ]` or `- `";
  if (node.kind === "map") return "Write one value, without keys";
  if (expected.startsWith("a map")) return "Write its keys below it, indented";
  if (typeof node.value !== "string") return expected.startsWith("text") ? "Put it in quotes" : undefined;
  if (expected !== "`true` or `false`") return undefined;
  return /^(?:y|yes|on|n|no|off)$/i.test(node.value)
    ? "YAML 1.2 reads this word as text; write `true` or `false`"
    : undefined;
}
