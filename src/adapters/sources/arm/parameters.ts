import { suggest } from "#core/diagnostics";
import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, isSameValue } from "#core/model";
import { entriesOf, member, textOf } from "../json/index.ts";
import { MOST_REFUSALS, refused, undeclared, type HandedIn, type Refusal } from "../parameters/index.ts";
import { definitionOf } from "./definitions.ts";
import type { Given } from "./template-scope.ts";

/** Values for the parameters of a template, twice: to evaluate with, and as texts that name what is not known. */
export interface GivenTwice {
  readonly values: Given;
  readonly symbols: Given;
}

/** What is handed in for the parameters of a template, and what of it the template does not take. */
export interface TakenParameters {
  readonly given: GivenTwice;
  readonly refusals: readonly Refusal[];
}

/**
 * Takes the values that are handed in for the parameters of a template, names in any case. A value that a parameter does not allow leaves it
 * not known. `file` names the template in what is said of such.
 */
export function takeParameters(template: ValueObject, handedIn: readonly HandedIn[], file: string): TakenParameters {
  const declared = new Map(entriesOf(template, "parameters").map(([name, one]) => [name.toLowerCase(), one]));
  const names = entriesOf(template, "parameters").map(([name]) => name);
  const refusals: Refusal[] = [];
  const taken = new Map<string, Value>();
  for (const [key, one] of new Map(handedIn.map((each) => [each.name.toLowerCase(), each]))) {
    const parameter = declared.get(key);
    const objection = parameter === undefined ? null : objectionTo(one.value, definitionOf(parameter, template));
    taken.set(key, objection === null ? one.value : NOT_KNOWN);
    if (refusals.length >= MOST_REFUSALS) continue;
    if (parameter === undefined) refusals.push(undeclared(one, file, suggest(one.name, names)));
    else if (objection !== null) refusals.push(refused(one, file, objection));
  }
  return { given: twice(taken), refusals };
}

const NOT_KNOWN = new Unknown([{ reason: "not-observed", path: "parameters" }]);

function twice(taken: ReadonlyMap<string, Value>): GivenTwice {
  return {
    values: new Map([...taken].map(([name, value]) => [name, () => value])),
    symbols: new Map([...taken].map(([name, value]) => [name, () => named(name, value)])),
  };
}

/** The text that names a value which is not known. */
function named(name: string, value: Value): Value {
  return value instanceof Unknown ? `{parameters.${name}}` : value;
}

const TYPES: Readonly<Record<string, (value: Value) => boolean>> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: (value) => typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value)),
  bool: (value) => typeof value === "boolean",
  array: isList,
  object: isObject,
  secureobject: isObject,
};

/** Why a parameter does not take a value, in words that do not tell it; null when it does. */
function objectionTo(value: Value, parameter: Value): string | null {
  if (value instanceof Unknown) return null;
  if (value === null && member(parameter, "nullable") === true) return null;
  const type = textOf(parameter, "type")?.toLowerCase() ?? "";
  const fits = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (fits !== undefined && !fits(value)) return `it is no \`${type}\``;
  return notAmong(value, parameter) ?? outOfRange(value, parameter);
}

/** Of an array each element may be one that is allowed. */
function notAmong(value: Value, parameter: Value): string | null {
  const allowed = member(parameter, "allowedValues");
  if (!isList(allowed)) return null;
  const isAllowed = (one: Value): boolean => allowed.some((each) => isSameValue(each, one));
  const isTaken = isAllowed(value) || (isList(value) && value.every(isAllowed));
  return isTaken ? null : "it is none of its `allowedValues`";
}

function outOfRange(value: Value, parameter: Value): string | null {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const measure = isNumber ? Number(value) : typeof value === "string" || isList(value) ? value.length : Number.NaN;
  const limit = (name: string): number => Number(member(parameter, name) ?? Number.NaN);
  const kind = isNumber ? "Value" : "Length";
  if (measure < limit(`min${kind}`)) return `it is below its \`min${kind}\``;
  return measure > limit(`max${kind}`) ? `it is above its \`max${kind}\`` : null;
}
