import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { fromUtf8, toBase64, utf8 } from "../bytes/index.ts";
import { parseCheckpoint, parseKey, signCheckpoint, verifyNote, type VerifierKey } from "../notes/index.ts";
import { createGrowingLog } from "../testing/growing-log.ts";
import { testSigner, vkeyOf } from "../testing/signers.ts";
import { createMemoryState } from "../testing/witness-state.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "./request.ts";
import type { WitnessState } from "./state.ts";
import { createWitness, type Witness, type WitnessAnswer } from "./witness.ts";

const { sha256, verifyEd25519 } = nodeCrypto;
const LOG = testSigner("example.com/log", 1);
const WITNESS = testSigner("witness.example/w", 2);

function keyOf(text: string): VerifierKey {
  const key = parseKey(sha256, text);
  if (key === null) throw new Error(`${text} is no key`);
  return key;
}

function newWitness(state: WitnessState = createMemoryState(sha256), now: () => number = () => 1_700_000_000): Witness {
  return createWitness({ crypto: nodeCrypto, signer: WITNESS, logs: [keyOf(vkeyOf(LOG))], state, now });
}

async function ask(witness: Witness, request: Uint8Array | Promise<Uint8Array>): Promise<WitnessAnswer> {
  return await witness.addCheckpoint(await request);
}

/** The size and time that a cosignature is about; null when the witness gave none that holds. */
async function signedBy(note: string, answer: WitnessAnswer): Promise<{ size: number; time: number | null } | null> {
  const cosigned = parseCheckpoint(utf8(note + (answer.kind === "cosigned" ? answer.lines : "")));
  const [signed] = await verifyNote(verifyEd25519, cosigned?.note ?? { text: "", signatures: [] }, [
    keyOf(vkeyOf(WITNESS, "cosignature")),
  ]);
  return signed?.valid === true ? { size: cosigned?.size ?? -1, time: signed.timeSeconds } : null;
}

describe("a witness", () => {
  it("signs a log as it grows, over every shape of tree", async () => {
    const [witness, log] = [newWitness(), createGrowingLog(LOG)];
    let old = 0;
    for (const size of [0, 1, 2, 3, 4, 7, 8, 8, 255, 256, 257, 511, 600]) {
      await log.growTo(size);
      const answer = await ask(witness, log.request(old));
      expect(await signedBy(await log.checkpoint(), answer), `${old} to ${size}`).toEqual({
        size,
        time: 1_700_000_000,
      });
      old = size;
    }
  });

  it("answers what it signed last to whoever starts from elsewhere", async () => {
    const [witness, log] = [newWitness(), createGrowingLog(LOG)];
    await log.growTo(5);
    await ask(witness, log.request(0));
    await log.growTo(9);
    for (const old of [0, 4, 6]) {
      const expected = { kind: "conflicts", origin: LOG.name, latestSize: 5 };
      expect(await ask(witness, log.request(old))).toEqual(expected);
    }
    expect((await ask(witness, log.request(5))).kind).toBe("cosigned");
  });

  it("refuses a log that forks, also at the same size", async () => {
    const [witness, log, fork] = [newWitness(), createGrowingLog(LOG), createGrowingLog(LOG, "fork")];
    await log.growTo(5);
    await ask(witness, log.request(0));
    await fork.growTo(5);
    const answer = await ask(witness, fork.request(5));
    expect(answer).toMatchObject({ kind: "inconsistent", latestSize: 5, fork: { shown: await fork.checkpoint() } });
    for (const size of [6, 9, 300]) {
      await fork.growTo(size);
      const refusal = { kind: "inconsistent", origin: LOG.name, latestSize: 5, fork: null };
      expect(await ask(witness, fork.request(5)), `${size}`).toEqual(refusal);
    }
    await log.growTo(6);
    expect((await ask(witness, log.request(5))).kind).toBe("cosigned");
  });

  it("believes no log that it does not know, and no checkpoint that the log did not sign", async () => {
    const witness = newWitness();
    const ask404 = await signCheckpoint(sha256, [testSigner("example.com/other", 1)], "example.com/other", HEAD);
    expect(await ask(witness, formatAddCheckpoint(0, [], ask404))).toEqual({ kind: "unknown-log" });
    const stranger = await signCheckpoint(sha256, [testSigner(LOG.name, 3)], LOG.name, HEAD);
    expect(await ask(witness, formatAddCheckpoint(0, [], stranger))).toEqual({ kind: "untrusted" });
    const signed = await signCheckpoint(sha256, [LOG], LOG.name, HEAD);
    const forged = signed.replace(toBase64(HEAD.root), toBase64(new Uint8Array(32)));
    expect(await ask(witness, formatAddCheckpoint(0, [], forged))).toEqual({ kind: "untrusted" });
    const bothKeys = await signCheckpoint(sha256, [testSigner(LOG.name, 3), LOG], LOG.name, HEAD);
    expect((await ask(witness, formatAddCheckpoint(0, [], bothKeys))).kind).toBe("cosigned");
  });

  it("refuses a proof where none can be, and an empty tree with a root of its own", async () => {
    const witness = newWitness();
    const note = await signCheckpoint(sha256, [LOG], LOG.name, HEAD);
    expect((await ask(witness, formatAddCheckpoint(0, [HEAD.root], note))).kind).toBe("inconsistent");
    expect((await ask(witness, formatAddCheckpoint(8, [], note))).kind).toBe("shrinks");
    const empty = await signCheckpoint(sha256, [LOG], LOG.name, { ...HEAD, size: 0 });
    expect((await ask(witness, formatAddCheckpoint(0, [], empty))).kind).toBe("inconsistent");
  });

  it("keeps the signatures of trusted keys alone, and its own", async () => {
    const state = createMemoryState(sha256);
    const note = await signCheckpoint(sha256, [testSigner(LOG.name, 3), LOG], LOG.name, HEAD);
    await ask(newWitness(state), formatAddCheckpoint(0, [], note));
    const kept = parseCheckpoint(utf8((await state.latest(LOG.name))?.note ?? ""));
    const keys = [keyOf(vkeyOf(LOG)), keyOf(vkeyOf(WITNESS, "cosignature"))];
    expect(kept?.note.signatures.map(({ keyId }) => keyId)).toEqual(keys.map(({ id }) => id));
  });

  it("never gives an earlier time to a larger tree when its clock is set back", async () => {
    const [state, log] = [createMemoryState(sha256), createGrowingLog(LOG)];
    await log.growTo(1);
    await ask(newWitness(state), log.request(0));
    await log.growTo(2);
    const answer = await ask(
      newWitness(state, () => 5),
      log.request(1),
    );
    expect(await signedBy(await log.checkpoint(), answer)).toEqual({ size: 2, time: 1_700_000_000 });
  });
});

const HEAD = { size: 7, root: new Uint8Array(32).fill(9) };

describe("a witness of which two are asked at once", () => {
  it("signs one of two forks, whichever comes first", async () => {
    const witness = newWitness();
    const [log, fork] = [createGrowingLog(LOG), createGrowingLog(LOG, "fork")];
    await Promise.all([log.growTo(4), fork.growTo(9)]);
    const answers = await Promise.all([ask(witness, log.request(0)), ask(witness, fork.request(0))]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["conflicts", "cosigned"]);
  });
});

describe("a witness whose state fails", () => {
  it.each(["fails", "fails-but-happens"] as const)("signs nothing, and goes on consistently: %s", async (fault) => {
    const memory = createMemoryState(sha256);
    let broken = true;
    const state: WitnessState = {
      ...memory,
      async advance(expected, next) {
        if (broken && fault === "fails") throw new Error("the disk is full");
        const result = await memory.advance(expected, next);
        if (broken) throw new Error("the disk is full");
        return result;
      },
    };
    const [witness, log, fork] = [newWitness(state), createGrowingLog(LOG), createGrowingLog(LOG, "fork")];
    await log.growTo(3);
    await expect(ask(witness, log.request(0))).rejects.toThrow("full");
    broken = false;
    const again = await ask(witness, log.request(0));
    expect(again.kind).toBe(fault === "fails" ? "cosigned" : "conflicts");
    await fork.growTo(3);
    expect((await ask(witness, fork.request(3))).kind).toBe("inconsistent");
    expect((await ask(witness, log.request(3))).kind).toBe("cosigned");
  });
});

async function good(): Promise<Uint8Array> {
  const log = createGrowingLog(LOG);
  await log.growTo(5);
  return await log.request(3);
}

describe("parseAddCheckpoint()", () => {
  it("reads what formatAddCheckpoint() writes", async () => {
    const request = parseAddCheckpoint(await good());
    expect([request?.oldSize, request?.proof.length, request?.checkpoint.size]).toEqual([3, 4, 5]);
  });

  it.each<readonly [string, (text: string) => string]>([
    ["without an old size", (text) => text.replace("old 3", "old")],
    ["with zeros before the size", (text) => text.replace("old 3", "old 03")],
    ["with a sign", (text) => text.replace("old 3", "old +3")],
    ["with more on the first line", (text) => text.replace("old 3", "old 3 ")],
    ["with a size that no number holds", (text) => text.replace("old 3", "old 18446744073709551616")],
    ["with a carriage return", (text) => text.replace("old 3\n", "old 3\r\n")],
    ["without the empty line", (text) => text.replace("\n\n", "\n")],
    ["with a hash that is none", (text) => text.replace(/\n[^\n]{44}\n/, "\nnonsense\n")],
    ["with a short hash", (text) => text.replace(/\n[^\n]{44}\n/, "\nAAAA\n")],
    ["with too long a proof", (text) => text.replace("old 3\n", `old 3\n${`${"A".repeat(43)}=\n`.repeat(64)}`)],
    ["without a checkpoint", (text) => text.slice(0, text.indexOf("\n\n") + 2)],
    ["with an unsigned checkpoint", (text) => text.slice(0, text.lastIndexOf("\u2014"))],
    ["that is cut off", (text) => text.slice(0, -1)],
    ["that is empty", () => ""],
    ["that is one line", () => "old 3\n"],
    ["that is longer than any", (text) => text + "x".repeat(100_000)],
  ])("reads no request %s", async (_, change) => {
    const text = fromUtf8(await good()) ?? "";
    expect(parseAddCheckpoint(utf8(change(text)))).toBeNull();
  });

  it("reads no request that is not UTF-8", async () => {
    const bytes = (await good()).slice();
    bytes[0] = 0xff;
    expect(parseAddCheckpoint(bytes)).toBeNull();
  });
});
