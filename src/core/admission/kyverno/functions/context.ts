import type { Value, ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import { textAt } from "../../model/field.ts";
import { resourceOf } from "../../model/resources.ts";
import type { World, WorldResource } from "./world.ts";

/** What a document `Context` or `ClusterResource` of Kyverno's command line (`cli.kyverno.io/v1alpha1`) tells of a cluster. */
export interface ToldContext {
  readonly resources: readonly WorldResource[];
  readonly images: readonly (readonly [string, Value])[];
}

/** Reads such a document; what is not of its form tells nothing. */
export function readContext(document: ValueObject): ToldContext {
  return {
    resources: mapsAt(document, "resources").map(resourceAt),
    images: mapsAt(document, "images").map((image) => [textAt(image, "image") ?? "", image]),
  };
}

function mapsAt(document: ValueObject, key: string): readonly ValueObject[] {
  const list = memberAt(document, "spec", key);
  return isList(list) ? list.filter((item) => isObject(item)) : [];
}

/** An object with where a cluster serves it. */
export function resourceAt(object: ValueObject): World["resources"][number] {
  const apiVersion = textAt(object, "apiVersion") ?? "";
  return {
    apiVersion,
    resource: resourceOf(apiVersion, textAt(object, "kind") ?? "").resource,
    namespace: textAt(object, "metadata", "namespace") ?? "",
    name: textAt(object, "metadata", "name") ?? "",
    object,
  };
}
