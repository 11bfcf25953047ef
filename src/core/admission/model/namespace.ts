import type { ValueObject } from "#core/language";
import { textAt } from "./field.ts";

/** Tells a Namespace of Kubernetes. */
export function isNamespaceObject(value: ValueObject): boolean {
  return textAt(value, "apiVersion") === "v1" && textAt(value, "kind") === "Namespace";
}

/** The Namespaces among objects, by name. */
export function namespacesAmong(objects: Iterable<ValueObject>): ReadonlyMap<string, ValueObject> {
  const named = [...objects].filter(isNamespaceObject);
  return new Map(named.map((one) => [textAt(one, "metadata", "name") ?? "", one]));
}
