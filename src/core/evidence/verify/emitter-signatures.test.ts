import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { emit, newEmitter, type Draft, type Emitter } from "../emitters/index.ts";
import { decodeRecord } from "../record/index.ts";
import { signChain, type EmitterKey } from "../proofs/index.ts";
import { LOG, logFolder, packOf } from "../testing/pack.ts";
import { DECISION, stampAt } from "../testing/records.ts";
import { testSigner, vkeyOf } from "../testing/signers.ts";
import { EmitterSignatures } from "./emitter-signatures.ts";
import { Findings } from "./problem.ts";
import { parseTrust, type Trust } from "./trust.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const OWN = testSigner("writ.emitter/one", 5);
const OTHER = testSigner("writ.emitter/other", 6);
const keyOf = (signer: typeof OWN): EmitterKey => ({ vkey: vkeyOf(signer), sign: signer.sign });

/** Entries of an emitter: a letter is a decision, `!` a signature by its key and `?` one by the key of another. */
function entriesOf(name: string, script: string): readonly Uint8Array[] {
  let emitter: Emitter = newEmitter(name, LOG.name);
  return Array.from(script, (step) => {
    const { next, ...end } = emitter;
    const key = step === "?" ? OTHER : OWN;
    const body = signChain(keyOf(key), { ...end, sequence: next }) ?? {};
    const draft: Draft = "!?".includes(step) ? { kind: "signature", body } : DECISION;
    const emitted = emit(nodeCrypto.sha256, emitter, draft, stampAt(next));
    if (emitted.kind === "malformed") throw new Error(emitted.reason);
    emitter = emitted.after;
    return emitted.bytes;
  });
}

function trusting(...emitters: readonly (typeof OWN)[]): Trust {
  const policy = `log ${vkeyOf(LOG)}\nquorum none\n`;
  const keys = [{ key: vkeyOf(OTHER), from: null, until: "2025-01-01T00:00:00Z" }];
  const text = JSON.stringify({ v: 1, policy, keys, emitters: emitters.map((one) => vkeyOf(one)) });
  const result = parseTrust(nodeCrypto.sha256, text);
  if (result.kind === "malformed") throw new Error(result.reason);
  return result.trust;
}

async function found(
  entries: readonly Uint8Array[],
  trust: Trust,
): Promise<readonly [readonly string[], readonly string[], number]> {
  const { problems, notes, signatures } = await verifyEvidence(nodeCrypto, packOf(await logFolder(entries)), trust);
  return [problems.map(({ code }) => code), notes.map(({ code }) => code), signatures.signed];
}

/** What is told of a part of a log, after which there is more or not. */
async function codesOf(entries: readonly Uint8Array[], isCut: boolean): Promise<readonly string[]> {
  const findings = new Findings();
  const signatures = new EmitterSignatures(nodeCrypto, trusting(OWN), findings);
  for (const [index, bytes] of entries.entries()) {
    const result = decodeRecord(bytes);
    if (result.kind === "record") await signatures.see(index, result.record);
  }
  signatures.finish(isCut);
  return [...findings.problems, ...findings.notes].map(({ code }) => code);
}

describe("signatures of emitters", () => {
  it("are over every record before them, and what comes after is told", async () => {
    expect(await found(entriesOf("a", "d!ddd!"), trusting(OWN))).toEqual([[], [], 6]);
    expect(await found(entriesOf("a", "d!ddd!dd"), trusting(OWN))).toEqual([[], ["emitter-tail-unsigned"], 6]);
  });

  it("are asked of every emitter where keys are trusted, and of none where none are", async () => {
    expect(await found(entriesOf("a", "ddd"), trusting(OWN))).toEqual([["emitter-unsigned"], [], 0]);
    expect(await found(entriesOf("a", "ddd"), trusting())).toEqual([[], [], 0]);
    expect(await found(entriesOf("a", "d!"), trusting())).toEqual([[], [], 2]);
  });

  it("do not count by another key, or by one that was not valid then", async () => {
    expect(await found(entriesOf("a", "d!?"), trusting(OWN))).toEqual([
      ["emitter-signature-wrong"],
      ["emitter-tail-unsigned"],
      2,
    ]);
    expect(await found(entriesOf("a", "d!?"), trusting(OWN, OTHER))).toEqual([
      ["emitter-signature-wrong"],
      ["emitter-tail-unsigned"],
      2,
    ]);
  });

  it("are missed where more records follow the last of them than may wait for one", async () => {
    expect(await found(entriesOf("a", `d!${"d".repeat(256)}`), trusting(OWN))).toEqual([
      [],
      ["emitter-tail-unsigned"],
      2,
    ]);
    expect(await found(entriesOf("a", `d!${"d".repeat(257)}`), trusting(OWN))).toEqual([["emitter-unsigned"], [], 2]);
  });

  it("do not count by a key that only bears the name of a trusted one", async () => {
    const namesake = testSigner(OWN.name, 7);
    const [problems] = await found(entriesOf("a", "d!"), trusting(namesake));
    expect(problems).toEqual(["emitter-signature-wrong", "emitter-unsigned"]);
  });

  it("may stand behind the end of a part of a log, but not be lacking at the end of the whole", async () => {
    const entries = entriesOf("a", "d!dd");
    expect(await codesOf(entries.slice(0, 1), true)).toEqual(["emitter-tail-unsigned"]);
    expect(await codesOf(entries.slice(0, 1), false)).toEqual(["emitter-unsigned"]);
    expect(await codesOf(entries.slice(2), true)).toEqual(["emitter-tail-unsigned"]);
  });

  it("do not fit records that whoever has the log's key has changed", async () => {
    const [first, , ...rest] = entriesOf("a", "d!");
    const [, signature] = entriesOf("b", "d!");
    const forged = Buffer.from(
      Buffer.from(signature ?? [])
        .toString()
        .replace('"emitter":"b"', '"emitter":"a"'),
    );
    const [problems] = await found([first ?? Buffer.alloc(0), forged, ...rest], trusting(OWN));
    expect(problems).toEqual(["emitter-fork", "emitter-signature-wrong", "emitter-unsigned"]);
  });
});
