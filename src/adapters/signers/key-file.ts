import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { UnavailableError } from "#core/diagnostics";
import { formatKey, isKeyName, parseKey, verifierKey, type KeyType, type Signer } from "#core/evidence";
import { nodeCrypto, SPKI_PREFIX } from "./node-crypto.ts";

/** A signer whose private key came from a file. */
export interface FileSigner extends Signer {
  /** What it signs: the checkpoints of a log, or those of others as their witness. */
  readonly type: KeyType;
  /** The public key in the text form of C2SP signed-note. */
  readonly vkey: string;
  sign(message: Uint8Array): Uint8Array;
}

/**
 * Makes a new key and keeps it: the private half in `path` as PEM that only its owner may read, the public half beside it in `path.vkey`.
 *
 * Throws an `UnavailableError` when there is such a file already, or it cannot be written.
 */
export function createKeyFile(path: string, name: string, type: KeyType = "ed25519"): FileSigner {
  if (!isKeyName(name))
    throw new UnavailableError("key-name", `\`${name}\` cannot name a key: it has spaces or \`+\`, or is too long`);
  const { privateKey } = generateKeyPairSync("ed25519");
  const signer = signerOf(name, type, privateKey);
  attempt("key-unwritable", `Cannot keep a key in \`${path}\``, () => {
    writeNew(path, privateKey.export({ format: "pem", type: "pkcs8" }), 0o600);
    writeNew(`${path}.vkey`, `${signer.vkey}\n`, 0o644);
  });
  return signer;
}

/**
 * Opens a key that `createKeyFile` has kept.
 *
 * Throws an `UnavailableError` when a file is missing or no key, when others may read the private half, when the two do not belong together, or when it is a key
 * for something else.
 */
export function openKeyFile(path: string, type: KeyType = "ed25519"): FileSigner {
  const [pem, vkey] = attempt("key-unreadable", `Cannot read the key \`${path}\``, () => [
    readPrivate(path),
    readFileSync(`${path}.vkey`, "utf8").trim(),
  ]);
  const known = parseKey(nodeCrypto.sha256, vkey);
  if (known === null) throw new UnavailableError("key-unreadable", `\`${path}.vkey\` holds no verifier key`);
  const privateKey = attempt("key-unreadable", `\`${path}\` holds no private key`, () => createPrivateKey(pem));
  const signer = privateKey.asymmetricKeyType === "ed25519" ? signerOf(known.name, known.type, privateKey) : null;
  if (signer?.vkey !== vkey)
    throw new UnavailableError("key-mismatch", `\`${path}\` and \`${path}.vkey\` are not halves of one Ed25519 key`);
  if (signer.type !== type) throw new UnavailableError("key-purpose", `\`${path}\` is ${PURPOSES[signer.type]}`);
  return signer;
}

/** Which key was found where the other kind is needed. One key is never used for both. */
const PURPOSES: Readonly<Record<KeyType, string>> = {
  ed25519: "the key of a log, but a witness needs one of its own: make it with `writ evidence key --witness`",
  cosignature: "the key of a witness, but a log needs one of its own: make it with `writ evidence key`",
};

function signerOf(name: string, type: KeyType, privateKey: KeyObject): FileSigner {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = new Uint8Array(spki.subarray(SPKI_PREFIX.length));
  const vkey = formatKey(verifierKey(nodeCrypto.sha256, name, type, publicKey));
  return { name, type, publicKey, vkey, sign: (message) => sign(null, message, privateKey) };
}

function writeNew(path: string, content: string | Buffer, mode: number): void {
  const file = openSync(path, "wx", mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readPrivate(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const { mode } = fstatSync(file);
    if ((mode & 0o077) !== 0) throw new Error("others than its owner may read it: set its mode to 600");
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function attempt<Result>(code: string, what: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new UnavailableError(code, `${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
