import type { Value } from "#core/language";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema of the 2020-12 dialect, as plain data. */
export type JsonSchema = { readonly [keyword: string]: Json };

/** The form of a part of a message, told once: `read` checks and takes it, `schema` describes it, so that the two agree. */
export interface Shape<T> {
  /** What it is, with its article, for the sentence "`x` is a number, but … is expected". */
  readonly expected: string;
  /** Answers `undefined` after it has reported what is wrong. */
  read(value: Value, place: Place, reading: Reading): T | undefined;
  schema(definitions: Definitions): JsonSchema;
}

/** Schemas that have a name, while a document is being made. */
export type Definitions = Map<string, JsonSchema>;

/** Where in a message a value stands; null is the message itself. */
export type Place = { readonly parent: Place; readonly key: string | number } | null;

/** Something wrong with a message. `path` is said as `subject.id`, and is empty for the message as a whole. */
export interface MessageProblem {
  readonly path: string;
  readonly message: string;
}

/** One reading of one message: where problems go, of which the first few are kept. */
export interface Reading {
  readonly problems: MessageProblem[];
}

const MOST_PROBLEMS = 20;

export type MessageResult<T> =
  | { readonly kind: "read"; readonly message: T }
  | { readonly kind: "rejected"; readonly problems: readonly MessageProblem[] };

/** Reads a message as one shape. Total; nothing of a message with a problem is believed. */
export function readMessage<T>(shape: Shape<T>, value: Value): MessageResult<T> {
  const reading: Reading = { problems: [] };
  const message = shape.read(value, null, reading);
  return message === undefined ? { kind: "rejected", problems: reading.problems } : { kind: "read", message };
}

/** Reports a problem at a place. */
export function report(reading: Reading, place: Place, message: string): undefined {
  if (reading.problems.length < MOST_PROBLEMS) reading.problems.push({ path: placeText(place), message });
  return undefined;
}

/** Reports that a value is of the wrong sort. */
export function reportWrongType(value: Value, place: Place, reading: Reading, expected: string): undefined {
  return report(reading, place, `${subjectOf(place)} is ${describe(value)}, but ${expected} is expected`);
}

/** What a sentence about a place begins with. */
export function subjectOf(place: Place): string {
  return place === null ? "The message" : `\`${placeText(place)}\``;
}

function describe(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return `\`${value}\``;
  return typeof value === "number" || typeof value === "bigint" ? "a number" : "an object";
}

function placeText(place: Place): string {
  const steps: (string | number)[] = [];
  for (let at = place; at !== null; at = at.parent) steps.push(at.key);
  let text = "";
  for (const step of steps.toReversed()) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]{0,63}$/.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step.slice(0, 64))}]`;
  }
  return text;
}
