import { readFileSync } from "node:fs";
import { nodeCrypto } from "#adapters/signers";
import { parseKey, type VerifierKey } from "#core/evidence";
import { UnavailableError } from "#core/diagnostics";
import type { ReleaseTrust } from "#core/distribution";

/** Whose releases are believed, but for how new they must be. */
export type SourceTrust = Omit<ReleaseTrust, "atLeast">;

/**
 * Reads the keys that a source is trusted by: each as text, or a file with one on each line. All have the name of the origin, of which each replica may have its
 * own. Throws an `UnavailableError` for what is no key.
 */
export function readTrust(named: readonly string[]): SourceTrust {
  const keys = named.flatMap(readKeys);
  const [first] = keys;
  if (first === undefined)
    throw new UnavailableError("source-key", "A source of releases needs a key to trust: name one with `--source-key`");
  const other = keys.find(({ name }) => name !== first.name);
  if (other !== undefined) {
    const message = `The keys of a source are those of one origin, but \`${first.name}\` and \`${other.name}\` are two`;
    throw new UnavailableError("source-key", message);
  }
  return { origin: first.name, keys, verify: nodeCrypto.verifyEd25519 };
}

function readKeys(named: string): readonly VerifierKey[] {
  const key = parseKey(nodeCrypto.sha256, named);
  return key === null ? readKeyFile(named) : [key];
}

function readKeyFile(file: string): readonly VerifierKey[] {
  const lines = linesOf(file).map((line) => parseKey(nodeCrypto.sha256, line));
  const keys = lines.filter((key) => key !== null);
  if (keys.length === lines.length && keys.length > 0) return keys;
  const message = `\`${file}\` is neither a key nor a file of keys: give what stands in \`release.key.vkey\`, or its path`;
  throw new UnavailableError("source-key", message);
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
  } catch {
    return [];
  }
}
