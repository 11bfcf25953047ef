import { describe, expect, it } from "vitest";
import { decodeRecord } from "#core/evidence";
import { DECISION, stampAt } from "../../../core/evidence/testing/records.ts";
import { testSigner, vkeyOf } from "../../../core/evidence/testing/signers.ts";
import { Scribe, type Written } from "./scribe.ts";

const OWN = testSigner("writ.emitter/one", 5);
const LOG = "example.com/log";

function scribeAndSignatures(): { readonly scribe: Scribe; readonly signatures: () => number } {
  let signatures = 0;
  const sign: typeof OWN.sign = (message) => {
    signatures++;
    return OWN.sign(message);
  };
  return { scribe: new Scribe("api", LOG, { vkey: vkeyOf(OWN), sign }), signatures: () => signatures };
}

function kindsOf(entries: readonly Uint8Array[]): readonly string[] {
  return entries.map((bytes) => {
    const result = decodeRecord(bytes);
    return result.kind === "malformed" ? result.reason : result.record.kind;
  });
}

function write(scribe: Scribe, times: number): readonly string[] {
  return Array.from({ length: times }, () => scribe.write(DECISION, stampAt(0), () => stampAt(1))).flatMap(
    (written: Written) => (written.kind === "malformed" ? [written.reason] : kindsOf(written.entries)),
  );
}

describe("Scribe", () => {
  it("signs behind the first record, and then once for 256", () => {
    const { scribe, signatures } = scribeAndSignatures();
    const kinds = write(scribe, 1 + 3 * 256);
    expect(kinds.flatMap((kind, at) => (kind === "signature" ? [at] : []))).toEqual([1, 258, 515, 772]);
    expect(signatures()).toBe(4);
  });

  it("signs what is not signed yet when it is told to, and nothing twice", () => {
    const { scribe, signatures } = scribeAndSignatures();
    expect(scribe.sign(stampAt(1))).toEqual([]);
    write(scribe, 3);
    expect(kindsOf(scribe.sign(stampAt(1)))).toEqual(["signature"]);
    expect([scribe.sign(stampAt(1)), signatures()]).toEqual([[], 2]);
  });

  it("goes on as another emitter, which begins with a signature of its own, once it gave one up", () => {
    const { scribe } = scribeAndSignatures();
    write(scribe, 2);
    scribe.giveUp();
    expect(scribe.sign(stampAt(1))).toEqual([]);
    expect(write(scribe, 2)).toEqual(["decision", "signature", "decision"]);
  });
});
