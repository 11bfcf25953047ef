import type { Value, ValueObject } from "#core/language";
import { MOST_OF_MESSAGE, type RpcId } from "#core/mcp";
import { isObject, parseJson } from "#core/model";
import type { RpcError } from "../interceptor.ts";
import { CODES, rpcError } from "./errors.ts";

/** A message of JSON-RPC, in either direction. `text` is the message as it came. */
export type Message =
  | {
      readonly kind: "request";
      readonly id: RpcId;
      readonly method: string;
      readonly params: ValueObject;
      readonly text: string;
    }
  | { readonly kind: "notification"; readonly method: string; readonly params: ValueObject; readonly text: string }
  | { readonly kind: "result"; readonly id: RpcId; readonly result: ValueObject; readonly text: string }
  | { readonly kind: "error"; readonly id: RpcId | null; readonly error: RpcError }
  | { readonly kind: "invalid"; readonly id: RpcId | null; readonly error: RpcError };

const MESSAGE_LIMITS = { maxLength: MOST_OF_MESSAGE, maxDepth: 64 } as const;
const MOST_OF_ID = 256;
const MOST_OF_METHOD = 128;
const NOTHING: ValueObject = {};

/**
 * Reads one message. Total: what is none is `invalid`, with the error to be answered. A key that stands twice is refused wherever it stands, since two readers of such
 * a text may see two different requests; so is a batch, which no revision that is spoken here has.
 */
export function readMessage(text: string): Message {
  const parsed = parseJson(text, MESSAGE_LIMITS);
  if (parsed.kind === "rejected") return invalid(null, CODES.parse, parsed.problem.message);
  const { value } = parsed;
  if (!isObject(value)) return invalid(null, CODES.invalidRequest, "A message is one JSON object");
  const id = idOf(own(value, "id"));
  if (own(value, "jsonrpc") !== "2.0") return invalid(id, CODES.invalidRequest, "`jsonrpc` must be `2.0`");
  const method = own(value, "method");
  if (method === undefined) return readResponse(value, id, text);
  if (typeof method !== "string" || method.length > MOST_OF_METHOD)
    return invalid(id, CODES.invalidRequest, "`method` must be a short string");
  const params = own(value, "params") ?? NOTHING;
  if (!isObject(params)) return invalid(id, CODES.invalidParams, "`params` must be an object");
  if (!Object.hasOwn(value, "id")) return { kind: "notification", method, params, text };
  return id === null ? invalidId() : { kind: "request", id, method, params, text };
}

function readResponse(value: ValueObject, id: RpcId | null, text: string): Message {
  const [result, error] = [own(value, "result"), own(value, "error")];
  if (isObject(result) && error === undefined) return id === null ? invalidId() : { kind: "result", id, result, text };
  if (!isObject(error) || result !== undefined)
    return invalid(id, CODES.invalidRequest, "A message has a `method`, a `result` or an `error`");
  const [code, message] = [own(error, "code"), own(error, "message")];
  const known = {
    code: typeof code === "number" ? code : CODES.internal,
    message: typeof message === "string" ? message : "",
  };
  const data = own(error, "data");
  return { kind: "error", id, error: data === undefined ? known : { ...known, data } };
}

function invalidId(): Message {
  return invalid(null, CODES.invalidRequest, "`id` must be a string or an integer");
}

function invalid(id: RpcId | null, code: number, message: string): Message {
  return { kind: "invalid", id, error: rpcError(code, message) };
}

function idOf(value: Value | undefined): RpcId | null {
  if (typeof value === "string" && value.length <= MOST_OF_ID) return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/** A member of an object that is its own; undefined where there is none. */
export function own(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A member that is an object; an empty one where there is none. */
export function ownObject(object: ValueObject, key: string): ValueObject {
  const value = own(object, key);
  return isObject(value) ? value : NOTHING;
}

/** A member that is a string; null where there is none. */
export function ownString(object: ValueObject, key: string): string | null {
  const value = own(object, key);
  return typeof value === "string" ? value : null;
}

/** An object without some of its members. */
export function without(object: ValueObject, keys: readonly string[]): ValueObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
