import { Failure, notObserved, type HclValue } from "../evaluate/values.ts";
import { base64, bytesOfBase64 } from "./base64.ts";
import { ofTexts, type FunctionTable } from "./declare.ts";

/** Functions between texts and Base64 of them in other character sets; one that is not known here gives something unknown. */
export const CHARACTER_SET_FUNCTIONS: FunctionTable = {
  textencodebase64: ofTexts(2, ([text = "", name = ""]) => encoded(text, name)),
  textdecodebase64: ofTexts(2, ([text = "", name = ""]) => decoded(text, name)),
};

type Encode = (text: string) => Uint8Array | null;

const ENCODERS: Readonly<Record<string, Encode>> = {
  "utf-8": (text) => new TextEncoder().encode(text),
  "utf-16le": (text) => inPairs(text, true),
  "utf-16be": (text) => inPairs(text, false),
  "iso-8859-1": (text) => inBytes(text, 0xff),
  "us-ascii": (text) => inBytes(text, 0x7f),
};

/** Names of character sets, as the registry has them beside the usual ones. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  latin1: "iso-8859-1",
  "iso_8859-1": "iso-8859-1",
  ascii: "us-ascii",
};

/** Every character set that both Terraform and this know in one meaning. */
const DECODED: ReadonlySet<string> = new Set(["utf-8", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"]);

function nameOf(name: string): string {
  const lower = name.toLowerCase();
  return Object.hasOwn(OTHER_NAMES, lower) ? (OTHER_NAMES[lower] ?? lower) : lower;
}

function encoded(text: string, name: string): HclValue {
  const set = nameOf(name);
  const encode = Object.hasOwn(ENCODERS, set) ? ENCODERS[set] : undefined;
  if (encode === undefined) return notObserved();
  const bytes = encode(text.toWellFormed());
  return bytes === null ? new Failure("the text has characters that the character set lacks") : base64(bytes);
}

function decoded(text: string, name: string): HclValue {
  const set = nameOf(name);
  const bytes = bytesOfBase64(text);
  if (bytes === null) return new Failure("the text is no Base64");
  if (!DECODED.has(set)) return notObserved();
  if (set === "iso-8859-1" || set === "us-ascii") return fromBytes(bytes, set === "us-ascii" ? 0x7f : 0xff);
  try {
    return new TextDecoder(set, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new Failure("the bytes are no text of the character set");
  }
}

function inPairs(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

function inBytes(text: string, largest: number): Uint8Array | null {
  const units = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return units.every((unit) => unit <= largest) ? Uint8Array.from(units) : null;
}

function fromBytes(bytes: Uint8Array, largest: number): HclValue {
  if (bytes.some((byte) => byte > largest)) return new Failure("the bytes are no text of the character set");
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
