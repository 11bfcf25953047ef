import { CLUSTERS_AND_DATA } from "./fields/clusters-and-data.ts";
import { COMPUTE } from "./fields/compute.ts";
import type { ConstrainedType } from "./fields/field.ts";
import { STORAGE_AND_KEYS } from "./fields/storage-and-keys.ts";

const TYPES: Readonly<Record<string, ConstrainedType>> = { ...COMPUTE, ...CLUSTERS_AND_DATA, ...STORAGE_AND_KEYS };

/** What custom constraints say of a native type; undefined for one that they are not about. */
export function constrainedType(type: string): ConstrainedType | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

/** Whether a native type is one of Google Cloud. */
export function isGoogleType(type: string): boolean {
  return type.startsWith("google_");
}
