import type { Value } from "#core/language";
import type { DocumentNode } from "../read/node.ts";
import type { Shape } from "./shape.ts";

/** A part of a document as a value of the language. Map keys are own properties, whatever they are called. */
export function toValue(node: DocumentNode): Value {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toValue);
  return Object.fromEntries(Array.from(node.entries, ([key, entry]): [string, Value] => [key, toValue(entry.value)]));
}

/** Any value at all, null included. */
export const anyValue: Shape<Value> = { expected: "a value", read: toValue, schema: () => ({}) };
