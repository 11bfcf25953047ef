import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import {
  decodeBundle,
  EMPTY_EDGE,
  growTree,
  isSameBytes,
  parseCheckpoint,
  parseTrust,
  verifyEvidence,
  type PackFiles,
} from "#core/evidence";
import { filesUnder, hasVectors, SCHEMAS, vector } from "./oracles.ts";

const LOG = "tlog-sample/testdata/log";

function golden(): PackFiles {
  const paths = filesUnder(LOG);
  return {
    paths: () => paths,
    read: (path) => Promise.resolve(paths.includes(path) ? readFileSync(join(SCHEMAS, LOG, path)) : null),
  };
}

describe.skipIf(!hasVectors)("a log that Tessera wrote (skipped without ../shared/oracles)", () => {
  it("is verified, but for its entries, which are no records", async () => {
    const trust = parseTrust(
      nodeCrypto.sha256,
      `log ${vector("tlog-sample/log.vkey").toString().trim()}\nquorum none\n`,
    );
    if (trust.kind === "malformed") throw new Error(trust.reason);
    const known = filesUnder(LOG)
      .filter((path) => path.startsWith("checkpoint.") && path !== "checkpoint.0")
      .map((path) => parseCheckpoint(vector(`${LOG}/${path}`)))
      .filter((one) => one !== null);
    expect(known.length).toBe(15);
    const report = await verifyEvidence(nodeCrypto, golden(), { ...trust.trust, known });
    expect(new Set(report.problems.map(({ code }) => code))).toEqual(new Set(["record-malformed"]));
    expect(report.summary.records).toBe(15);
    expect(report.signedBy.map(({ name }) => name)).toEqual(["example.com/log/testdata"]);
  });

  it("has the same files when the same entries are added here", () => {
    const entries = decodeBundle(vector(`${LOG}/tile/entries/000.p/15`)) ?? [];
    const tree = growTree(nodeCrypto.sha256, EMPTY_EDGE);
    for (const entry of entries) {
      tree.add(entry);
      for (const { path, bytes } of tree.takeFiles()) expect(isSameBytes(bytes, vector(`${LOG}/${path}`))).toBe(true);
      const published = parseCheckpoint(vector(`${LOG}/checkpoint.${tree.size}`));
      expect(isSameBytes(published?.root ?? new Uint8Array(0), tree.head().root)).toBe(true);
    }
    expect(tree.size).toBe(15);
  });
});
