import { isDeadEnd, attributeValues, referencesAt } from "./attributes.ts";
import { splitPath } from "../native-path.ts";
import type { Landscape, Node } from "./world.ts";

/** A name made of attributes, such as `{catalog_name}.{name}`: texts, and between each two of them the path of an attribute. */
export interface Composition {
  readonly texts: readonly string[];
  readonly paths: readonly (readonly string[])[];
}

/** What a resource is called by a composition. */
export interface ComposedName {
  /** The name where all of it is known. */
  readonly text: string | null;
  /** What stands for the name inside one landscape where parts of it are not known, but proven to be other attributes. */
  readonly symbol: string | null;
  /** Whether it may turn out to be any name. */
  readonly isOpen: boolean;
}

/** Reads a composition; null for the path of a single attribute. */
export function parseComposition(attribute: string): Composition | null {
  if (!attribute.includes("{")) return null;
  const pieces = attribute.split(/[{}]/);
  return {
    texts: pieces.filter((_, at) => at % 2 === 0),
    paths: pieces.filter((_, at) => at % 2 === 1).map(splitPath),
  };
}

/** The paths of all attributes that are read for an attribute of a link. */
export function attributePaths(attribute: string): readonly string[] {
  const composition = parseComposition(attribute);
  return composition === null ? [attribute] : composition.paths.map((path) => path.join("."));
}

/** Makes the name of a resource. One that lacks a part, or has several in its place, has no such name. */
export function composeName(node: Node, { texts, paths }: Composition): ComposedName {
  const parts = paths.map((path) => partAt(node, path));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return NAMELESS;
  const isOpen = known.some((part) => part.isOpen || isAmbiguous(part, texts));
  if (known.every(({ target }) => target === null)) {
    return { text: isOpen ? null : join(texts, known, ({ text }) => text), symbol: null, isOpen };
  }
  return { text: null, symbol: join(texts, known, symbolOf), isOpen };
}

const NAMELESS: ComposedName = { text: null, symbol: null, isOpen: false };

/** A part of a name: its text or, with a target, the attribute of that resource which it is. */
interface Part {
  readonly target: string | null;
  readonly text: string;
  readonly isOpen: boolean;
}

function partAt(node: Node, path: readonly string[]): Part | null {
  const { native, references, id } = node.resource;
  const values = attributeValues(native, path);
  const [only, ...others] = values.known;
  if (values.unknown === null) {
    return only === undefined || others.length > 0 ? null : { target: null, text: only, isOpen: false };
  }
  const mine = referencesAt(references, path);
  const proven = mine.find(({ certainty, target }) => certainty === "proven" && target !== null);
  const isOpen = proven === undefined && (mine.length > 0 || isDeadEnd(values, mine));
  if (proven === undefined || proven.target === null) return { target: id, text: path.join("."), isOpen };
  return follow(node.landscape, { target: proven.target, attribute: proven.attribute });
}

/** So many references are followed to where a part of a name comes from. */
const MOST_STEPS = 8;

interface Place {
  readonly target: string;
  readonly attribute: string | null;
}

/** What stands at the end of a chain of proven references, where all that name it meet. */
function follow(landscape: Landscape, start: Place): Part {
  let place = start;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const next = stepFrom(landscape, place);
    if (next === null) break;
    if (typeof next === "string") return { target: null, text: next, isOpen: false };
    place = next;
  }
  // A reference to a resource as such does not say which of its attributes this is.
  return { target: place.target, text: place.attribute ?? "", isOpen: place.attribute === null };
}

function stepFrom(landscape: Landscape, { target, attribute }: Place): Place | string | null {
  const resource = landscape.find(target)?.resource;
  if (resource === undefined || attribute === null) return null;
  const path = splitPath(attribute);
  const { known, unknown } = attributeValues(resource.native, path);
  const [only] = known;
  if (unknown === null) return known.length === 1 && only !== undefined ? only : null;
  const further = referencesAt(resource.references, path).find(({ certainty }) => certainty === "proven");
  return further === undefined || further.target === null
    ? null
    : { target: further.target, attribute: further.attribute };
}

/** A part that holds what stands between parts could be several of them. */
function isAmbiguous({ target, text }: Part, texts: readonly string[]): boolean {
  return target === null && texts.slice(1, -1).some((between) => between === "" || text.includes(between));
}

function join(texts: readonly string[], parts: readonly Part[], spell: (part: Part) => string): string {
  return texts.map((text, at) => (at === 0 ? "" : spell(parts[at - 1] ?? NO_PART)) + text).join("");
}

const NO_PART: Part = { target: null, text: "", isOpen: false };

/** Lengths keep what somebody wrote from looking like anything else. */
function symbolOf({ target, text }: Part): string {
  const sized = `${text.length}:${text}`;
  return target === null ? sized : `${target.length}@${target}.${sized}`;
}
