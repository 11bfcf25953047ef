import { Unknown, type Value } from "#core/language";
import { isList, isObject, isSameValue, parseJson } from "#core/model";
import type { ArmFunction, Call } from "./scope.ts";

const MAX_TEXT = 1_000_000;

/** Functions on texts, numbers and truth values. */
export const SCALAR_FUNCTIONS: Readonly<Record<string, ArmFunction>> = {
  // Logic. Only what decides is evaluated.
  and: (call) => every(call, false),
  or: (call) => every(call, true),
  not: ({ value }) => negated(value(0)),
  if: ({ value }) =>
    chosen(
      value(0),
      () => value(1),
      () => value(2),
    ),
  bool: ({ value }) => truth(value(0)),
  true: () => true,
  false: () => false,
  null: () => null,
  coalesce: (call) => coalesced(call),
  equals: ({ value }) => same(value(0), value(1)),
  less: ({ value }) => compared(value(0), value(1), (order) => order < 0),
  lessorequals: ({ value }) => compared(value(0), value(1), (order) => order <= 0),
  greater: ({ value }) => compared(value(0), value(1), (order) => order > 0),
  greaterorequals: ({ value }) => compared(value(0), value(1), (order) => order >= 0),

  add: ({ value }) => calculated(value(0), value(1), (a, b) => a + b),
  sub: ({ value }) => calculated(value(0), value(1), (a, b) => a - b),
  mul: ({ value }) => calculated(value(0), value(1), (a, b) => a * b),
  div: ({ value }) => calculated(value(0), value(1), (a, b) => (b === 0 ? undefined : Math.trunc(a / b))),
  mod: ({ value }) => calculated(value(0), value(1), (a, b) => (b === 0 ? undefined : a % b)),
  int: ({ value }) => whole(value(0)),
  float: ({ value }) => whole(value(0)),

  string: ({ value }) => asText(value(0)),
  tolower: ({ value }) => onText(value(0), (text) => text.toLowerCase()),
  toupper: ({ value }) => onText(value(0), (text) => text.toUpperCase()),
  trim: ({ value }) => onText(value(0), (text) => text.trim()),
  startswith: ({ value }) =>
    onTexts(value(0), value(1), (text, part) => text.toLowerCase().startsWith(part.toLowerCase())),
  endswith: ({ value }) => onTexts(value(0), value(1), (text, part) => text.toLowerCase().endsWith(part.toLowerCase())),
  indexof: ({ value }) => onTexts(value(0), value(1), (text, part) => text.toLowerCase().indexOf(part.toLowerCase())),
  lastindexof: ({ value }) =>
    onTexts(value(0), value(1), (text, part) => text.toLowerCase().lastIndexOf(part.toLowerCase())),
  replace: (call) => replaced(call),
  split: (call) => splitText(call),
  substring: (call) => substring(call),
  padleft: (call) => padded(call),
  format: (call) => formatted(call),
  base64: ({ value }) => onText(value(0), encodeBase64),
  base64tostring: ({ value }) => onText(value(0), decodeBase64),
  uricomponent: ({ value }) => onText(value(0), encodeURIComponent),
  uricomponenttostring: ({ value }) => onText(value(0), decodeComponent),
  uri: ({ value }) =>
    onTexts(value(0), value(1), (base, path) => `${base.replace(/\/$/, "")}/${path.replace(/^\//, "")}`),
  json: ({ value }) => onText(value(0), parsed),
};

function every({ args, value }: Call, decisive: boolean): Value | undefined {
  let open: Unknown | undefined;
  for (let at = 0; at < args.length; at++) {
    const one = value(at);
    if (one === decisive) return decisive;
    if (one instanceof Unknown) open = open?.merge(one) ?? one;
    else if (typeof one !== "boolean") return undefined;
  }
  return open ?? !decisive;
}

function negated(value: Value): Value | undefined {
  return typeof value === "boolean" ? !value : undefined;
}

/** Where it is not known which of two values is taken, the value is known only when both are the same. */
function chosen(condition: Value, first: () => Value, second: () => Value): Value | undefined {
  if (condition === true) return first();
  if (condition === false) return second();
  if (!(condition instanceof Unknown)) return undefined;
  const [one, other] = [first(), second()];
  return !(one instanceof Unknown) && isSameValue(one, other) ? one : condition;
}

function truth(value: Value): Value | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value !== "string") return undefined;
  const text = value.toLowerCase();
  return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : undefined;
}

function coalesced({ args, value }: Call): Value {
  for (let at = 0; at < args.length; at++) {
    const one = value(at);
    if (one !== null) return one;
  }
  return null;
}

function same(a: Value, b: Value): Value | undefined {
  if (a instanceof Unknown || b instanceof Unknown) return undefined;
  return isSameValue(a, b);
}

function compared(a: Value, b: Value, test: (order: number) => boolean): Value | undefined {
  if (typeof a === "number" && typeof b === "number") return test(a - b);
  return typeof a === "string" && typeof b === "string" ? test(a < b ? -1 : a > b ? 1 : 0) : undefined;
}

function calculated(a: Value, b: Value, calculate: (a: number, b: number) => number | undefined): Value | undefined {
  return typeof a === "number" && typeof b === "number" ? calculate(a, b) : undefined;
}

function whole(value: Value): Value | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** A text, number or truth value as `string()` and `concat()` write it; undefined for what is not known in full. */
export function asText(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (isList(value) || isObject(value)) return holdsUnknown(value) ? undefined : JSON.stringify(value);
  return undefined;
}

function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

function onText(value: Value, change: (text: string) => Value | undefined): Value | undefined {
  return typeof value === "string" && value.length <= MAX_TEXT ? change(value) : undefined;
}

function onTexts(a: Value, b: Value, change: (a: string, b: string) => Value): Value | undefined {
  return typeof a === "string" && typeof b === "string" ? change(a, b) : undefined;
}

function replaced({ value }: Call): Value | undefined {
  const [text, old, by] = [value(0), value(1), value(2)];
  if (typeof text !== "string" || typeof old !== "string" || typeof by !== "string") return undefined;
  if (old === "" || text.length * (by.length + 1) > MAX_TEXT) return undefined;
  return text.replaceAll(old, () => by);
}

function splitText({ value }: Call): Value | undefined {
  const [text, by] = [value(0), value(1)];
  if (typeof text !== "string") return undefined;
  const separators = (isList(by) ? by : [by]).filter((one) => typeof one === "string");
  if (separators.length === 0 || separators.length !== (isList(by) ? by.length : 1)) return undefined;
  return separators.reduce<readonly string[]>(
    (parts, separator) => parts.flatMap((part) => part.split(separator)),
    [text],
  );
}

function substring({ args, value }: Call): Value | undefined {
  const [text, start, length] = [value(0), value(1), args.length > 2 ? value(2) : Infinity];
  if (typeof text !== "string" || typeof start !== "number" || typeof length !== "number") return undefined;
  return text.slice(start, start + length);
}

function padded({ args, value }: Call): Value | undefined {
  const [text, length, filler] = [asText(value(0)), value(1), args.length > 2 ? value(2) : " "];
  if (text === undefined || typeof length !== "number" || length > 1024 || typeof filler !== "string") return undefined;
  return text.padStart(length, filler);
}

function formatted({ args, value }: Call): Value | undefined {
  const pattern = value(0);
  if (typeof pattern !== "string") return undefined;
  const values = args.slice(1).map((_, at) => asText(value(at + 1)));
  const used = [...pattern.matchAll(/\{(\d{1,3})(?:[,:][^{}]{0,64})?\}/g)].map(([, at]) => values[Number(at)]);
  if (used.includes(undefined)) return undefined;
  const text = pattern.replaceAll(/\{(\d{1,3})(?:[,:][^{}]{0,64})?\}/g, (_, at: string) => values[Number(at)] ?? "");
  return text.length > MAX_TEXT ? undefined : text.replaceAll("{{", "{").replaceAll("}}", "}");
}

function encodeBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text.slice(0, 50_000))));
}

function decodeBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0));
  } catch {
    return undefined;
  }
}

function decodeComponent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function parsed(text: string): Value | undefined {
  const result = parseJson(text, { maxDepth: 64 });
  return result.kind === "parsed" ? result.value : undefined;
}
