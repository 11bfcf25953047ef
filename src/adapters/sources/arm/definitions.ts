import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { member, memberAt, textOf } from "../json/index.ts";

/** No definition of a type leads over more others, and no type nests deeper. */
const MOST_STEPS = 8;

/** What is said of a parameter, behind the name of a type of the template's own. */
export function definitionOf(parameter: Value, template: ValueObject): Value {
  let found = parameter;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [, name] = /^#\/definitions\/([^/]+)$/.exec(textOf(found, "$ref") ?? "") ?? [];
    if (name === undefined) break;
    found = memberAt(template, "definitions", name) ?? null;
  }
  return found;
}

/** Whether a parameter or any part of it is declared as secret. */
export function isSecret(parameter: Value, template: ValueObject, depth = 0): boolean {
  const definition = definitionOf(parameter, template);
  if (/^secure/i.test(textOf(definition, "type") ?? "")) return true;
  if (depth >= MOST_STEPS) return false;
  return partsOf(definition).some((part) => isSecret(part, template, depth + 1));
}

function partsOf(definition: Value): readonly Value[] {
  const [properties, others, list] = ["properties", "additionalProperties", "prefixItems"].map(
    (name) => member(definition, name) ?? null,
  );
  return [
    ...(isObject(properties) ? Object.values(properties) : []),
    ...(isList(list) ? list : []),
    ...[others, member(definition, "items")].filter((one) => isObject(one)),
  ];
}
