import { Double, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { fieldType, typeFor, type ListType, type MapType, type MergeType, type ScalarType } from "../schema/type.ts";
import { isNumber } from "./validate.ts";

/**
 * Why the API server could not read a patched object into its own type, in its words as far as they do not name types of Go; null when it could
 * (k8s.io/apimachinery, strict decoding).
 */
export function decodeProblem(type: MergeType, value: Value): string | null {
  const decoding = new Decoding();
  decoding.visit(type, value, "");
  if (decoding.mismatch !== null) return decoding.mismatch;
  const unknown = decoding.unknownFields.map((path) => `unknown field ${JSON.stringify(path)}`);
  return unknown.length === 0 ? null : `strict decoding error: ${unknown.join(", ")}`;
}

class Decoding {
  readonly unknownFields: string[] = [];
  mismatch: string | null = null;

  visit(type: MergeType, value: Value, path: string): void {
    if (value === null || value instanceof Unknown || this.mismatch !== null) return;
    const exact = typeFor(type, value);
    if (exact.kind === "map") this.#map(exact, value, path);
    else if (exact.kind === "list") this.#list(exact, value, path);
    else if (!isScalar(exact, value)) this.#mismatches(path, SCALARS[exact.of]);
  }

  #list({ elements }: ListType, value: Value, path: string): void {
    if (!isList(value)) return this.#mismatches(path, "a list");
    for (const [at, element] of value.entries()) this.visit(elements, element, `${path}[${at}]`);
  }

  #map(type: MapType, value: Value, path: string): void {
    if (!isObject(value)) return this.#mismatches(path, "a map");
    for (const [field, inner] of Object.entries(value)) {
      const own = fieldType(type, field);
      const place = path === "" ? field : `${path}.${field}`;
      if (own === null) this.unknownFields.push(place);
      else this.visit(own, inner, place);
    }
  }

  #mismatches(path: string, wanted: string): void {
    this.mismatch = `json: cannot unmarshal what is at ${JSON.stringify(path)} into ${wanted}`;
  }
}

const SCALARS: Readonly<Record<ScalarType["of"], string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "a bool",
  any: "a string or a number",
};

function isScalar({ of }: ScalarType, value: Value): boolean {
  if (of === "any") return !isObject(value) && !isList(value);
  if (of === "string" || of === "boolean") return typeof value === of;
  if (!isNumber(value)) return false;
  return (
    of === "number" || typeof value === "bigint" || Number.isInteger(value instanceof Double ? value.value : value)
  );
}
