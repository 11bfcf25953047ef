import type { ValueObject } from "#core/language";
import type { ParamKind, ParamRef } from "../documents/types.ts";
import { selects } from "../matching/label-selector.ts";
import { textAt } from "../model/field.ts";
import { labelsOf } from "../model/labels.ts";
import { resourceOf } from "../model/resources.ts";

/** The objects that may be parameters. */
export type Params = readonly ValueObject[];

/** The parameters of one binding for one request, each to be judged with; null stands for none asked for. */
export type CollectedParams =
  | { readonly kind: "params"; readonly params: readonly (ValueObject | null)[] }
  | { readonly kind: "failed"; readonly message: string };

/** Finds the parameters that a binding names (k8s.io/apiserver, `CollectParams`). */
export function collectParams(
  paramKind: ParamKind | null,
  paramRef: ParamRef | null,
  namespace: string,
  all: Params,
): CollectedParams {
  if (paramKind === null || paramRef === null) return { kind: "params", params: [null] };
  const ofKind = all.filter((one) => isOfKind(one, paramKind));
  const place = placeOf(paramKind, paramRef, namespace, ofKind);
  if (place.kind === "failed") return place;
  const found = ofKind
    .filter((one) => place.namespace === null || textAt(one, "metadata", "namespace") === place.namespace)
    .filter((one) => isMeant(one, paramRef));
  if (found.length > 0 || paramRef.parameterNotFoundAction === "Allow") return { kind: "params", params: found };
  return { kind: "failed", message: "no params found for policy binding with `Deny` parameterNotFoundAction" };
}

/** Whether an object is of the kind of the parameters. */
export function isOfKind(object: ValueObject, { apiVersion, kind }: ParamKind): boolean {
  return textAt(object, "apiVersion") === apiVersion && textAt(object, "kind") === kind;
}

/** Whether a reference means an object, its namespace aside. */
export function isMeant(object: ValueObject, { name, selector }: ParamRef): boolean {
  if (selector === null) return textAt(object, "metadata", "name") === name;
  return selects(selector, labelsOf(object), "the parameters").kind === "yes";
}

type Place =
  | { readonly kind: "place"; readonly namespace: string | null }
  | (CollectedParams & { readonly kind: "failed" });

function placeOf(kind: ParamKind, ref: ParamRef, namespace: string, ofKind: Params): Place {
  const written = ref.namespace ?? "";
  if (!isNamespaced(kind, ofKind)) {
    if (written === "") return { kind: "place", namespace: null };
    return { kind: "failed", message: "paramRef.namespace must not be provided for a cluster-scoped `paramKind`" };
  }
  const place = written === "" ? namespace : written;
  if (place !== "") return { kind: "place", namespace: place };
  const message = "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources";
  return { kind: "failed", message };
}

/** Whether parameters live in namespaces; of a kind of others, those that are there tell. */
function isNamespaced({ apiVersion, kind }: ParamKind, ofKind: Params): boolean {
  const { namespaced } = resourceOf(apiVersion, kind);
  return namespaced ?? ofKind.some((one) => (textAt(one, "metadata", "namespace") ?? "") !== "");
}
