import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";

/**
 * The condition keys, in lower case, that a request must carry with a value of the statement's choice. Keys of negated tests, of tests that a
 * request without the key satisfies, and of tests that any value satisfies are left out. What is not known stays an `Unknown` in its place.
 */
export function requiredConditions(statement: Value): Value {
  if (!isObject(statement) || !("conditions" in statement))
    return invalid("Expected a statement from `aws.statements`");
  const { conditions = null } = statement;
  return isList(conditions) ? conditions.flatMap(requiredKey) : conditions;
}

function requiredKey(condition: Value): readonly Value[] {
  if (condition instanceof Unknown) return [condition];
  if (!isObject(condition) || !isDemanding(condition)) return [];
  const { key = null, values = null } = condition;
  if (values instanceof Unknown) return [values];
  if (!isList(values) || values.length === 0 || values.some(isAnything)) return [];
  return [values.find((value) => value instanceof Unknown) ?? lower(key)];
}

function isDemanding({ operator = null }: ValueObject): boolean {
  const name = lower(operator);
  return !name.includes("not") && !name.endsWith("ifexists") && !name.startsWith("forallvalues:") && name !== "null";
}

function isAnything(value: Value): boolean {
  return typeof value === "string" && /^[*?]*$/.test(value);
}

function lower(value: Value): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}
