import { KINDS, TYPES } from "./gen/built-in-types.ts";
import { parseType } from "./notation.ts";
import type { MapType, MergeType } from "./type.ts";

/** The type of a kind that Kubernetes itself serves; null for any other. */
export function builtInType(apiVersion: string, kind: string): MergeType | null {
  const name = tables().kinds.get(`${apiVersion} ${kind}`);
  return name === undefined ? null : namedType(name);
}

/** The metadata of every object. */
export function metadataType(): MergeType {
  return namedType("meta.v1.ObjectMeta");
}

interface Tables {
  readonly kinds: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

let parsed: Tables | undefined;

function tables(): Tables {
  parsed ??= { kinds: new Map(KINDS.split("\n").map(kindOf)), types: new Map(TYPES.split("\n").map(typeOf)) };
  return parsed;
}

function kindOf(line: string): readonly [string, string] {
  const end = line.lastIndexOf(" ");
  return [line.slice(0, end), line.slice(end + 1)];
}

function typeOf(line: string): readonly [string, string] {
  const end = line.indexOf(" ");
  return [line.slice(0, end), line.slice(end + 1)];
}

const known = new Map<string, MergeType>();

/** Fields are parsed when they are first asked for, since types speak of one another, and of themselves. */
function namedType(name: string): MergeType {
  const type = known.get(name) ?? structOf(tables().types.get(name) ?? "");
  known.set(name, type);
  return type;
}

function structOf(text: string): MapType {
  const isAtomic = text.startsWith("!");
  let fields: ReadonlyMap<string, string> | undefined;
  return {
    kind: "map",
    isAtomic,
    others: null,
    declared(field) {
      fields ??= new Map(
        text
          .slice(isAtomic ? 1 : 0)
          .split(" ")
          .map(fieldOf),
      );
      const written = fields.get(field);
      return written === undefined ? undefined : parseType(written, namedType);
    },
  };
}

function fieldOf(word: string): readonly [string, string] {
  const colon = word.indexOf(":");
  return [word.slice(0, colon), word.slice(colon + 1)];
}
