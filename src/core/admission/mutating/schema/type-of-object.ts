import type { ValueObject } from "#core/language";
import { textAt } from "../../model/field.ts";
import { builtInType, metadataType } from "./built-in.ts";
import { customType } from "./custom.ts";
import { OPAQUE, type MergeType } from "./type.ts";

/** What is known of the type of an object: `whole` types say what every field is, of others only the metadata is known. */
export interface KnownType {
  readonly type: MergeType;
  readonly isWhole: boolean;
  /** Whether Kubernetes itself serves it, and so takes no field that it does not know. */
  readonly isBuiltIn: boolean;
}

/** The type of an object: of Kubernetes itself, or declared by one of the objects that were handed in. */
export function typeOfObject(object: ValueObject, objects: readonly ValueObject[]): KnownType {
  const apiVersion = textAt(object, "apiVersion") ?? "";
  const kind = textAt(object, "kind") ?? "";
  const builtIn = builtInType(apiVersion, kind);
  if (builtIn !== null) return { type: builtIn, isWhole: true, isBuiltIn: true };
  const custom = customType(objects, apiVersion, kind);
  if (custom !== null) return { type: custom, isWhole: true, isBuiltIn: false };
  return { type: METADATA_ALONE, isWhole: false, isBuiltIn: false };
}

/** The metadata of an object is of one type, whatever the rest is. */
const METADATA_ALONE: MergeType = {
  kind: "map",
  isAtomic: false,
  declared: (field) => (field === "metadata" ? metadataType() : undefined),
  others: OPAQUE,
};
