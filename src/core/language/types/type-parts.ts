import type { Type } from "./type.ts";

/** The types that a type is made of: the element of a list, key and value of a map, the parameters of an opaque type. */
export function typeParts(type: Type): readonly Type[] {
  switch (type.kind) {
    case "list":
      return [type.element];
    case "map":
      return [type.key, type.value];
    case "wrapper":
    case "type":
      return [type.of];
    case "opaque":
      return type.params;
    default:
      return [];
  }
}

/** Tells whether two types are made the same way, whatever their parts: both lists, or both of one name. */
export function sameHead(a: Type, b: Type): boolean {
  if ("name" in a) return a.kind === b.kind && a.name === b.name;
  return a.kind === b.kind;
}

/** Tells whether two types are the same, parts included. */
export function sameType(a: Type, b: Type): boolean {
  return a === b || (sameHead(a, b) && everyPart(a, b, sameType));
}

/** Tells whether two types have equally many parts and a relation holds between every two of them. */
export function everyPart(a: Type, b: Type, relation: (a: Type, b: Type) => boolean): boolean {
  const [partsOfA, partsOfB] = [typeParts(a), typeParts(b)];
  return partsOfA.length === partsOfB.length && partsOfA.every((part, index) => relation(part, partsOfB[index]!));
}

/** Tells whether a type has parameters anywhere. */
export function hasParams(type: Type): boolean {
  return type.kind === "param" || typeParts(type).some((part) => hasParams(part));
}
