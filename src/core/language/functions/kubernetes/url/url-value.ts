import { Opaque, type Value } from "../../../values/index.ts";
import { decodeUtf8, encodeUtf8 } from "../../text/utf8.ts";
import type { UrlParts } from "./parse-url.ts";

/** A URL; equal to another when both were written the same. */
export class UrlValue extends Opaque {
  readonly typeName = "kubernetes.URL";
  readonly text: string;
  readonly parts: UrlParts;

  constructor(text: string, parts: UrlParts) {
    super();
    this.text = text;
    this.parts = parts;
  }

  /** The host without port and brackets. */
  get hostname(): string {
    return this.parts.host.replace(/:\d*$/, "").replace(/^\[|\]$/g, "");
  }

  get port(): string {
    return /:(\d*)$/.exec(this.parts.host)?.[1] ?? "";
  }

  /** The path as written when it is validly escaped, else escaped afresh. */
  get escapedPath(): string {
    const { path } = this.parts;
    return /^[A-Za-z0-9\-._~!$&'()*+,;=:@[\]/%]*$/.test(path) ? path : escapePath(path);
  }

  /** The values of each key of the query, in order; parts that are not validly escaped are left out. */
  get query(): Value {
    const values = new Map<string, string[]>();
    for (const part of this.parts.query.split("&")) {
      const [key, value] = keyAndValue(part);
      if (key === undefined || value === undefined) continue;
      values.set(key, [...(values.get(key) ?? []), value]);
    }
    return Object.fromEntries(values);
  }

  equals(other: Opaque): boolean {
    return other instanceof UrlValue && other.text === this.text;
  }

  toString(): string {
    return this.text;
  }

  toPlain(): Value {
    return this.text;
  }
}

function escapePath(path: string): string {
  const bytes = unescape(path) ?? encodeUtf8(path);
  return Array.from(bytes, escapeByte).join("");
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (byte < 128 && /[A-Za-z0-9\-._~$&+,/:;=@]/.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

function keyAndValue(part: string): readonly (string | undefined)[] {
  if (part === "" || part.includes(";")) return [];
  const equals = part.indexOf("=");
  const texts = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
  return texts.map((text) => {
    const bytes = unescape(text.replaceAll("+", " "));
    return bytes && decodeUtf8(bytes);
  });
}

/** The bytes of a text with its percent escapes undone, `undefined` when one is not valid. */
function unescape(text: string): Uint8Array | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const parts = text.split(/(%[0-9a-fA-F]{2})/);
  return Uint8Array.from(
    parts.flatMap((part, at) => (at % 2 === 1 ? [Number.parseInt(part.slice(1), 16)] : [...encodeUtf8(part)])),
  );
}
