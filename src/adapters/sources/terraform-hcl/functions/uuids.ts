import { sha1 } from "@noble/hashes/legacy.js";
import { Failure, type HclValue } from "../evaluate/values.ts";
import { ofTexts, type FunctionTable } from "./declare.ts";

/** Identifiers that are made from names; those that are made by chance are left unknown. */
export const UUID_FUNCTIONS: FunctionTable = {
  uuidv5: ofTexts(2, ([namespace = "", name = ""]) => fromName(namespace, name)),
};

/** The namespaces that the specification of UUIDs gives names to (RFC 9562, section 6.6). */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

function fromName(namespace: string, name: string): HclValue {
  const text = Object.hasOwn(NAMESPACES, namespace) ? (NAMESPACES[namespace] ?? "") : namespace;
  if (!UUID.test(text)) return new Failure("a namespace is expected: dns, url, oid, x500 or a UUID");
  const space = text.replaceAll("-", "").match(/../g) ?? [];
  const bytes = sha1(
    Uint8Array.from([...space.map((pair) => Number.parseInt(pair, 16)), ...new TextEncoder().encode(name)]),
  ).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
