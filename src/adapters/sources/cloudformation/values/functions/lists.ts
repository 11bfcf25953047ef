import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { compose, scalarText } from "../compose.ts";
import { functionOf } from "../calls.ts";
import type { Evaluation, Place } from "../evaluation.ts";
import { Composite, derivedFrom, isListTerm, Open, REMOVED, type Term, UNTRACED } from "../open.ts";

/** The elements of a list that is written out or that a function gives; an `Open` when it is not known. */
export function termsOf(evaluation: Evaluation, raw: Value, place: Place): readonly Term[] | Open {
  if (isList(raw)) {
    return raw.map((item) => evaluation.term(item, place)).filter((term) => term !== REMOVED);
  }
  const list = isObject(raw) && functionOf(raw) !== undefined ? evaluation.term(raw, place) : null;
  if (isListTerm(list)) return list;
  return list instanceof Open ? list : UNTRACED;
}

/** `Fn::Select`: one element of a list. */
export function evaluateSelect(evaluation: Evaluation, argument: Value, place: Place): Term {
  if (!isList(argument) || argument.length !== 2)
    return evaluation.wrong(place, "`Fn::Select` takes a position and a list");
  const [at = null, list = null] = argument;
  const position = evaluation.knownText(at, place);
  if (position === undefined) return derivedFrom([UNTRACED]);
  const terms = termsOf(evaluation, list, place);
  if (terms instanceof Open) return derivedFrom([terms]);
  const chosen = /^\d{1,6}$/.test(position) ? terms[Number(position)] : undefined;
  return (
    chosen ??
    evaluation.wrong(place, `\`Fn::Select\` wants element \`${position.slice(0, 20)}\` of a list of ${terms.length}`)
  );
}

/** `Fn::Split`: the parts of a text between delimiters. */
export function evaluateSplit(evaluation: Evaluation, argument: Value, place: Place): Term {
  const [delimiter, raw = null] = isList(argument) ? argument : [];
  if (typeof delimiter !== "string" || delimiter === "") {
    return evaluation.wrong(place, "`Fn::Split` takes a delimiter and a text");
  }
  const text = compose([evaluation.term(raw, place)]);
  if (typeof text === "string") return text.split(delimiter);
  if (text instanceof Open || text instanceof Composite) return derivedFrom([text]);
  return evaluation.wrong(place, "`Fn::Split` takes a text");
}

/** `Fn::Length`: how many elements a list has. */
export function evaluateLength(evaluation: Evaluation, argument: Value, place: Place): Term {
  const terms = termsOf(evaluation, argument, place);
  return terms instanceof Open ? derivedFrom([terms]) : terms.length;
}

/** The texts of a list that has to be known; undefined when one is not. */
export function knownTexts(terms: readonly Term[]): readonly string[] | undefined {
  const texts = terms.map(scalarText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
