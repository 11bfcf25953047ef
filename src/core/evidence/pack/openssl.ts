import { toBase64 } from "../bytes/index.ts";
import type { VerifierKey } from "../notes/index.ts";

/**
 * The commands of a shell with which OpenSSL verifies that a key has signed the checkpoint in the file at `path`: nothing of ours takes part.
 *
 * The key is written as the fixed beginning of its DER form (RFC 8410) and its 32 bytes; body and signature are cut out of the note.
 */
export function opensslCommands({ name, id, publicKey }: VerifierKey, path: string): string {
  const idBytes = new Uint8Array(4);
  new DataView(idBytes.buffer).setUint32(0, id);
  // Five characters hold thirty of the id's bits; the sixth depends on what follows.
  const line = quoted(`\u2014 ${name} ${toBase64(idBytes).slice(0, 5)}`);
  return [
    "d=$(mktemp -d)",
    `printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000' > "$d/key"`,
    `printf '%s' ${quoted(toBase64(publicKey))} | base64 -d >> "$d/key"`,
    `sed '/^$/,$d' ${quoted(path)} > "$d/body"`,
    `grep -F ${line} ${quoted(path)} | head -n 1 | sed 's/.* //' | base64 -d | tail -c +5 > "$d/sig"`,
    `openssl pkeyutl -verify -pubin -keyform DER -inkey "$d/key" -rawin -in "$d/body" -sigfile "$d/sig"`,
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
