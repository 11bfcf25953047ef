import { isList, isObject, parseJson } from "#core/model";
import type { Value, ValueObject } from "#core/language";
import type { Endpoint } from "./endpoint.ts";
import { readReferences, readServerTools, type Reference } from "./outside.ts";

/** A request to a model, as far as it is ruled on. */
export interface ModelRequest {
  readonly model: string;
  readonly stream: boolean;
  /** The most tokens that all answers together may have; null where the request does not say. */
  readonly maxTokens: number | null;
  /** How many answers are asked for. */
  readonly answers: number;
  /** What the provider is to fetch from elsewhere. */
  readonly refersTo: readonly Reference[];
  /** What the provider itself is to run or to ask while it answers. */
  readonly serverTools: readonly string[];
  readonly body: ValueObject;
  /** In bytes. */
  readonly size: number;
}

export type RequestReading =
  | { readonly kind: "read"; readonly request: ModelRequest }
  | { readonly kind: "unreadable"; readonly message: string };

/** Deeper requests are not read. */
const MAX_DEPTH = 64;

/** Model names end up in paths, records and messages. */
const MODEL = /^[\w.:/@-]{1,128}$/;

/**
 * Reads the body of a request. What could be read otherwise by the provider is unreadable: a key that stands twice, a text that is not UTF-8, a number that is none.
 */
export function readModelRequest(bytes: Uint8Array, endpoint: Endpoint): RequestReading {
  const body = bodyOf(bytes);
  if (body === null) return unreadable("The body is not one JSON object that is read in one way alone");
  const { model, stream = false } = body;
  if (typeof model !== "string" || !MODEL.test(model)) return unreadable("`model` is not the name of a model");
  if (typeof stream !== "boolean") return unreadable("`stream` is neither true nor false");
  const limits = limitsOf(body);
  if (limits === null) return unreadable("A limit of tokens or answers is not a whole number above 0");
  if (limits.answers > 1 && !endpoint.generates) return unreadable("Such a call has one answer");
  const refersTo = readReferences(body);
  return {
    kind: "read",
    request: { model, stream, ...limits, refersTo, serverTools: readServerTools(body), body, size: bytes.length },
  };
}

function unreadable(message: string): RequestReading {
  return { kind: "unreadable", message };
}

function bodyOf(bytes: Uint8Array): ValueObject | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const result = parseJson(text, { maxDepth: MAX_DEPTH });
    return result.kind === "parsed" && isObject(result.value) && !isList(result.value) ? result.value : null;
  } catch {
    return null;
  }
}

const LIMITS = ["max_tokens", "max_completion_tokens", "max_output_tokens"] as const;

/** Of several limits the largest counts, because which of them a provider heeds is its own affair. */
function limitsOf(body: ValueObject): { readonly maxTokens: number | null; readonly answers: number } | null {
  const stated = LIMITS.map((name) => body[name]).filter((value) => value !== undefined && value !== null);
  const [answers = 1, ...limits] = [body["n"] ?? 1, ...stated].map(countOf);
  if (answers === null || limits.includes(null)) return null;
  const known = limits.filter((limit) => limit !== null);
  return { maxTokens: known.length === 0 ? null : Math.max(...known), answers };
}

function countOf(value: Value): number | null {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}
