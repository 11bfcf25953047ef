import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { concat, utf8 } from "../bytes/index.ts";
import { foldComplete, HASH_LENGTH } from "../merkle/index.ts";
import { signCheckpoint } from "../notes/index.ts";
import { LOG, logFolder, packOf, trustIn } from "../testing/pack.ts";
import { decisions, entriesOf } from "../testing/records.ts";
import { edgeRoot, rightEdge, tilePath } from "../tiles/index.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const { sha256 } = nodeCrypto;
const ENTRIES = entriesOf(LOG.name, decisions(260));

async function codesOf(files: ReadonlyMap<string, Uint8Array>): Promise<readonly string[]> {
  const { problems } = await verifyEvidence(nodeCrypto, packOf(files), trustIn());
  return [...new Set(problems.map(({ code }) => code))];
}

describe("verifyEvidence() of what its maker wants it to choke on", () => {
  it("answers for whatever bytes stand in whatever file", async () => {
    const original = await logFolder(ENTRIES);
    const paths = [
      ...original.keys(),
      "log/checkpoint",
      "manifest.dsse.json",
      "disclosures.txt",
      "receipts/0.tlog-proof",
    ];
    const change = fc.record({
      path: fc.constantFrom(...paths),
      bytes: fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(utf8), fc.string().map(utf8)),
      keep: fc.nat(400),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const files = new Map(original);
        for (const { path, bytes, keep } of changes)
          files.set(path, concat((original.get(path) ?? new Uint8Array(0)).subarray(0, keep), bytes));
        const { valid, problems, problemCount } = await verifyEvidence(nodeCrypto, packOf(files), trustIn());
        expect(valid).toBe(problemCount === 0);
        expect(problems.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 150 },
    );
  });

  it("does not look for records that a log says it has, but that nobody could store", async () => {
    const size = 2 ** 50 + 3;
    const files = new Map<string, Uint8Array>();
    const hash = foldComplete(sha256, []);
    for (const name of rightEdge(size))
      files.set(tilePath(name), concat(...Array.from({ length: name.width }, () => hash)));
    const root = edgeRoot(sha256, size, ({ width }) => Array.from({ length: width }, () => hash));
    files.set("checkpoint", utf8(await signCheckpoint(sha256, [LOG], LOG.name, { size, root })));
    const { problems } = await verifyEvidence(nodeCrypto, packOf(files), trustIn());
    expect(problems.map(({ message }) => message)).toEqual([
      "Records 0 to 1125899906842626 are missing: there is no `tile/entries/000`",
    ]);
  });

  it("reads no more entries of a bundle than it can have", async () => {
    const files = await logFolder(ENTRIES);
    files.set("tile/entries/000", new Uint8Array(16_000_000));
    expect(await codesOf(files)).toContain("bundle-wrong");
  });

  it("takes a tile of the wrong width for none, full or partial", async () => {
    const files = await logFolder(ENTRIES);
    files.set("tile/0/000", new Uint8Array(255 * HASH_LENGTH));
    expect(await codesOf(files)).toContain("tile-wrong");
  });

  it("is not led to believe a full tile that stands for a partial one with other hashes", async () => {
    const files = await logFolder(ENTRIES);
    files.delete("tile/0/001.p/4");
    files.set("tile/0/001", new Uint8Array(256 * HASH_LENGTH));
    expect(await codesOf(files)).toEqual(["root-wrong"]);
  });

  it("bounds disclosures, manifests and checkpoints", async () => {
    const files = await logFolder(ENTRIES);
    files.set("disclosures.txt", utf8("\n".repeat(2_000_000)));
    expect(await codesOf(files)).toEqual(["disclosure-wrong"]);
    files.set("checkpoint", utf8("a".repeat(70_000)));
    expect(await codesOf(files)).toContain("file-too-large");
    const deep = (await logFolder(ENTRIES)).set("manifest.dsse.json", utf8("[".repeat(5_000_000)));
    expect(await codesOf(deep)).toContain("checkpoint-missing");
  });
});
