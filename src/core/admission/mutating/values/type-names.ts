import { isMap, mapEntries, type Value } from "#core/language";
import { ObjectValue } from "./object-value.ts";

/**
 * Where the type names of objects do not match the fields that they stand in: an `Object.spec` belongs in the field `spec` of an `Object` (k8s.io/apiserver,
 * `CheckTypeNamesMatchFieldPathNames`).
 */
export function typeNameProblems(value: ObjectValue): readonly string[] {
  return problemsIn(value, value.typeName);
}

function problemsIn(value: Value, expected: string): readonly string[] {
  if (value instanceof ObjectValue) {
    const own =
      value.typeName === expected
        ? []
        : [
            `unexpected type name "${value.typeName}", expected "${expected}", which matches field name path from root Object type`,
          ];
    return [...own, ...[...value.fields].flatMap(([field, inner]) => problemsIn(inner, `${expected}.${field}`))];
  }
  if (Array.isArray(value)) return value.flatMap((inner: Value) => problemsIn(inner, expected));
  return isMap(value) ? [...mapEntries(value)].flatMap(([, inner]) => problemsIn(inner, expected)) : [];
}
