import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { fromUtf8, utf8 } from "../bytes/index.ts";
import { LOG, logFolder } from "../testing/pack.ts";
import { decisions, entriesOf } from "../testing/records.ts";
import { testSigner } from "../testing/signers.ts";
import { parseCheckpoint } from "../notes/index.ts";
import { isSignedByOneOf, parseEnvelope, preAuthentication, signEnvelope } from "./dsse.ts";
import { formatStatement, parseStatement, STATEMENT_TYPE } from "./statement.ts";
import { formatTlogProof, parseTlogProof } from "./tlog-proof.ts";

describe("DSSE envelopes", () => {
  it("sign the bytes of the example of the specification", () => {
    const bytes = preAuthentication("http://example.com/HelloWorld", utf8("hello world"));
    expect(fromUtf8(bytes)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  });

  it("are verified with the key that signed them, and with no other", async () => {
    const envelope = parseEnvelope(utf8(await signEnvelope(LOG, "text/plain", utf8("hello"))));
    if (envelope === null) throw new Error("not written");
    const { verifyEd25519 } = nodeCrypto;
    expect(await isSignedByOneOf(verifyEd25519, envelope, [testSigner("b", 2), LOG])).toBe(true);
    expect(await isSignedByOneOf(verifyEd25519, envelope, [testSigner("b", 2)])).toBe(false);
    expect(await isSignedByOneOf(verifyEd25519, { ...envelope, payloadType: "text/html" }, [LOG])).toBe(false);
  });

  it.each([
    ["nothing", ""],
    ["no signature", '{"payloadType":"a","payload":"aGk=","signatures":[]}'],
    ["a payload that is no Base 64", '{"payloadType":"a","payload":"!","signatures":[{"sig":"aGk="}]}'],
    ["a signature that is no map", '{"payloadType":"a","payload":"aGk=","signatures":["aGk="]}'],
    ["a list", "[]"],
    [
      "too many signatures",
      `{"payloadType":"a","payload":"aGk=","signatures":[${Array(17).fill('{"sig":"aGk="}').join()}]}`,
    ],
  ])("are not read from %s", (_, text) => {
    expect(parseEnvelope(utf8(text))).toBeNull();
  });
});

describe("statements", () => {
  it("are read back as they were written", () => {
    const statement = {
      subjects: [{ name: "plan.json", sha256: "ab".repeat(32) }],
      predicateType: "urn:example",
      predicate: { answer: 42 },
    };
    expect(STATEMENT_TYPE).toBe("application/vnd.in-toto+json");
    expect(parseStatement(formatStatement(statement))).toEqual(statement);
  });

  it("are not read without subjects or digests", () => {
    const without = { subjects: [], predicateType: "urn:example", predicate: {} };
    expect(parseStatement(formatStatement(without))).toBeNull();
    expect(parseStatement(formatStatement({ ...without, subjects: [{ name: "a", sha256: "short" }] }))).toBeNull();
    expect(parseStatement(utf8('{"_type":"https://in-toto.io/Statement/v0.1"}'))).toBeNull();
  });
});

describe("tlog-proofs", () => {
  it("are read back as they were written, with and without what is not signed", async () => {
    const folder = await logFolder(entriesOf(LOG.name, decisions(2)));
    const checkpoint = parseCheckpoint(folder.get("checkpoint") ?? new Uint8Array(0));
    if (checkpoint === null) throw new Error("no checkpoint");
    for (const extra of [null, utf8("more")]) {
      const proof = { index: 1, hashes: [new Uint8Array(32).fill(3)], checkpoint, extra };
      const text = formatTlogProof(proof);
      expect(parseTlogProof(utf8(text))).toEqual(proof);
      for (const change of [
        text.replace("@v1", "@v2"),
        text.replace("index 1", "index 01"),
        text.replace("AwMD", "AwM"),
        text.replace("\n\n", "\n"),
        text.slice(0, 80),
      ])
        expect(parseTlogProof(utf8(change))).toBeNull();
    }
  });

  it("are not read with more hashes than a path can have", async () => {
    const folder = await logFolder([]);
    const checkpoint = parseCheckpoint(folder.get("checkpoint") ?? new Uint8Array(0));
    if (checkpoint === null) throw new Error("no checkpoint");
    const hashes = Array.from({ length: 65 }, () => new Uint8Array(32));
    expect(parseTlogProof(utf8(formatTlogProof({ index: 0, hashes, checkpoint, extra: null })))).toBeNull();
  });
});
