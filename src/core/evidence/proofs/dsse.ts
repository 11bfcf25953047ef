import { concat, fromBase64, fromBase64Url, fromUtf8, toBase64, utf8 } from "../bytes/index.ts";
import type { Signer, VerifyEd25519 } from "../ports.ts";
import { isJsonList, isJsonMap, type Json } from "../record/index.ts";

/** A payload and the signatures over it (DSSE 1.0); nothing about it is verified. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly { readonly keyId: string; readonly signature: Uint8Array }[];
}

/** No envelope is read that is longer, or has more signatures. */
export const ENVELOPE_LIMITS: { readonly bytes: number; readonly signatures: number } = {
  bytes: 64 * 1024 * 1024,
  signatures: 16,
};

/** What is signed: the type and the payload with their lengths, so that neither can pose as the other. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** A payload signed by one key, as the JSON envelope. */
export async function signEnvelope(signer: Signer, payloadType: string, payload: Uint8Array): Promise<string> {
  const signature = await signer.sign(preAuthentication(payloadType, payload));
  const signatures = [{ keyid: signer.name, sig: toBase64(signature) }];
  return `${JSON.stringify({ payloadType, payload: toBase64(payload), signatures })}\n`;
}

/** The envelope in some bytes, or null for bytes that are none. Keys that it does not know are ignored, as the specification demands. */
export function parseEnvelope(bytes: Uint8Array): Envelope | null {
  const text = bytes.length > ENVELOPE_LIMITS.bytes ? null : fromUtf8(bytes);
  const value = text === null ? null : parseJsonText(text);
  if (!isJsonMap(value)) return null;
  const { payloadType, payload: encoded, signatures: list } = value;
  const payload = typeof encoded === "string" ? decode(encoded) : null;
  const signatures = isJsonList(list) && list.length <= ENVELOPE_LIMITS.signatures ? list.map(parseSignature) : [];
  const found = signatures.filter((one) => one !== null);
  if (typeof payloadType !== "string" || payload === null || found.length === 0) return null;
  return found.length === signatures.length ? { payloadType, payload, signatures: found } : null;
}

/** The text as JSON, or null. */
export function parseJsonText(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

function parseSignature(value: Json): Envelope["signatures"][number] | null {
  if (!isJsonMap(value)) return null;
  const { keyid = "", sig } = value;
  const signature = typeof sig === "string" ? decode(sig) : null;
  return signature === null || typeof keyid !== "string" ? null : { keyId: keyid, signature };
}

function decode(text: string): Uint8Array | null {
  return fromBase64(text) ?? fromBase64Url(text.replaceAll("=", ""));
}

/** Tells whether one of the signatures is by one of these keys. The ids in the envelope are hints that anybody can write, so each key is tried. */
export async function isSignedByOneOf(
  verify: VerifyEd25519,
  { payloadType, payload, signatures }: Envelope,
  keys: readonly { readonly publicKey: Uint8Array }[],
): Promise<boolean> {
  const message = preAuthentication(payloadType, payload);
  for (const { signature } of signatures) {
    for (const { publicKey } of keys) if (await verify(publicKey, message, signature)) return true;
  }
  return false;
}
