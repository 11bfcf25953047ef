import { reportWrongType, type DocumentNode, type Shape } from "#core/documents";

/** Text of any content, empty text included: the core group of Kubernetes is written `""`. */
export const anyText: Shape<string> = {
  expected: "text",
  read(node: DocumentNode, place, reading) {
    if (node.kind === "scalar" && typeof node.value === "string") return node.value;
    reportWrongType(node, place, reading, "text");
    return undefined;
  },
  schema: () => ({ type: "string" }),
};

/** A field that others may leave empty, as `creationTimestamp: null` of what a cluster prints; empty counts as absent. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    expected: shape.expected,
    read: (node, place, reading) =>
      node.kind === "scalar" && node.value === null ? null : shape.read(node, place, reading),
    schema: (definitions) => ({ anyOf: [{ type: "null" }, shape.schema(definitions)] }),
  };
}

/** An optional field whose empty value means its default, as for Kubernetes. */
export function otherwise<T>(shape: Shape<T>, value: T): Shape<T> {
  const nullable = orNull(shape);
  return {
    expected: shape.expected,
    read(node, place, reading) {
      const read = nullable.read(node, place, reading);
      return read === null ? value : read;
    },
    schema: (definitions) => nullable.schema(definitions),
  };
}
