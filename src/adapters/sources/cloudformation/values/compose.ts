import { Composite, derivedFrom, Open, REMOVED, type Term } from "./open.ts";

/** No property of any resource takes a longer text. */
const MAX_TEXT = 4 * 1024 * 1024;

/** One text of several parts; undefined when a part is no text, or all together are too long. */
export function compose(parts: readonly Term[]): Term | undefined {
  const [only] = parts;
  if (parts.length === 1 && only instanceof Open) return only;
  let text = "";
  for (const part of parts) {
    const next = textOf(part);
    if (next === undefined || text.length + (next?.length ?? 0) > MAX_TEXT) return undefined;
    if (next === null) return derivedFrom(parts);
    text += next;
  }
  const open = parts.flatMap((part) => (part instanceof Composite ? part.parts : part instanceof Open ? [part] : []));
  return open.length === 0 ? text : new Composite(text, open);
}

/** What stands for a part in a text: null when nothing can, undefined when it is a list or mapping. */
function textOf(part: Term): string | null | undefined {
  if (part === REMOVED) return "";
  if (part instanceof Composite) return part.text;
  if (part instanceof Open) return part.standIn;
  return scalarText(part);
}

/** A scalar as CloudFormation writes it into a text; undefined for anything else. */
export function scalarText(value: Term): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") return String(value);
  return undefined;
}

/** Whether two values are the same text; null when that is not known. */
export function isSameText(a: Term, b: Term): boolean | null {
  const [left, right] = [scalarText(a), scalarText(b)];
  if (left !== undefined && right !== undefined) return left === right;
  if (a instanceof Composite && b instanceof Composite && a.text === b.text) return true;
  if (a instanceof Open && b instanceof Open && a.standIn !== null && a.standIn === b.standIn) return true;
  return a instanceof Open && a === b ? true : null;
}
