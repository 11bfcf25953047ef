import type { Value, ValueObject } from "#core/language";
import { readExactly, type JsonResult } from "./exact-reader.ts";
import { JSON_LIMITS, type JsonLimits } from "./limits.ts";
import { jsonProblem } from "./problem.ts";
import { isList } from "./shapes.ts";
import { skipSpace, surveyJson, type JsonSurvey } from "./survey.ts";

/**
 * Reads a JSON text into a value of the language without losing anything: integers keep all their digits, `1.0` stays a double, a key named
 * `__proto__` is a key like any other, and a key that stands twice in one object is a problem.
 *
 * Total. The engine's parser does the work wherever a survey of the text shows that its answer is the same.
 */
export function parseJson(text: string, limits: Partial<JsonLimits> = {}): JsonResult {
  const all = { ...JSON_LIMITS, ...limits };
  if (text.length > all.maxLength) {
    const message = `The text has ${text.length} characters, more than the allowed ${all.maxLength}`;
    return { kind: "rejected", problem: jsonProblem("", 0, "json-too-large", message) };
  }
  const bytes = encode(text);
  return parseSurveyed(text, surveyJson(bytes, skipSpace(bytes, 0)), all);
}

const ENCODER = new TextEncoder();
/** Where short texts are encoded, one after the other: memory of its own for each would be most of the work. */
const SCRATCH = new Uint8Array(64 * 1024);
const MOST_BYTES_OF_UNIT = 3;

/** The bytes of a text, good until the next text is encoded. */
function encode(text: string): Uint8Array {
  if (text.length * MOST_BYTES_OF_UNIT > SCRATCH.length) return ENCODER.encode(text);
  return SCRATCH.subarray(0, ENCODER.encodeInto(text, SCRATCH).written);
}

/** Reads as `parseJson` does a text that has been surveyed already. */
export function parseSurveyed(
  text: string,
  survey: Omit<JsonSurvey, "end">,
  limits: JsonLimits = JSON_LIMITS,
): JsonResult {
  const value = readQuickly(text, survey, limits);
  return value === undefined ? readExactly(text, limits) : { kind: "parsed", value };
}

// INVARIANT (json-fast-path): the engine's parser is believed only when no number is delicate and every key written is found in what it
// built, so that no duplicate was dropped. Everything else goes to the exact reader, which also finds the place of a mistake.
function readQuickly(text: string, survey: Omit<JsonSurvey, "end">, limits: JsonLimits): Value | undefined {
  if (survey.delicate || survey.depth > limits.maxDepth) return undefined;
  const value = parseNatively(text);
  return value !== undefined && countKeys(value) === survey.keys ? value : undefined;
}

function parseNatively(text: string): Value | undefined {
  try {
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function countKeys(value: Value): number {
  if (isList(value)) return countInList(value);
  return isPlain(value) ? countInObject(value) : 0;
}

function countInList(list: readonly Value[]): number {
  let count = 0;
  for (const element of list) count += countKeys(element);
  return count;
}

/** Believes that an object is a plain one, because the engine's parser builds no others. */
function isPlain(value: Value): value is ValueObject {
  return typeof value === "object" && value !== null;
}

// What the engine's parser builds has no inherited enumerable keys, and `for in` over its shapes is the fastest walk there is.
function countInObject(object: ValueObject): number {
  let count = 0;
  for (const key in object) count += 1 + countKeys(object[key] ?? null);
  return count;
}
