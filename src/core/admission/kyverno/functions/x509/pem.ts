import { decodeBase64 } from "#core/language";
import { Unread } from "./der.ts";

const BLOCK =
  /^\n*-----BEGIN ([A-Z][A-Z0-9 ]*)-----\n([A-Za-z0-9+/\n]+={0,2})\n-----END ([A-Z][A-Z0-9 ]*)-----(?:\n|$)/;

export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The first block of PEM; null for a text without any. What follows it is not looked at. A block after other text, or with headers, is not read. */
export function readPem(text: string): PemBlock | null {
  if (!text.includes("-----BEGIN")) return null;
  const [, type, body = "", end] = BLOCK.exec(text) ?? [];
  const bytes = body.replaceAll("\n", "").length % 4 === 0 ? decodeBase64(body) : undefined;
  if (type === undefined || type !== end || bytes === undefined) throw new Unread("an unusual block of PEM");
  return { type, bytes };
}
