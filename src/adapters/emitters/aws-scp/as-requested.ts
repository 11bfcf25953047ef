import type { Attribute, Test } from "../conditions/index.ts";

/** A question to an attribute, and which answer is asked for. */
export interface Question {
  readonly attribute: Attribute;
  readonly test: Test;
  readonly holds: boolean;
}

/** Where Terraform writes the tags of a resource. */
export const TAGS: ReadonlySet<string> = new Set(["tags", "tags_all"]);

/** A question as requests answer it: whether a map of tags has a key is a question to the tag. */
export function asRequested({ attribute, test, holds }: Question): Question {
  const [only, ...further] = attribute.path;
  const isOfTags = attribute.root === "native" && further.length === 0 && TAGS.has(only ?? "");
  const [key, ...more] = isOfTags && test.kind === "has-one-of" ? test.values : [];
  if (typeof key !== "string" || more.length > 0) return { attribute, test, holds };
  return { attribute: { root: "label", path: [key] }, test: { kind: "one-of", values: [null] }, holds: !holds };
}
