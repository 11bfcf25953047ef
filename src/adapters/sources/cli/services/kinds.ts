import { UNCLASSIFIED } from "#core/model";
import { KINDS_OF_TYPES } from "../gen/kinds.ts";

const KINDS = new Map(
  Object.entries(KINDS_OF_TYPES).flatMap(([kind, types]) => types.split(", ").map((type) => [type, kind] as const)),
);
const SPELLINGS = new Map([...KINDS.keys()].map((type) => [type.toLowerCase(), type]));

/** Objects are what a store holds; no mapping is about one alone. */
const OBJECTS: ReadonlySet<string> = new Set(["AWS::S3::Object", "google_storage_bucket_object", "az storage blob"]);

/** The kind that the library gives a native type. */
export function kindOfType(type: string): string {
  return OBJECTS.has(type) ? "ObjectStore" : (KINDS.get(type) ?? UNCLASSIFIED);
}

/** How the library spells a native type; null for one that it does not map. */
export function spellingOf(type: string): string | null {
  return SPELLINGS.get(type.toLowerCase()) ?? null;
}
