import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { verifyConsistency, verifyInclusion } from "#core/evidence";
import { filesUnder, hasVectors, vector } from "./oracles.ts";

interface Case {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
}
interface InclusionCase extends Case {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyCase extends Case {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

function casesOf(folder: string): readonly string[] {
  return filesUnder(`merkle-vectors/testdata/${folder}`).map((path) =>
    vector(`merkle-vectors/testdata/${folder}/${path}`).toString(),
  );
}

function inclusionCases(): readonly InclusionCase[] {
  return casesOf("inclusion").map((text): InclusionCase => JSON.parse(text));
}

function consistencyCases(): readonly ConsistencyCase[] {
  return casesOf("consistency").map((text): ConsistencyCase => JSON.parse(text));
}

function bytes(text: string | null): Uint8Array {
  return Buffer.from(text ?? "", "base64");
}

describe.skipIf(!hasVectors)("the vectors of transparency-dev/merkle (skipped without ../shared/oracles)", () => {
  it("are there in number", () => {
    expect(casesOf("inclusion").length).toBeGreaterThan(80);
    expect(casesOf("consistency").length).toBeGreaterThan(80);
  });

  it("agree with verifyInclusion()", () => {
    const wrong = inclusionCases().filter((one) => {
      const holds = verifyInclusion(nodeCrypto.sha256, {
        index: one.leafIdx,
        size: one.treeSize,
        leaf: bytes(one.leafHash),
        root: bytes(one.root),
        proof: (one.proof ?? []).map(bytes),
      });
      return holds === one.wantErr;
    });
    expect(wrong.map(({ desc }) => desc)).toEqual([]);
  });

  it("agree with verifyConsistency()", () => {
    const wrong = consistencyCases().filter((one) => {
      const older = { size: one.size1, root: bytes(one.root1) };
      const newer = { size: one.size2, root: bytes(one.root2) };
      return verifyConsistency(nodeCrypto.sha256, older, newer, (one.proof ?? []).map(bytes)) === one.wantErr;
    });
    expect(wrong).toEqual([]);
  });
});
