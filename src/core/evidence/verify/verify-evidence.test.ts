import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { fromUtf8, toHex, utf8 } from "../bytes/index.ts";
import { addSignature, cosign, formatNote, parseCheckpoint, signCheckpoint } from "../notes/index.ts";
import { nodesFromTiles, decodeBundle, encodeBundle, tileHashes, tilePath } from "../tiles/index.ts";
import { leafHash, proveInclusion } from "../merkle/index.ts";
import { formatTlogProof } from "../proofs/index.ts";
import { disclosureDigest, sealDisclosure } from "../record/index.ts";
import { LOG, logFolder, packOf, trustIn } from "../testing/pack.ts";
import { DECISION, decisions, entriesOf, HEARTBEAT } from "../testing/records.ts";
import { testSigner, vkeyOf } from "../testing/signers.ts";
import { signManifest } from "./manifest.ts";
import type { Trust } from "./trust.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const { sha256 } = nodeCrypto;
const ENTRIES = entriesOf(LOG.name, [...decisions(300), HEARTBEAT]);

async function problemsOf(
  files: ReadonlyMap<string, Uint8Array>,
  trust: Trust = trustIn(),
): Promise<readonly string[]> {
  const { problems, valid } = await verifyEvidence(nodeCrypto, packOf(files), trust);
  expect(valid).toBe(problems.length === 0);
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

function codes(problems: readonly string[]): readonly string[] {
  return [...new Set(problems.map((one) => one.slice(0, one.indexOf(":"))))].toSorted();
}

/** The files of a log after some entries of one bundle were changed, with no tile touched. */
function edited(
  files: Map<string, Uint8Array>,
  path: string,
  change: (entries: Uint8Array[]) => readonly Uint8Array[],
): Map<string, Uint8Array> {
  return files.set(path, encodeBundle(change([...(decodeBundle(files.get(path) ?? new Uint8Array(0)) ?? [])])));
}

const FULL = "tile/entries/000";
const PARTIAL = "tile/entries/001.p/45";

/** Trust in the log, and the checkpoint of some files seen before. */
function knowing(files: ReadonlyMap<string, Uint8Array>): Trust {
  const checkpoint = parseCheckpoint(files.get("checkpoint") ?? new Uint8Array(0));
  if (checkpoint === null) throw new Error("no checkpoint");
  return { ...trustIn(), known: [checkpoint] };
}

/** Gives a pack its manifest. */
async function sign(
  files: Map<string, Uint8Array>,
  range: { from: number; to: number },
): Promise<Map<string, Uint8Array>> {
  files.delete("manifest.dsse.json");
  const subjects = Array.from(files, ([name, bytes]) => ({ name, sha256: toHex(sha256(bytes)) }));
  return files.set("manifest.dsse.json", utf8(await signManifest(LOG, { origin: LOG.name, ...range }, subjects)));
}

describe("verifyEvidence() of a log's folder", () => {
  it("is content with what the log wrote, and says what it holds", async () => {
    const report = await verifyEvidence(nodeCrypto, packOf(await logFolder(ENTRIES)), trustIn());
    expect(report).toMatchObject({ valid: true, problemCount: 0, noteCount: 0, range: { from: 0, to: 301 } });
    expect(report.summary).toMatchObject({ records: 301, period: { from: "2026-01-01T00:00:00.000Z" } });
    expect(Object.fromEntries(report.summary.kinds)).toEqual({ decision: 300, heartbeat: 1 });
    expect(report.summary.emitters).toMatchObject([{ emitter: "ci-1", records: 301, first: 0, last: 300 }]);
    expect(report.signedBy.map(({ name }) => name)).toEqual([LOG.name]);
  });

  it("is content with an empty log", async () => {
    expect(await problemsOf(await logFolder([]))).toEqual([]);
  });

  it("names the one record that was edited", async () => {
    const files = edited(await logFolder(ENTRIES), FULL, (all) => {
      all[17] = utf8((fromUtf8(all[17] ?? new Uint8Array(0)) ?? "").replace('"deny"', '"allow"'));
      return all;
    });
    expect(await problemsOf(files)).toEqual([
      "entry-changed: Record 17 is not the one that was logged",
      "emitter-gap: The log lacks record 17 of `ci-1`",
    ]);
  });

  it("names records that changed places", async () => {
    const files = edited(await logFolder(ENTRIES), FULL, (all) => [
      ...all.slice(0, 3),
      ...all.slice(3, 5).toReversed(),
      ...all.slice(5),
    ]);
    expect((await problemsOf(files)).slice(0, 2)).toEqual([
      "entry-moved: Record 3 is the one that was logged at 4",
      "entry-moved: Record 4 is the one that was logged at 3",
    ]);
  });

  it("notices a record that was taken out, by its bundle", async () => {
    const files = edited(await logFolder(ENTRIES), FULL, (all) => all.toSpliced(9, 1));
    expect((await problemsOf(files))[0]).toBe(
      "bundle-wrong: Records 0 to 255 cannot be read: `tile/entries/000` does not hold 256 entries",
    );
  });

  it("notices bundles, tiles and checkpoints that are missing, cut or blown up", async () => {
    for (const path of (await logFolder(ENTRIES)).keys()) {
      const [gone, cut, grown] = [await logFolder(ENTRIES), await logFolder(ENTRIES), await logFolder(ENTRIES)];
      gone.delete(path);
      cut.set(path, cut.get(path)?.slice(0, -1) ?? new Uint8Array(0));
      grown.set(path, new Uint8Array(20_000_000));
      expect(await problemsOf(gone), path).not.toEqual([]);
      expect(await problemsOf(cut), path).not.toEqual([]);
      expect(codes(await problemsOf(grown)), path).toContain("file-too-large");
    }
  });

  it("notices a change of any byte of any file", async () => {
    const original = await logFolder(entriesOf(LOG.name, decisions(3)));
    for (const [path, bytes] of original) {
      for (let at = 0; at < bytes.length; at += 7) {
        const changed = new Map(original).set(path, bytes.with(at, (bytes[at] ?? 0) ^ 1));
        expect(await problemsOf(changed), `${path} at ${at}`).not.toEqual([]);
      }
    }
  });

  it("notices an edit that was carried up into the tiles, by the root", async () => {
    const files = edited(await logFolder(ENTRIES), PARTIAL, (all) => [...all.slice(0, -1), ...all.slice(0, 1)]);
    const bundle = decodeBundle(files.get(PARTIAL) ?? new Uint8Array(0)) ?? [];
    files.set("tile/0/001.p/45", Buffer.concat(bundle.map((entry) => leafHash(sha256, entry))));
    expect(codes(await problemsOf(files))).toEqual(["root-wrong"]);
  });

  it("notices an edit that was carried into a full tile, by the tile above it", async () => {
    const files = edited(await logFolder(ENTRIES), FULL, (all) => [...all.slice(0, -1), ...all.slice(0, 1)]);
    const bundle = decodeBundle(files.get(FULL) ?? new Uint8Array(0)) ?? [];
    files.set("tile/0/000", Buffer.concat(bundle.map((entry) => leafHash(sha256, entry))));
    expect(codes(await problemsOf(files))).toEqual(["emitter-gap", "tile-wrong"]);
  });

  it("notices records that no emitter lost but the log left out", async () => {
    expect(await problemsOf(await logFolder(ENTRIES.toSpliced(40, 2)))).toEqual([
      "emitter-gap: The log lacks records 40 to 41 of `ci-1`",
    ]);
  });

  it("notices records of another log, and entries that are no records", async () => {
    const foreign = entriesOf("example.com/other", decisions(1));
    expect(codes(await problemsOf(await logFolder(foreign)))).toEqual(["record-foreign"]);
    expect(codes(await problemsOf(await logFolder([utf8("hello")])))).toEqual(["record-malformed"]);
  });
});

describe("verifyEvidence() against what is trusted", () => {
  it("refuses a log that nobody vouches for", async () => {
    const files = await logFolder(ENTRIES);
    const stranger = trustIn(`log ${vkeyOf(testSigner("example.com/other", 3))}\nquorum none\n`);
    const newKey = trustIn(`log ${vkeyOf(testSigner(LOG.name, 3))}\nquorum none\n`);
    expect(codes(await problemsOf(files, stranger))).toEqual(["origin-unknown"]);
    expect(codes(await problemsOf(files, newKey))).toEqual(["signature-missing"]);
  });

  it("refuses a checkpoint whose signature does not fit", async () => {
    const files = await logFolder(ENTRIES);
    const other = await logFolder(ENTRIES.slice(0, 300));
    const [text, from] = [files, other].map((one) => fromUtf8(one.get("checkpoint") ?? new Uint8Array(0)) ?? "");
    files.set("checkpoint", utf8(`${text?.split("\n\n")[0]}\n\n${from?.split("\n\n")[1]}`));
    expect(codes(await problemsOf(files))).toEqual(["signature-wrong"]);
  });

  it("refuses a key outside its time", async () => {
    const files = await logFolder(ENTRIES);
    const policy = `log ${vkeyOf(LOG)}\nquorum none\n`;
    const within = (from: string, until: string): Trust =>
      trustIn(JSON.stringify({ v: 1, policy, keys: [{ key: vkeyOf(LOG), from, until }] }));
    expect(await problemsOf(files, within("2025-01-01T00:00:00Z", "2026-01-02T00:00:00Z"))).toEqual([]);
    expect(codes(await problemsOf(files, within("2025-01-01T00:00:00Z", "2026-01-01T00:01:00Z")))).toEqual([
      "key-expired",
    ]);
    expect(codes(await problemsOf(files, within("2026-02-01T00:00:00Z", "2027-01-01T00:00:00Z")))).toEqual([
      "key-expired",
    ]);
  });

  it("asks for the quorum of witnesses, which a thief of the log's key cannot give", async () => {
    const [a, b] = [testSigner("w.example/a", 11), testSigner("w.example/b", 12)];
    const witnesses = `witness a ${vkeyOf(a, "cosignature")}\nwitness b ${vkeyOf(b, "cosignature")}\n`;
    const trust = trustIn(`log ${vkeyOf(LOG)}\n${witnesses}group both all a b\nquorum both\n`);
    const files = await logFolder(ENTRIES);
    expect(await problemsOf(files, trust)).toEqual([
      "quorum-missing: The quorum of witnesses `both` is not reached: none of them has signed",
    ]);
    for (const witness of [a, b]) {
      const { note } = parseCheckpoint(files.get("checkpoint") ?? new Uint8Array(0)) ?? {};
      if (note === undefined) throw new Error("no checkpoint");
      files.set("checkpoint", utf8(formatNote(addSignature(note, await cosign(sha256, witness, note, 1_770_000_000)))));
      expect(codes(await problemsOf(files, trust))).toEqual(witness === a ? ["quorum-missing"] : []);
    }
  });

  it("compares with checkpoints that were seen before", async () => {
    const files = await logFolder(ENTRIES);
    for (const size of [0, 1, 7, 256, 257, 300, 301])
      expect(await problemsOf(files, knowing(await logFolder(ENTRIES.slice(0, size)))), String(size)).toEqual([]);
    const longer = entriesOf(LOG.name, decisions(400));
    expect(await problemsOf(files, knowing(await logFolder(longer)))).toEqual([
      "truncated: The checkpoint covers 301 records, but one over 400 is known: the newest are held back",
    ]);
    const forked = entriesOf(LOG.name, [HEARTBEAT, ...decisions(9)]);
    expect(await problemsOf(files, knowing(await logFolder(forked)))).toEqual([
      "split-view: The log has signed another tree over the first 10 records",
    ]);
  });
});

describe("verifyEvidence() of a pack", () => {
  const sealed = sealDisclosure({ name: "actor.email", value: "dev@example.com" }, new Uint8Array(16).fill(5)) ?? "";
  const withheld = sealDisclosure({ name: "actor.ip", value: "203.0.113.7" }, new Uint8Array(16).fill(6)) ?? "";
  const disclosures = [sealed, withheld].map((one) => disclosureDigest(sha256, one));
  const entries = entriesOf(LOG.name, [...decisions(9), { ...DECISION, disclosures }, ...decisions(290)]);

  async function pack(range = { from: 5, to: 20 }): Promise<Map<string, Uint8Array>> {
    const files = new Map<string, Uint8Array>();
    for (const [path, bytes] of await logFolder(entries))
      if (!path.startsWith(PARTIAL)) files.set(`log/${path}`, bytes);
    files.delete("log/tile/entries/001.p/44");
    files.set("disclosures.txt", utf8(`${sealed}\n`));
    files.set("receipts/9.tlog-proof", utf8(await receiptFor(9)));
    return await sign(files, range);
  }

  async function receiptFor(index: number): Promise<string> {
    const folder = await logFolder(entries);
    const checkpoint = parseCheckpoint(folder.get("checkpoint") ?? new Uint8Array(0));
    const nodes = nodesFromTiles(sha256, entries.length, (name) =>
      tileHashes(folder.get(tilePath(name)) ?? new Uint8Array(0), name.width),
    );
    const hashes = proveInclusion(sha256, nodes, index, entries.length);
    if (hashes === null || checkpoint === null) throw new Error("no proof");
    return formatTlogProof({ index, hashes, checkpoint, extra: null });
  }

  it("is content with a part of the log, its receipts and what is disclosed", async () => {
    const report = await verifyEvidence(nodeCrypto, packOf(await pack()), trustIn());
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({
      range: { from: 5, to: 20 },
      receipts: 1,
      disclosures: { verified: 1, withheld: 1 },
    });
    expect(report.summary).toMatchObject({ records: 15, emitters: [{ first: 5, last: 19 }] });
  });

  it("keeps proving after what was disclosed is erased", async () => {
    const files = await pack();
    files.delete("disclosures.txt");
    const report = await verifyEvidence(nodeCrypto, packOf(await sign(files, { from: 5, to: 20 })), trustIn());
    expect(report).toMatchObject({ valid: true, disclosures: { verified: 0, withheld: 2 } });
    for (const bytes of files.values()) expect(fromUtf8(bytes) ?? "").not.toContain("dev@example.com");
  });

  it("wants the whole log when the manifest cannot be believed", async () => {
    const files = await pack();
    files.delete("manifest.dsse.json");
    expect(codes(await problemsOf(files))).toEqual(["bundle-missing", "manifest-wrong"]);
  });

  it("refuses a manifest that somebody else has signed", async () => {
    const files = await pack();
    const thief = testSigner(LOG.name, 8);
    files.set("manifest.dsse.json", utf8(await signManifest(thief, { origin: LOG.name, from: 5, to: 6 }, [])));
    expect(codes(await problemsOf(files))).toContain("manifest-wrong");
  });

  it("names files that were changed, added or taken away", async () => {
    const changed = (await pack()).set("disclosures.txt", utf8(`${sealed}\n\n`));
    expect(await problemsOf(changed)).toEqual(["file-changed: `disclosures.txt` was changed after the pack was made"]);
    const added = (await pack()).set("notes.txt", utf8("trust me"));
    expect(await problemsOf(added)).toEqual(["file-unlisted: `notes.txt` does not belong to the pack"]);
    const gone = await pack();
    gone.delete("receipts/9.tlog-proof");
    expect(await problemsOf(gone)).toEqual(["file-missing: `receipts/9.tlog-proof` is missing"]);
  });

  it("refuses disclosures and receipts that belong to no record", async () => {
    const stranger =
      sealDisclosure({ name: "actor.email", value: "else@example.com" }, new Uint8Array(16).fill(9)) ?? "";
    const files = (await pack()).set("disclosures.txt", utf8(`${sealed}\n${stranger}\nnonsense\n`));
    files.set("receipts/10.tlog-proof", utf8(await receiptFor(9)));
    files.set("receipts/200.tlog-proof", utf8(await receiptFor(200)));
    expect(await problemsOf(await sign(files, { from: 5, to: 20 }))).toEqual([
      "disclosure-wrong: Disclosure 3 of `disclosures.txt` is none",
      "receipt-wrong: The file is no receipt for the record whose number it bears",
      "receipt-wrong: `receipts/200.tlog-proof` is for no record that was verified",
      "disclosure-wrong: Disclosure 2 of `disclosures.txt` belongs to none of the records",
    ]);
  });

  it("refuses a receipt of another tree that the log has signed", async () => {
    const other = await logFolder(entriesOf(LOG.name, decisions(10)));
    const signed = parseCheckpoint(
      utf8(
        await signCheckpoint(sha256, [LOG], LOG.name, {
          size: 1,
          root: leafHash(sha256, entries[9] ?? new Uint8Array(0)),
        }),
      ),
    );
    if (signed === null) throw new Error("not signed");
    expect(other.size).toBeGreaterThan(0);
    const files = await pack();
    files.set(
      "receipts/9.tlog-proof",
      utf8(formatTlogProof({ index: 9, hashes: [], checkpoint: signed, extra: null })),
    );
    expect(codes(await problemsOf(await sign(files, { from: 5, to: 20 })))).toEqual(["receipt-wrong"]);
  });
});
