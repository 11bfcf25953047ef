import { createPublicKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import {
  disclosureDigest,
  encodeCanonical,
  isSignedByOneOf,
  openDisclosure,
  parseEnvelope,
  parseStatement,
  type JsonMap,
} from "#core/evidence";
import { SCHEMAS } from "./oracles.ts";

const EXAMPLES = join(SCHEMAS, "../evidence-examples");

function example(name: string): Buffer {
  return readFileSync(join(EXAMPLES, name));
}

describe.skipIf(!existsSync(EXAMPLES))("evidence that others wrote (skipped without ../shared/oracles)", () => {
  it("has a DSSE envelope with a statement, signed by the key beside it", async () => {
    const envelope = parseEnvelope(example("svr.dsse.example.json"));
    const spki = createPublicKey(example("emitter.pub.pem")).export({ format: "der", type: "spki" });
    if (envelope === null) throw new Error("not read");
    expect(await isSignedByOneOf(nodeCrypto.verifyEd25519, envelope, [{ publicKey: spki.subarray(-32) }])).toBe(true);
    expect(parseStatement(envelope.payload)?.subjects.map(({ name }) => name)).toEqual(["plan.json"]);
  });

  it("has disclosures whose digests stand in the record", () => {
    const record: JsonMap = JSON.parse(example("decision-record.example.json").toString());
    const sealed: readonly string[] = JSON.parse(example("disclosures.example.json").toString());
    expect(sealed.map((one) => disclosureDigest(nodeCrypto.sha256, one))).toEqual(record["sd"]);
    expect(sealed.map((one) => openDisclosure(one)?.name)).toEqual(["actor.email", "actor.ip"]);
    expect(encodeCanonical(record)?.length).toBe(2287);
  });
});
