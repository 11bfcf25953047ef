import { CelError, Unknown, type Value } from "#core/language";
import { isList, isObject, type Resource } from "#core/model";
import type { Attribute, Condition, Test } from "../../src/adapters/emitters/conditions/index.ts";
import { answer } from "../../src/adapters/emitters/conditions/index.ts";
import { scalarOf } from "../../src/adapters/emitters/conditions/test.ts";
import { readPath } from "../../src/core/kinds/native-path.ts";

type Defaults = ReadonlyMap<string, Value>;

/** Whether a condition holds of a resource; undefined where that hangs on an attribute that is not known or cannot be read. */
export function holdsOf(condition: Condition, resource: Resource, defaults: Defaults): boolean | undefined {
  switch (condition.kind) {
    case "always":
    case "never":
      return condition.kind === "always";
    case "test":
      return answerOf(condition.test, valueOf(condition.attribute, resource, defaults));
    case "not":
      return opposite(holdsOf(condition.of, resource, defaults));
    case "opaque":
      return undefined;
    default:
      return joined(
        condition.kind === "all",
        condition.of.map((part) => holdsOf(part, resource, defaults)),
      );
  }
}

function opposite(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

function joined(neutral: boolean, parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(!neutral)) return !neutral;
  return parts.includes(undefined) ? undefined : neutral;
}

function valueOf({ root, path }: Attribute, resource: Resource, defaults: Defaults): Value | undefined {
  if (root === "item") return undefined;
  if (root === "label") return resource.labels[path.join(".")] ?? null;
  if (root === "resource") return fieldsOf(resource).get(path.join("."));
  const value = readPath(resource.native, path);
  return value === null ? (defaults.get(path.join(".")) ?? null) : value;
}

function fieldsOf({ name, id, scope, region, environment }: Resource): ReadonlyMap<string, Value> {
  return new Map<string, Value>(Object.entries({ name, id, scope, region: region ?? null, environment }));
}

function answerOf(test: Test, value: Value | undefined): boolean | undefined {
  if (value === undefined || value instanceof Unknown || value instanceof CelError) return undefined;
  if (test.kind === "has-one-of") return hasOneOf(value, test.values);
  const scalar = scalarOf(value);
  if (scalar === undefined) return ofCompound(test, value);
  if (test.kind !== "matches") return answer(test, scalar);
  return typeof scalar === "string" && new RegExp(test.text).test(scalar);
}

function ofCompound({ kind }: Test, value: Value): boolean | undefined {
  if (kind === "empty" && isList(value)) return value.length === 0;
  if (kind === "empty" && isObject(value)) return Object.keys(value).length === 0;
  return kind === "one-of" || kind === "empty" ? false : undefined;
}

function hasOneOf(value: Value, wanted: readonly unknown[]): boolean | undefined {
  const elements = value === null ? [] : isList(value) ? value : undefined;
  return elements?.some((element) => wanted.includes(scalarOf(element)));
}
