import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { formatKey, isSmallOrder, parseKey, verifierKey } from "#core/evidence";
import { filesUnder, hasVectors, vector } from "./oracles.ts";

interface Case {
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

const cases = (): readonly Case[] => JSON.parse(vector("ed25519/ed25519vectors.json").toString());
const hex = (text: string): Uint8Array => Buffer.from(text, "hex");

describe.skipIf(!hasVectors)("the edge cases of Ed25519 (skipped without ../shared/oracles)", () => {
  it("are there", () => {
    expect(filesUnder("ed25519")).toContain("ed25519vectors.json");
    expect(cases().length).toBeGreaterThan(500);
  });

  it("give no key of small order to a verifier", () => {
    const flagged = new Set(
      cases()
        .filter(({ flags }) => flags?.includes("low_order_A"))
        .map(({ key }) => key),
    );
    expect(flagged.size).toBeGreaterThan(7);
    for (const key of flagged) {
      expect(isSmallOrder(hex(key)), key).toBe(true);
      expect(
        parseKey(nodeCrypto.sha256, formatKey(verifierKey(nodeCrypto.sha256, "a", "ed25519", hex(key)))),
      ).toBeNull();
    }
    const others = cases().filter(({ flags }) => flags?.includes("low_order_A") !== true);
    expect(others.some(({ key }) => isSmallOrder(hex(key)))).toBe(false);
  });

  it("are verified by the stricter equation, without the cofactor", () => {
    const residue = cases().filter(({ flags }) => flags?.includes("low_order_residue"));
    expect(residue.length).toBeGreaterThan(10);
    const accepted = residue.filter(({ key, msg, sig }) =>
      nodeCrypto.verifyEd25519(hex(key), Buffer.from(msg), hex(sig)),
    );
    expect(accepted).toEqual([]);
  });
});
