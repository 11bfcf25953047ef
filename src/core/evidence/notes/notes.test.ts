import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { testSigner, vkeyOf } from "../testing/signers.ts";
import { addSignature, checkpointBytes, parseCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { parseKey } from "./keys.ts";
import { formatNote, NOTE_LIMITS, parseNote } from "./note.ts";
import { parsePolicy } from "./policy.ts";
import { verifyNote } from "./verify-note.ts";

const { sha256, verifyEd25519 } = nodeCrypto;
const LOG = testSigner("example.com/log", 1);
const WITNESS = testSigner("witness.example/w", 2);
const HEAD = { size: 7, root: new Uint8Array(32).fill(9) };

const EXAMPLE = `This is an example message.

\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
const EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("verifyNote()", () => {
  it("verifies the example of C2SP signed-note", async () => {
    const [note, key] = [parseNote(bytes(EXAMPLE)), parseKey(sha256, EXAMPLE_KEY)];
    if (note === null || key === null) throw new Error("the example cannot be read");
    expect(await verifyNote(verifyEd25519, note, [key])).toEqual([{ key, valid: true, timeSeconds: null }]);
    expect(formatNote(note)).toBe(EXAMPLE);
    const changed = { ...note, text: "This is another message.\n" };
    expect((await verifyNote(verifyEd25519, changed, [key])).map(({ valid }) => valid)).toEqual([false]);
  });

  it("takes the time of a witness, and ignores signatures of keys that it does not know", async () => {
    const checkpoint = parseCheckpoint(bytes(await signCheckpoint(sha256, [LOG], LOG.name, HEAD)));
    const witness = parseKey(sha256, vkeyOf(WITNESS, "cosignature"));
    if (checkpoint === null || witness === null) throw new Error("not signed");
    const cosigned = addSignature(checkpoint.note, await cosign(sha256, WITNESS, checkpoint.note, 1_700_000_000));
    expect(await verifyNote(verifyEd25519, cosigned, [witness])).toEqual([
      { key: witness, valid: true, timeSeconds: 1_700_000_000 },
    ]);
    expect(await verifyNote(verifyEd25519, checkpoint.note, [witness])).toEqual([]);
  });

  it("does not take a log's signature for that of a witness with the same key", async () => {
    const checkpoint = parseCheckpoint(bytes(await signCheckpoint(sha256, [LOG], LOG.name, HEAD)));
    const key = parseKey(sha256, vkeyOf(LOG, "cosignature"));
    if (checkpoint === null || key === null) throw new Error("not signed");
    expect(await verifyNote(verifyEd25519, checkpoint.note, [key])).toEqual([]);
  });
});

describe("parseNote()", () => {
  it.each([
    ["without a signature", "text\n"],
    ["without the last newline", EXAMPLE.slice(0, -1)],
    ["with a control character", EXAMPLE.replace("example", "exam\tple")],
    ["with another dash", EXAMPLE.replace("\u2014", "-")],
    ["with loose Base 64", EXAMPLE.replace("aQM=", "aQN=")],
    ["with a key that has a plus", EXAMPLE.replace("com/foo ", "com/+foo ")],
    ["that is too long", `${"a".repeat(NOTE_LIMITS.bytes)}${EXAMPLE}`],
  ])("refuses a note %s", (_, text) => {
    expect(parseNote(bytes(text))).toBeNull();
  });

  it("refuses a note with more signatures than it may have", () => {
    const line = EXAMPLE.split("\n\n")[1] ?? "";
    expect(parseNote(bytes(`a\n\n${line.repeat(NOTE_LIMITS.signatures)}`))).not.toBeNull();
    expect(parseNote(bytes(`a\n\n${line.repeat(NOTE_LIMITS.signatures + 1)}`))).toBeNull();
  });
});

describe("parseCheckpoint()", () => {
  it("reads back what was signed", async () => {
    const text = await signCheckpoint(sha256, [LOG], LOG.name, HEAD);
    const checkpoint = parseCheckpoint(bytes(text));
    expect(checkpoint).toMatchObject({ origin: LOG.name, ...HEAD });
    expect(checkpoint === null ? "" : new TextDecoder().decode(checkpointBytes(checkpoint))).toBe(text);
  });

  it.each(["07", "-1", "1e3", "9007199254740993", ""])("refuses the size %s", async (size) => {
    const text = await signCheckpoint(sha256, [LOG], LOG.name, HEAD);
    expect(parseCheckpoint(bytes(text.replace("\n7\n", `\n${size}\n`)))).toBeNull();
  });
});

describe("parseKey()", () => {
  it.each([
    ["an id that is not the key's", EXAMPLE_KEY.replace("530d903a", "530d903b")],
    ["a name that is not the key's", EXAMPLE_KEY.replace("foo", "bar")],
    ["another algorithm", "a+00000000+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"],
    ["nothing", ""],
    ["a name that is not seen whole", vkeyOf(testSigner("example.com/\u202elog", 1))],
  ])("refuses %s", (_, text) => {
    expect(parseKey(sha256, text)).toBeNull();
  });
});

describe("parsePolicy()", () => {
  const keys = [1, 2, 3].map((seed) => vkeyOf(testSigner(`w${seed}`, seed), "cosignature"));
  const witnesses = keys.map((key, at) => `witness w${at} ${key}`).join("\n");
  const log = `log ${vkeyOf(testSigner("example.com/log", 9))} https://example.com/log`;

  it("counts witnesses by groups of groups", () => {
    const result = parsePolicy(
      sha256,
      `# who counts\n${log}\n${witnesses}\ngroup two 2 w0 w1\n\tgroup  all-of all two w2\nquorum all-of\n`,
    );
    if (result.kind === "malformed") throw new Error(result.problem.message);
    const [a, b, c] = result.policy.witnesses;
    if (a === undefined || b === undefined || c === undefined) throw new Error("not read");
    expect(result.policy.isQuorum(new Set([a, b, c]))).toBe(true);
    expect(result.policy.isQuorum(new Set([a, c]))).toBe(false);
    expect(result.policy.isQuorum(new Set([a, b]))).toBe(false);
  });

  it.each([
    ["no quorum", log],
    ["a second quorum", "quorum none\nquorum none"],
    ["a name that comes later", `group g any w0\n${witnesses}\nquorum g`],
    ["a member of two groups", `${witnesses}\ngroup g any w0\ngroup h any w0\nquorum h`],
    ["a threshold beyond the members", `${witnesses}\ngroup g 3 w0 w1\nquorum g`],
    ["a witness with a log's key type", `witness w ${vkeyOf(testSigner("w", 1))}\nquorum w`],
    ["the same log twice", `${log}\n${log}\nquorum none`],
    ["another word", "allow everybody\nquorum none"],
  ])("refuses %s", (_, text) => {
    expect(parsePolicy(sha256, text).kind).toBe("malformed");
  });
});
