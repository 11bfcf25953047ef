import { parseAllDocuments } from "yaml";
import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** An object as Kubernetes writes it. */
export interface KubernetesObject {
  readonly [field: string]: Value;
}

/** The objects in a file of manifests as the API server sees them: lists taken apart, and without what is null, which it drops. */
export function objectsIn(text: string): readonly KubernetesObject[] {
  const values = parseAllDocuments(text).map((document): Value => document.toJS());
  return values.flatMap(itemsOf).flatMap((value) => (isObject(value) ? [withoutNulls(value)] : []));
}

/** What an object is called: `apiVersion Kind namespace name`. */
export function addressOf(object: KubernetesObject): string {
  const metadata = object["metadata"] ?? null;
  const { namespace = "", name = "" } = isObject(metadata) ? metadata : {};
  return [object["apiVersion"], object["kind"], namespace, name].map(String).join(" ");
}

function itemsOf(value: Value): readonly Value[] {
  const items = isObject(value) ? (value["items"] ?? null) : null;
  return isList(items) ? items : [value];
}

function withoutNulls(object: KubernetesObject): KubernetesObject {
  const kept = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([key, value]) => [key, cleaned(value)]));
}

function cleaned(value: Value): Value {
  if (isList(value)) return value.map(cleaned);
  return isObject(value) ? withoutNulls(value) : value;
}
