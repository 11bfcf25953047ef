import { Unknown, type Value } from "#core/language";
import { canonicalJson, isList, isObject } from "#core/model";
import { compose } from "../compose.ts";
import type { Evaluation, Place } from "../evaluation.ts";
import { Composite, derivedFrom, Open, type Term } from "../open.ts";
import { termsOf } from "./lists.ts";

/** `Fn::Join`: the elements of a list in one text. */
export function evaluateJoin(evaluation: Evaluation, argument: Value, place: Place): Term {
  const [delimiter, list = null] = isList(argument) ? argument : [];
  if (typeof delimiter !== "string") return evaluation.wrong(place, "`Fn::Join` takes a delimiter and a list");
  const terms = termsOf(evaluation, list, place);
  if (terms instanceof Open) return derivedFrom([terms]);
  const parts = terms.flatMap((term, index): readonly Term[] => (index === 0 ? [term] : [delimiter, term]));
  return compose(parts) ?? evaluation.wrong(place, "`Fn::Join` gives a text that is too long or made of lists");
}

/** `Fn::Base64`: the text in Base64. Stand-ins are encoded as they stand. */
export function evaluateBase64(evaluation: Evaluation, argument: Value, place: Place): Term {
  const text = compose([evaluation.term(argument, place)]);
  if (text === undefined) return evaluation.wrong(place, "`Fn::Base64` takes a text");
  if (text instanceof Open)
    return text.standIn === null ? derivedFrom([text]) : new Composite(base64(text.standIn), [text]);
  if (text instanceof Composite) return new Composite(base64(text.text), text.parts);
  return typeof text === "string" ? base64(text) : text;
}

const CHUNK = 8192;

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** `Fn::ToJsonString`: a list or mapping as JSON. */
export function toJsonString(evaluation: Evaluation, argument: Value, place: Place): Term {
  const value = evaluation.property(argument, { ...place, standIns: true });
  if (value === undefined || !(isObject(value) || isList(value))) return derivedFrom([]);
  return holdsUnknown(value) ? derivedFrom([]) : canonicalJson(value);
}

function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}
