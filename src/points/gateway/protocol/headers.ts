import type { ValueObject } from "#core/language";
import { CODES, Refused } from "./errors.ts";
import { ownString } from "./message.ts";

/** Reads a header; undefined where it was not sent. */
export type HeaderReader = (name: string) => string | undefined;

const SENTINEL = /^=\?base64\?((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\?=$/;
const LOOKS_LIKE_SENTINEL = /^=\?base64\?.*\?=$/s;
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** The methods that are named in a header, and the parameter that names what they are about. */
const NAMED: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
  "tasks/get": "taskId",
  "tasks/update": "taskId",
  "tasks/cancel": "taskId",
};

/** A text as it travels in a header: encoded where it could not be told apart from another otherwise. */
export function encodeHeader(text: string): string {
  if (PLAIN.test(text) && !LOOKS_LIKE_SENTINEL.test(text)) return text;
  const bytes = new TextEncoder().encode(text);
  return `=?base64?${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}?=`;
}

/** What a header says; undefined for an encoding that is none. */
export function decodeHeader(text: string): string | undefined {
  if (!LOOKS_LIKE_SENTINEL.test(text)) return text;
  const encoded = SENTINEL.exec(text)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is said beside a message of 2026-07-28 over HTTP: the same as in it, for whoever only reads headers. */
export function mirrorHeaders(revision: string, method: string, params: ValueObject): readonly string[] {
  const name = nameIn(method, params);
  const headers = ["MCP-Protocol-Version", revision, "Mcp-Method", encodeHeader(method)];
  return name === null ? headers : [...headers, "Mcp-Name", encodeHeader(name)];
}

// INVARIANT (gateway-body-decides): headers only mirror the body. What is decided is what the body says, and a request whose headers say something else is refused, so that
// nobody on the way can be shown another request than the server.
/** Throws `Refused` where the headers of a request of 2026-07-28 disagree with its body, or are missing. */
export function assertMirrors(header: HeaderReader, revision: string, method: string, params: ValueObject): void {
  assertMirror(header, "MCP-Protocol-Version", revision);
  assertMirror(header, "Mcp-Method", method);
  const name = nameIn(method, params);
  if (name !== null) assertMirror(header, "Mcp-Name", name);
}

/** Throws `Refused` where a header does not say the same as the body. */
export function assertMirror(header: HeaderReader, name: string, said: string): void {
  const sent = header(name);
  if (sent === undefined) throw new Refused(CODES.headerMismatch, `The header \`${name}\` is missing`);
  if (decodeHeader(sent.trim()) !== said)
    throw new Refused(CODES.headerMismatch, `The header \`${name}\` says something else than the body`);
}

function nameIn(method: string, params: ValueObject): string | null {
  const parameter = Object.hasOwn(NAMED, method) ? NAMED[method] : undefined;
  return parameter === undefined ? null : ownString(params, parameter);
}
