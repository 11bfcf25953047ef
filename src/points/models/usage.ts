import { isObject, member } from "#core/model";
import type { Value } from "#core/language";
import type { Usage } from "./cost.ts";

/** What two pieces of an answer say together: the larger number of each counts, since each piece says all that was used so far. */
export function largestUsage(one: Usage | null, other: Usage | null): Usage | null {
  if (one === null || other === null) return one ?? other;
  return { input: Math.max(one.input, other.input), output: Math.max(one.output, other.output) };
}

/** How many tokens were used, as an answer or an event of one says: `usage` stands at the top, or in the message or response that an event begins or ends. Null where it does not. */
export function usageIn(value: Value): Usage | null {
  if (!isObject(value)) return null;
  const places = [value, value["message"], value["response"]];
  const usage = places.map((place) => (isObject(place) ? place["usage"] : undefined)).find((found) => isObject(found));
  return usage === undefined
    ? null
    : { input: inputOf(usage), output: sumOf(usage, ["completion_tokens", "output_tokens"]) };
}

/** What was read from a cache or written to one counts as input, whatever it costs less or more. */
function inputOf(usage: Value): number {
  return sumOf(usage, ["prompt_tokens", "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"]);
}

function sumOf(usage: Value, names: readonly string[]): number {
  return names.map((name) => countOf(member(usage, name))).reduce((sum, count) => sum + count, 0);
}

function countOf(value: Value | undefined): number {
  const number = Number(typeof value === "number" || typeof value === "bigint" ? value : 0);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
