import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { canonicalJson } from "#core/model";
import { DECISION, entriesOf, HEARTBEAT } from "../testing/records.ts";
import { BODIES } from "./bodies.ts";
import { encodeCanonical, type Json } from "./canonical.ts";
import { disclosureDigest, openDisclosure, sealDisclosure } from "./disclosure.ts";
import { decodeRecord, recordSchema } from "./record.ts";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(value: Uint8Array | null): string | null {
  return value === null ? null : new TextDecoder().decode(value);
}

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string({ unit: "binary" }), fc.constant("__proto__")), tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("canonical form", () => {
  it("is the one that the rest of the project digests", () => {
    fc.assert(
      fc.property(json, (value) => {
        const encoded = encodeCanonical(value);
        if (!canonicalJson(value).includes("$writ")) expect(text(encoded)).toBe(canonicalJson(value));
        expect(JSON.parse(text(encoded) ?? "")).toEqual(value);
      }),
    );
  });

  it("does not exist for fractions, huge integers, half surrogate pairs and deep nesting", () => {
    let deep: Json = 1;
    for (let depth = 0; depth < 17; depth++) deep = [deep];
    for (const value of [0.5, 2 ** 53, -0, Number.NaN, "\ud800", { "\udfff": 1 }, deep])
      expect(encodeCanonical(value)).toBeNull();
  });
});

describe("decodeRecord()", () => {
  const [entry = new Uint8Array(0)] = entriesOf("example.com/log", [DECISION]);
  const change = (key: string, value: Json): Uint8Array => {
    const decoded = decodeRecord(entry);
    const record = decoded.kind === "record" ? decoded.record : {};
    return encodeCanonical({ ...record, [key]: value }) ?? new Uint8Array(0);
  };

  it("reads what was emitted", () => {
    expect(decodeRecord(entry)).toMatchObject({
      kind: "record",
      record: { kind: "decision", sequence: 0, previous: null },
    });
  });

  it("is written in canonical form", () => {
    for (const one of entriesOf("example.com/log", [DECISION, HEARTBEAT]))
      expect(text(one)).toBe(text(encodeCanonical(JSON.parse(text(one) ?? ""))));
  });

  it.each<[string, (written: string) => string]>([
    ["another order of keys", (written) => written.replace(/^\{(.*),("v":1)\}$/s, "{$2,$1}")],
    ["a key written twice", (written) => written.replace('"v":1}', '"v":1,"v":1}')],
    ["spaces", (written) => written.replace('"v":1', '"v": 1')],
    ["an escape that is not needed", (written) => written.replace('"system"', String.raw`"\u0073ystem"`)],
    ["a mark at the beginning", (written) => `\ufeff${written}`],
    ["another form of a number", (written) => written.replace('"v":1', '"v":1.0')],
    ["nesting without end", () => "[".repeat(60_000)],
    ["nothing but a list", () => "[]"],
  ])("refuses an entry that has %s", (_, change) => {
    const written = text(entry) ?? "";
    expect(change(written)).not.toBe(written);
    expect(decodeRecord(bytes(change(written))).kind).toBe("malformed");
  });

  it.each<[string, Json, string]>([
    ["v", 2, "`/v` is not 1"],
    ["kind", "rumour", "its kind is not known"],
    ["kind", "constructor", "its kind is not known"],
    ["email", "dev@example.com", "`/email` is not known"],
    ["sequence", -1, "`/sequence` is not a whole number from 0 on"],
    ["time", "2026-13-01T00:00:00.000Z", "`/time` is not a time (UTC to the millisecond)"],
    ["body", {}, "`/body/actor` is missing"],
    ["disclosures", ["x"], "`/disclosures/0` is not the digest of a disclosure"],
  ])("refuses %s: %j", (key, value, reason) => {
    expect(decodeRecord(change(key, value))).toEqual({ kind: "malformed", reason });
  });

  it("refuses what could tell who somebody is", () => {
    const body = { ...DECISION.body, actor: { kind: "person", alias: "dev@example.com" } };
    expect(() => entriesOf("example.com/log", [{ kind: "decision", body }])).toThrow(
      "`/body/actor/alias` is not an alias",
    );
  });

  it("says of a record what the published schema says of it", () => {
    const validate = new Ajv2020({ strict: false }).compile(recordSchema());
    const drafts = entriesOf("example.com/log", [DECISION, HEARTBEAT]);
    for (const one of drafts) expect(validate(JSON.parse(new TextDecoder().decode(one)))).toBe(true);
    for (const [key, value] of [
      ["v", 2],
      ["kind", "rumour"],
      ["email", "a"],
      ["sequence", -1],
      ["body", {}],
    ] as const)
      expect(validate(JSON.parse(new TextDecoder().decode(change(key, value)))), key).toBe(false);
  });

  it("is described by spec/schemas as it is", () => {
    const file = join(import.meta.dirname, "../../../../spec/schemas/evidence-record.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(recordSchema());
  });

  it("knows twelve kinds of records", () => {
    expect(Object.keys(BODIES)).toEqual([
      "decision",
      "effect",
      "drift",
      "approval",
      "waiver",
      "bundle-activated",
      "administration",
      "key-rotated",
      "erasure",
      "heartbeat",
      "signature",
      "gap",
    ]);
  });
});

describe("disclosures", () => {
  const salt = new Uint8Array(16).fill(7);

  it("open to what was sealed, and have another digest with another salt", () => {
    const sealed = sealDisclosure({ name: "actor.email", value: "dev@example.com" }, salt) ?? "";
    expect(openDisclosure(sealed)).toEqual({ name: "actor.email", value: "dev@example.com" });
    const again = sealDisclosure({ name: "actor.email", value: "dev@example.com" }, new Uint8Array(16)) ?? "";
    expect(disclosureDigest(nodeCrypto.sha256, again)).not.toBe(disclosureDigest(nodeCrypto.sha256, sealed));
  });

  it("are not sealed with a salt that could be guessed, nor opened without one", () => {
    expect(sealDisclosure({ name: "a", value: 1 }, new Uint8Array(15))).toBeNull();
    expect(openDisclosure(Buffer.from('["c2hvcnQ","a",1]').toString("base64url"))).toBeNull();
    expect(openDisclosure("no base 64!")).toBeNull();
    expect(openDisclosure(Buffer.from("{}").toString("base64url"))).toBeNull();
  });
});
