import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { invalid } from "../declare.ts";
import { REFERENCE, SECRET_NAME } from "./detectors.ts";
import { scanText } from "./scan-text.ts";

/** What a scan has come upon so far. The texts themselves are never kept. */
interface Scan {
  readonly names: Set<string>;
  unknown: Unknown | undefined;
  budget: number;
}

const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const NAMED_SECRET = "named-secret";

/**
 * The names of the detectors that hit anywhere in a text, list or map, sorted and without repetition; never the secret itself.
 *
 * Unknown when nothing was found and a part is not known. Documented example credentials count: what is copied from an example is a place where
 * a real one will stand. Base64 texts are scanned decoded as well. More text than the limit is an error, never a clean answer.
 */
export function findSecrets(value: Value): Value {
  const scan: Scan = { names: new Set(), unknown: undefined, budget: MAX_CHARACTERS };
  visit(value, scan, MAX_DEPTH);
  if (scan.budget < 0) return invalid("There is more text than a search for secrets reads");
  if (scan.names.size === 0 && scan.unknown !== undefined) return scan.unknown;
  return [...scan.names].toSorted();
}

function visit(value: Value, scan: Scan, depth: number): void {
  if (depth < 0) scan.budget = -1;
  if (scan.budget < 0) return;
  if (typeof value === "string") visitText(value, scan);
  else if (value instanceof Unknown) scan.unknown = scan.unknown?.merge(value) ?? value;
  else if (isList(value)) for (const element of value) visit(element, scan, depth - 1);
  else if (isObject(value)) visitMap(value, scan, depth);
}

function visitMap(map: ValueObject, scan: Scan, depth: number): void {
  for (const [key, value] of Object.entries(map)) {
    if (isNamedSecret(key, value)) scan.names.add(NAMED_SECRET);
    visit(value, scan, depth - 1);
  }
  const { name = null, value = null } = map;
  if (typeof name === "string" && isNamedSecret(name, value)) scan.names.add(NAMED_SECRET);
}

const MIN_NAMED_LENGTH = 6;

/** Whether a value is a secret by the name that it stands under: long enough to be one, and no reference to where it is kept. */
export function isNamedSecret(name: string, value: Value): boolean {
  if (typeof value !== "string" || value.length < MIN_NAMED_LENGTH) return false;
  return SECRET_NAME.test(name) && !REFERENCE.test(value);
}

function visitText(text: string, scan: Scan): void {
  scan.budget -= text.length;
  if (scan.budget < 0) return;
  for (const found of scanText(text)) scan.names.add(found);
  const decoded = decodeBase64(text);
  if (decoded !== undefined) for (const found of scanText(decoded)) scan.names.add(found);
}

const BASE64 = /^[A-Za-z0-9+/\r\n]{16,}={0,2}\s*$/;

function decodeBase64(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}
