import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { declare, func, STRING, type FunctionDeclaration, type FunctionLibrary } from "#core/language";
import { readsText } from "./cost.ts";

function digest(name: string, hash: (bytes: Uint8Array) => Uint8Array): FunctionDeclaration {
  const run = (text: string): string => bytesToHex(hash(utf8ToBytes(text)));
  return declare(
    name,
    `The ${name.toUpperCase()} of text in hex.`,
    func(`${name}_string`, [STRING, STRING], run, readsText),
  );
}

/** Digests of text. Source: Kyverno, `cel/libs/hash`. */
export const hashLibrary: FunctionLibrary = {
  name: "kyverno.hash",
  functions: [digest("md5", md5), digest("sha1", sha1), digest("sha256", sha256)],
};
