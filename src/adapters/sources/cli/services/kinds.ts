import { UNCLASSIFIED } from "#core/model";
import { KINDS_OF_TYPES } from "../gen/kinds.ts";

const KINDS = new Map(
  Object.entries(KINDS_OF_TYPES).flatMap(([kind, types]) => types.split(", ").map((type) => [type, kind] as const)),
);

/** The kinds of what commands alone are about, so that no mapping names it. Objects are what a store holds. */
const KINDS_OF_ACTS: ReadonlyMap<string, string> = new Map([
  ["AWS::S3::Object", "ObjectStore"],
  ["google_storage_bucket_object", "ObjectStore"],
  ["az storage blob", "ObjectStore"],
  ["docker container", "ContainerTask"],
  ["docker image", "ContainerImage"],
  ["helm release", "Stack"],
  ["AWS::CloudFormation::Stack", "Stack"],
  ["az deployment", "Stack"],
  ["az deployment group", "Stack"],
  ["az deployment sub", "Stack"],
  ["az deployment mg", "Stack"],
  ["az deployment tenant", "Stack"],
  ["az stack group", "Stack"],
  ["az stack sub", "Stack"],
  ["az stack mg", "Stack"],
  ["gcloud infra-manager deployments", "Stack"],
  ["gcloud deployment-manager deployments", "Stack"],
]);

const SPELLINGS = new Map([...KINDS.keys(), ...KINDS_OF_ACTS.keys()].map((type) => [type.toLowerCase(), type]));

/** The kind that the library gives a native type. */
export function kindOfType(type: string): string {
  return KINDS_OF_ACTS.get(type) ?? KINDS.get(type) ?? UNCLASSIFIED;
}

/** How the library spells a native type; null for one that it does not map. */
export function spellingOf(type: string): string | null {
  return SPELLINGS.get(type.toLowerCase()) ?? null;
}
