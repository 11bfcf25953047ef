import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { listOf, member, put } from "../json/index.ts";

/** The attributes in which providers keep labels, the more complete ones last. */
const LABEL_ATTRIBUTES = ["labels", "tags", "terraform_labels", "effective_labels", "tags_all"] as const;

/** Blocks that hold labels: of Kubernetes objects, and of instances of Cloud SQL. */
const LABEL_BLOCKS = [
  ["metadata", "labels"],
  ["settings", "user_labels"],
] as const;

/**
 * The labels of a resource that are known texts: those of its provider, overlaid with its own and with the merged ones that the provider
 * calculates. A label whose value is not known is left out; `native` still has it. What cannot have labels has none of its provider's either.
 */
export function labelsOf(native: ValueObject, defaults: ValueObject): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  if (LABEL_ATTRIBUTES.some((attribute) => Object.hasOwn(native, attribute))) addTexts(labels, defaults);
  for (const [name, attribute] of LABEL_BLOCKS) {
    for (const block of listOf(native, name)) addTexts(labels, member(block, attribute));
  }
  for (const attribute of LABEL_ATTRIBUTES) addTexts(labels, member(native, attribute));
  return labels;
}

function addTexts(labels: Record<string, string>, texts: Value | undefined): void {
  if (!isObject(texts)) return;
  for (const key of Object.keys(texts)) {
    const text = texts[key];
    if (typeof text === "string") put(labels, key, text);
  }
}
