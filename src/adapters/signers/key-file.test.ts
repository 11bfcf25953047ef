import { chmodSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { createKeyFile, openKeyFile } from "./key-file.ts";
import { nodeCrypto } from "./node-crypto.ts";

function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), "writ-key-")), "log.key");
}

/** The code with which something is refused; null when it is not. */
function refusal(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return error.code;
    throw error;
  }
}

describe("a key in a file", () => {
  it("signs the same after it was opened again, and only its owner may read it", async () => {
    const path = newPath();
    const made = createKeyFile(path, "example.com/log");
    const opened = openKeyFile(path);
    const message = Buffer.from("hello");
    expect(opened.vkey).toBe(made.vkey);
    expect(opened.sign(message)).toEqual(made.sign(message));
    expect(await nodeCrypto.verifyEd25519(opened.publicKey, message, opened.sign(message))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is never written over another", () => {
    const path = newPath();
    createKeyFile(path, "example.com/log");
    expect(refusal(() => createKeyFile(path, "example.com/log"))).toBe("key-unwritable");
  });

  it("is not opened when others may read it, when it is missing, or when its halves do not belong together", () => {
    const [open, other] = [newPath(), newPath()];
    createKeyFile(open, "example.com/log");
    createKeyFile(other, "example.com/log");
    writeFileSync(`${open}.vkey`, `${openKeyFile(other).vkey}\n`);
    expect(refusal(() => openKeyFile(open))).toBe("key-mismatch");
    chmodSync(other, 0o640);
    expect(refusal(() => openKeyFile(other))).toBe("key-unreadable");
    expect(refusal(() => openKeyFile(newPath()))).toBe("key-unreadable");
    chmodSync(other, 0o600);
    writeFileSync(other, "nothing");
    expect(refusal(() => openKeyFile(other))).toBe("key-unreadable");
  });

  it("has a name that a note can bear", () => {
    expect(refusal(() => createKeyFile(newPath(), "two words"))).toBe("key-name");
  });
});
