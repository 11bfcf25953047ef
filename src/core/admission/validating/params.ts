import { Unknown, type ValueObject } from "#core/language";
import { memberAt } from "#core/model";
import type { ParamKind, ParamRef } from "../documents/types.ts";
import { selects } from "../matching/label-selector.ts";
import { textAt } from "../model/field.ts";
import type { AdmissionRequest } from "../model/request.ts";
import { labelsOf } from "../model/labels.ts";
import { resourceOf } from "../model/resources.ts";

/** The parameters of one binding for one request, each to be judged with; null stands for none asked for. */
export type CollectedParams =
  | { readonly kind: "params"; readonly params: readonly (ValueObject | null)[] }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "unknown"; readonly why: string };

/** The objects that may be parameters, found by kind and place, so that nothing is looked through for every request. */
export class ParamObjects {
  readonly #kinds: ReadonlyMap<string, readonly ValueObject[]>;
  readonly #found = new WeakMap<ParamRef, Map<string | null, CollectedParams>>();

  constructor(objects: Iterable<ValueObject> = []) {
    this.#kinds = Map.groupBy(objects, (one) => kindKey(textAt(one, "apiVersion") ?? "", textAt(one, "kind") ?? ""));
  }

  /** Finds the parameters that a binding names (k8s.io/apiserver, `CollectParams`). */
  collect(
    paramKind: ParamKind | null,
    paramRef: ParamRef | null,
    { namespace: named, unknown }: Pick<AdmissionRequest, "namespace" | "unknown">,
  ): CollectedParams {
    if (paramKind === null || paramRef === null) return { kind: "params", params: [null] };
    const namespace = unknown?.namespace === true ? null : named;
    const known = this.#found.get(paramRef) ?? new Map<string | null, CollectedParams>();
    const found = known.get(namespace) ?? collectFrom(this.ofKind(paramKind), paramKind, paramRef, namespace);
    this.#found.set(paramRef, known.set(namespace, found));
    return found;
  }

  /** The objects of the kind of some parameters. */
  ofKind({ apiVersion, kind }: ParamKind): readonly ValueObject[] {
    return this.#kinds.get(kindKey(apiVersion, kind)) ?? [];
  }
}

function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

function collectFrom(
  ofKind: readonly ValueObject[],
  kind: ParamKind,
  ref: ParamRef,
  requested: string | null,
): CollectedParams {
  const place = placeOf(kind, ref, requested, ofKind);
  if (place.kind !== "place") return place;
  const { namespace } = place;
  const placed = ofKind.filter((one) => namespace === null || textAt(one, "metadata", "namespace") === namespace);
  const answers = placed.map((one) => ({ one, meant: isMeant(one, ref) }));
  if (answers.some(({ meant }) => meant === "unknown")) {
    return { kind: "unknown", why: "the name and labels of what may be its parameters" };
  }
  const params = answers.filter(({ meant }) => meant === "yes").map(({ one }) => one);
  if (params.length > 0 || ref.parameterNotFoundAction === "Allow") return { kind: "params", params };
  return { kind: "failed", message: "no params found for policy binding with `Deny` parameterNotFoundAction" };
}

/** Whether a reference means an object, or may mean it, its namespace aside. */
export function isParam(object: ValueObject, kind: ParamKind, ref: ParamRef): boolean {
  return isOfKind(object, kind) && isMeant(object, ref) !== "no";
}

/** Whether an object is of the kind of the parameters. */
export function isOfKind(object: ValueObject, { apiVersion, kind }: ParamKind): boolean {
  return textAt(object, "apiVersion") === apiVersion && textAt(object, "kind") === kind;
}

function isMeant(object: ValueObject, { name, selector }: ParamRef): "yes" | "no" | "unknown" {
  if (selector !== null) return selects(selector, labelsOf(object), "the parameters").kind;
  const own = memberAt(object, "metadata", "name");
  if (own instanceof Unknown) return "unknown";
  return own === name ? "yes" : "no";
}

type Place =
  | { readonly kind: "place"; readonly namespace: string | null }
  | Exclude<CollectedParams, { readonly kind: "params" }>;

function placeOf(kind: ParamKind, ref: ParamRef, namespace: string | null, ofKind: readonly ValueObject[]): Place {
  const written = ref.namespace ?? "";
  if (!isNamespaced(kind, ref, ofKind)) {
    if (written === "") return { kind: "place", namespace: null };
    return { kind: "failed", message: "paramRef.namespace must not be provided for a cluster-scoped `paramKind`" };
  }
  const place = written === "" ? namespace : written;
  if (place === null) return { kind: "unknown", why: "the namespace of the object" };
  if (place !== "") return { kind: "place", namespace: place };
  const message = "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources";
  return { kind: "failed", message };
}

/** Whether parameters live in namespaces; of a kind of others, those that are there tell, and without any whoever wrote the reference. */
function isNamespaced({ apiVersion, kind }: ParamKind, ref: ParamRef, ofKind: readonly ValueObject[]): boolean {
  const { namespaced } = resourceOf(apiVersion, kind);
  if (namespaced !== null) return namespaced;
  if (ofKind.length === 0) return (ref.namespace ?? "") !== "";
  return ofKind.some((one) => (textAt(one, "metadata", "namespace") ?? "") !== "");
}
