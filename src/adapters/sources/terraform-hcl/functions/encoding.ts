import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { parse, stringify } from "yaml";
import { put } from "../../json/index.ts";
import { elementsOf, Failure, isObjectValue, sortedEntries, type HclValue } from "../evaluate/values.ts";
import { base64, bytesOfBase64 } from "./base64.ts";
import { needsAll, ofText, type FunctionTable } from "./declare.ts";
import { fromJson, jsonText } from "./json.ts";

const encoder = new TextEncoder();

/** Functions that encode, decode and digest. */
export const ENCODING_FUNCTIONS: FunctionTable = {
  base64decode: ofText((text) => decodeBase64(text)),
  base64encode: ofText((text) => base64(encoder.encode(text))),
  base64sha256: ofText((text) => base64(sha256(encoder.encode(text)))),
  base64sha512: ofText((text) => base64(sha512(encoder.encode(text)))),
  csvdecode: ofText((text) => decodeCsv(text)),
  jsondecode: ofText((text) => fromJson(text)),
  jsonencode: needsAll(([value = null], budget) => {
    const text = jsonText(value);
    return budget.allows(text.length) ? text : new Failure("the text is too long");
  }),
  md5: ofText((text) => hex(md5(encoder.encode(text)))),
  sha1: ofText((text) => hex(sha1(encoder.encode(text)))),
  sha256: ofText((text) => hex(sha256(encoder.encode(text)))),
  sha512: ofText((text) => hex(sha512(encoder.encode(text)))),
  urlencode: ofText((text) => encodeUrl(text)),
  urldecode: ofText((text) => decodeUrl(text)),
  yamldecode: ofText((text) => decodeYaml(text)),
  yamlencode: needsAll(([value = null]) => encodeYaml(value)),
};

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function decodeBase64(text: string): HclValue {
  const bytes = bytesOfBase64(text);
  try {
    if (bytes !== null) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Bytes that are no text are answered as no Base64 is.
  }
  return new Failure("the text is no base64 of a text");
}

/** As Go's query escaping: a space is `+`, and only letters, digits, `-`, `_`, `.` and `~` stay. */
function encodeUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function decodeUrl(text: string): HclValue {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return new Failure("the text is no encoded URL");
  }
}

/** How often aliases may be used: enough for people, too few for bombs. */
const MAX_ALIASES = 100;

function decodeYaml(text: string): HclValue {
  try {
    const value: unknown = parse(text, { maxAliasCount: MAX_ALIASES, merge: true, intAsBigInt: false });
    return fromYaml(value, 0);
  } catch {
    return new Failure("the text is no YAML");
  }
}

const MAX_NESTING = 64;

function fromYaml(value: unknown, depth: number): HclValue {
  if (depth > MAX_NESTING) return new Failure("the value is nested too deep");
  if (Array.isArray(value)) return value.map((element: unknown) => fromYaml(element, depth + 1));
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : new Failure("the value is no number");
  if (typeof value !== "object" || value === null) return null;
  const object: Record<string, HclValue> = {};
  for (const [key, part] of Object.entries(value)) put(object, key, fromYaml(part, depth + 1));
  return object;
}

function encodeYaml(value: HclValue): HclValue {
  return stringify(plain(value), { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0, indentSeq: false });
}

function plain(value: HclValue): unknown {
  const elements = elementsOf(value);
  if (elements) return elements.map(plain);
  return isObjectValue(value) ? new Map(sortedEntries(value).map(([key, part]) => [key, plain(part)])) : value;
}

function decodeCsv(text: string): HclValue {
  const [header, ...rows] = csvRows(text);
  if (!header) return new Failure("the text has no header");
  return rows.map((row) => {
    const object: Record<string, HclValue> = {};
    for (const [index, name] of header.entries()) put(object, name, row[index] ?? "");
    return object;
  });
}

const CSV_FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  CSV_FIELD.lastIndex = 0;
  while (CSV_FIELD.lastIndex < text.length) {
    const [, quoted, bare, end] = CSV_FIELD.exec(text) ?? [];
    if (end === undefined) return [];
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return row.length > 0 ? [...rows, row] : rows;
}
