import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";

/**
 * How values of a type are merged (sigs.k8s.io/structured-merge-diff, `schema.Atom`). An atomic map or list is replaced whole; of others the
 * entries are merged one by one, those of lists by their keys.
 */
export type MergeType = ScalarType | MapType | ListType | { readonly kind: "any" } | { readonly kind: "opaque" };

export interface ScalarType {
  readonly kind: "scalar";
  readonly of: "string" | "integer" | "number" | "boolean" | "any";
}

export interface MapType {
  readonly kind: "map";
  readonly isAtomic: boolean;
  /** The type of a field that is declared; undefined for any other. */
  readonly declared: (field: string) => MergeType | undefined;
  /** The type of fields that are not declared; null where there may be none. */
  readonly others: MergeType | null;
}

export interface ListType {
  readonly kind: "list";
  readonly elements: MergeType;
  /** `set` tells elements apart by their values, keys by those fields; `atomic` lists are replaced whole. */
  readonly entries: "atomic" | "set" | readonly ListKey[];
}

/** A field by which elements of a list are told apart, and what it is in an element that leaves it out. */
export interface ListKey {
  readonly name: string;
  /** Undefined where an element without it has no such key at all. */
  readonly otherwise: string | number | undefined;
}

export const ANY: MergeType = { kind: "any" };
export const OPAQUE: MergeType = { kind: "opaque" };
const ANY_SCALAR: ScalarType = { kind: "scalar", of: "any" };

/** The type of one field of a map; null where there is no such field. */
export function fieldType(type: MapType, field: string): MergeType | null {
  return type.declared(field) ?? type.others;
}

/** What a type that takes anything is for one value. */
export function typeFor(type: MergeType, value: Value): ScalarType | MapType | ListType {
  if (type.kind !== "any" && type.kind !== "opaque") return type;
  if (isList(value)) return ANY_LIST;
  if (!isObject(value)) return ANY_SCALAR;
  return type.kind === "any" ? ANY_MAP : OPAQUE_MAP;
}

const NOTHING = (): undefined => undefined;
const ANY_MAP: MapType = { kind: "map", isAtomic: false, declared: NOTHING, others: ANY };
const OPAQUE_MAP: MapType = { kind: "map", isAtomic: true, declared: NOTHING, others: OPAQUE };
const ANY_LIST: ListType = { kind: "list", elements: OPAQUE, entries: "atomic" };
