import { Unknown, type ValueObject } from "#core/language";
import type { Link, Path, Resource, SourceRef } from "#core/model";
import {
  anyObject,
  list,
  mapOf,
  named,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  whole,
  type Shape,
} from "../shape/index.ts";

const LONGEST_NAME = 2048;
const MOST_LINKS = 10_000;
const DEEPEST_PATH = 256;

/** A name or an id. */
export const name: Shape<string> = text("a name", LONGEST_NAME);
/** A name that may be left empty where there is none. */
const nameOrNone: Shape<string> = text("a name", LONGEST_NAME, true);
const NO_VALUES: ValueObject = {};
const NO_LABELS: Readonly<Record<string, string>> = {};

/** A step of a path into a document. */
export const step: Shape<string | number> = {
  expected: "a key or a position",
  read: (value, place, reading) =>
    typeof value === "string" ? value : whole(0, Number.MAX_SAFE_INTEGER).read(value, place, reading),
  schema: () => ({ type: ["string", "integer"] }),
};

/** Where something stands in what the caller was asked about. */
export const sourceRef: Shape<SourceRef> = named(
  "Source",
  record<SourceRef>("a place in a source", {
    file: optional(nameOrNone, "", "the file, empty when there is none"),
    address: optional(nameOrNone, "", "its name in the source's own terms"),
    path: optional<Path, Path>(list(step, "keys and positions", DEEPEST_PATH), [], "the way to it inside its document"),
  }),
);

/** What stands for a source that nobody told. */
export const NO_SOURCE: SourceRef = { file: "", address: "", path: [] };

const link: Shape<Link> = record<Link>("a link", {
  name: required(name, "as the mapping of the kind calls it"),
  target: required(name, "the id of the other resource"),
  certainty: required(oneOf(["proven", "possible"]), "whether it is known to be so"),
});

/** A place as its provider calls it, or that it is not known. */
const region: Shape<string | Unknown | null> = {
  expected: "a name or null",
  read: (value, place, reading) => {
    if (value === null || value instanceof Unknown) return value;
    return nameOrNone.read(value, place, reading);
  },
  schema: () => ({ type: ["string", "object", "null"] }),
};

/** A resource under its canonical kind. */
export const resource: Shape<Resource> = named(
  "Resource",
  record<Resource>("a resource", {
    kind: required(name, "the canonical kind, or `Unclassified`"),
    type: optional(nameOrNone, "", "the native type"),
    provider: optional(nameOrNone, "", "the provider of the native type"),
    id: required(name, "unique among the resources of the proposal"),
    name: optional(nameOrNone, "", "what people call it"),
    scope: optional(nameOrNone, "", "the account, project, subscription or cluster"),
    region: optional(region, null, "where it lies"),
    environment: optional(orNull(name), null, "the environment, where the caller knows it"),
    labels: optional(mapOf(text("text", LONGEST_NAME, true), "texts"), NO_LABELS, "labels or tags"),
    properties: optional(anyObject, NO_VALUES, "the properties of its kind"),
    native: optional(anyObject, NO_VALUES, "what the source said"),
    links: optional<readonly Link[], readonly Link[]>(list(link, "links", MOST_LINKS), [], "what it is joined with"),
    source: optional(sourceRef, NO_SOURCE, "where it was read"),
  }),
);
