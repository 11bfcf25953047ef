import type { Value } from "#core/language";
import { isList } from "#core/model";
import { scalarText } from "./compose.ts";
import type { Evaluation, Place } from "./evaluation.ts";
import { isListTerm, type Term } from "./open.ts";
import type { Bindings } from "./stack.ts";

/** One turn of an `Fn::ForEach`. */
export interface LoopItem {
  readonly body: Value;
  readonly bindings: Bindings;
}

/**
 * The turns of a loop `[variable, values, body]`; undefined when its values are not known, or the loop is written wrongly, which is then noted.
 */
export function loopItems(raw: Value, evaluation: Evaluation, place: Place): readonly LoopItem[] | undefined {
  if (!isList(raw) || raw.length !== 3 || typeof raw[0] !== "string") {
    evaluation.wrong(place, "a loop is a list of a variable, its values and a body");
    return undefined;
  }
  const [variable, values = null, body = null] = raw;
  const texts = loopValues(values, evaluation, place);
  return texts?.map((text) => ({
    body,
    bindings: new Map([...evaluation.bindings, [variable, text]]),
  }));
}

function loopValues(values: Value, evaluation: Evaluation, place: Place): readonly string[] | undefined {
  const items: readonly Term[] = isList(values)
    ? values.map((item) => evaluation.term(item, place))
    : [evaluation.term(values, place)];
  const flat = items.flatMap((item): readonly Term[] => (isListTerm(item) ? item : [item])).map(scalarText);
  return flat.every((text) => text !== undefined) ? flat : undefined;
}

/** The text with the variables of the loops around it filled in, written `${Name}` or `&{Name}`. */
export function withBindings(text: string, bindings: Bindings): string {
  let filled = text;
  for (const [name, value] of bindings) {
    filled = filled.replaceAll(`\${${name}}`, () => value);
    filled = filled.replaceAll(`&{${name}}`, () => value.replaceAll(/[^A-Za-z0-9]/g, ""));
  }
  return filled;
}
