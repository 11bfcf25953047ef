import { mapOf, optional, record, required, text, type Shape } from "../shape/index.ts";
import type { Metadata } from "../types/index.ts";
import { labelKeyShape, lineShape } from "./names.ts";

const value = text({ expected: "text", maxLength: 4096 });

/** The metadata of a document whose name has the form `name`. */
export function metadataShape(name: Shape<string>): Shape<Metadata> {
  return record<Metadata>("a map with the `name` of the document", {
    name: required(name, "The name of the document, unique among documents of its kind"),
    title: optional(lineShape, null, "What it is about, in one line for people"),
    labels: optional(mapOf(labelKeyShape, value, "labels"), {}, "Labels by which documents are found"),
    annotations: optional(
      mapOf(labelKeyShape, value, "annotations"),
      {},
      "Remarks for people and tools, without meaning here",
    ),
  });
}
