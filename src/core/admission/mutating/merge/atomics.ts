import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { typeFor, type MergeType } from "../schema/type.ts";
import { toField } from "./path.ts";

/**
 * Where a configuration touches something that would be replaced whole, which an admission policy may not do because what it leaves out would be lost
 * (k8s.io/apiserver, `findAtomics`).
 */
export function findAtomics(type: MergeType, value: Value, path = ""): readonly string[] {
  const exact = typeFor(type, value);
  if (exact.kind === "map" && isObject(value)) {
    const own = exact.isAtomic ? [path] : [];
    const inner = Object.entries(value).flatMap(([field, one]) => {
      const declared = exact.declared(field);
      return declared === undefined ? [] : findAtomics(declared, one, `${path}${toField(field)}`);
    });
    return [...own, ...inner];
  }
  if (exact.kind !== "list" || !isList(value)) return [];
  const own = exact.entries === "atomic" ? [path] : [];
  return [...own, ...value.flatMap((one, at) => findAtomics(exact.elements, one, `${path}[${at}]`))];
}
