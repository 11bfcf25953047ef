import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signEnvelope, utf8, type Signer } from "#core/evidence";
import { nodeCrypto, SPKI_PREFIX } from "../../adapters/signers/node-crypto.ts";
import { creation, store } from "../decide/testing/proposal.ts";
import {
  approvalSubject,
  changesDigest,
  openReceipt,
  RECEIPT_TYPE,
  signReceipt,
  type Receipt,
  type ReceiptSubject,
  type ReceiptTrust,
} from "./index.ts";

function signer(name = "control.example"): Signer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  return { name, publicKey: spki.subarray(SPKI_PREFIX.length), sign: (message) => sign(null, message, privateKey) };
}

const SIGNER = signer();
const NOW = Date.parse("2026-05-04T12:00:00.000Z");
const TRUST: ReceiptTrust = { keys: [SIGNER], verify: nodeCrypto.verifyEd25519, now: NOW };
const SUBJECT: ReceiptSubject = { plan: `sha256:${"a".repeat(64)}`, changes: `sha256:${"b".repeat(64)}` };
const RECEIPT: Receipt = {
  submission: "0199-1",
  origin: "control.example",
  plan: { digest: SUBJECT.plan, tool: "terraform", toolVersion: "1.11.4" },
  changes: SUBJECT.changes,
  proposal: "c".repeat(64),
  bundle: "d".repeat(64),
  principal: { kind: "agent", id: "deployer", chain: ["ann@example.com"] },
  effect: "hold",
  obligations: [{ code: "recheck", message: "`public` is not known until it is applied" }],
  approval: "0199-2",
  record: "0199-3",
  issuedAt: "2026-05-04T11:30:00.000Z",
  expiresAt: "2026-05-04T12:30:00.000Z",
};

interface Changes {
  readonly receipt?: Partial<Receipt>;
  readonly trust?: Partial<ReceiptTrust>;
  readonly subject?: Partial<ReceiptSubject>;
}

async function open({ receipt, trust, subject }: Changes) {
  const text = await signReceipt(SIGNER, { ...RECEIPT, ...receipt });
  return await openReceipt(text, { ...TRUST, ...trust }, { ...SUBJECT, ...subject });
}

describe("openReceipt()", () => {
  it("opens what signReceipt() signed, with long messages cut", async () => {
    expect(await open({})).toEqual({ kind: "opened", receipt: RECEIPT });
    const obligations = Array.from({ length: 300 }, () => ({ code: "recheck", message: "\u{1f600}".repeat(5000) }));
    const opened = await open({ receipt: { obligations } });
    expect(opened.kind === "opened" && opened.receipt.obligations.length).toBe(100);
  });

  it("opens one that any of several trusted keys signed, so that keys can be replaced", async () => {
    expect(await open({ trust: { keys: [signer(), SIGNER] } })).toMatchObject({ kind: "opened" });
  });

  const other = `sha256:${"e".repeat(64)}`;
  it.each<[string, Changes, string]>([
    ["of another control plane", { trust: { keys: [signer()] } }, "receipt-untrusted"],
    ["that names another than has signed", { receipt: { origin: "other.example" } }, "receipt-untrusted"],
    ["without keys to trust", { trust: { keys: [] } }, "receipt-untrusted"],
    ["that is over", { trust: { now: Date.parse(RECEIPT.expiresAt) } }, "receipt-expired"],
    ["whose end is no time", { receipt: { expiresAt: "soon" } }, "receipt-expired"],
    ["of another file", { subject: { plan: other } }, "receipt-of-another-plan"],
    ["of other changes", { subject: { changes: other } }, "receipt-of-another-plan"],
  ])("refuses one %s", async (_, changes, code) => {
    expect(await open(changes)).toMatchObject({ kind: "refused", code });
  });

  it("refuses a payload that was signed for another purpose", async () => {
    const other = await signEnvelope(SIGNER, "application/vnd.writ.release.v1+json", utf8(JSON.stringify(RECEIPT)));
    expect(await openReceipt(other, TRUST, SUBJECT)).toMatchObject({ code: "receipt-malformed" });
    const relabelled = other.replace("application/vnd.writ.release.v1+json", RECEIPT_TYPE);
    expect(await openReceipt(relabelled, TRUST, SUBJECT)).toMatchObject({ code: "receipt-untrusted" });
  });

  it("refuses whatever else it is given, and never throws", async () => {
    const text = await signReceipt(SIGNER, RECEIPT);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 2), fc.string({ minLength: 1, maxLength: 1 }), async (at, letter) => {
        const opened = await openReceipt(text.slice(0, at) + letter + text.slice(at + 1), TRUST, SUBJECT);
        // What changed was outside of what is signed (the key's name), or it is refused.
        expect(opened.kind === "refused" || opened.receipt).toEqual(opened.kind === "refused" || RECEIPT);
      }),
      { numRuns: 200 },
    );
    for (const other of ["", "null", "{}", "[]", "\u0000", JSON.stringify({ payloadType: RECEIPT_TYPE, payload: "" })])
      expect(await openReceipt(other, TRUST, SUBJECT)).toMatchObject({ code: "receipt-malformed" });
  });
});

describe("changesDigest()", () => {
  const effect = creation(store({ id: "a", properties: { public: true } }));
  const changes = { effects: [effect], unresolved: [], environment: null };

  it("does not depend on where a plan was read", () => {
    const source = { file: "/elsewhere/plan.json", address: "x", path: ["resource_changes", 3] };
    const moved = { ...effect, source, resource: { ...effect.resource, source } };
    expect(changesDigest({ ...changes, effects: [moved] })).toBe(changesDigest(changes));
  });

  it("depends on everything else", () => {
    const others = [
      { ...changes, environment: "production" },
      { ...changes, effects: [] },
      { ...changes, effects: [{ ...effect, verb: "delete" as const }] },
      { ...changes, effects: [creation(store({ id: "a", properties: { public: false } }))] },
      { ...changes, unresolved: [{ code: "deferred", message: "more", source: effect.source }] },
    ];
    expect(new Set([changes, ...others].map(changesDigest)).size).toBe(others.length + 1);
  });
});

describe("approvalSubject()", () => {
  const reason = { code: "unknown", message: "not known", effect: 0 };

  it("is of the plan, the principal, the bundle and the reasons, and of nothing that a later receipt may have anew", () => {
    const subject = approvalSubject(RECEIPT, [reason]);
    expect(subject).toMatch(/^sha256:[0-9a-f]{64}$/);
    const later = { ...RECEIPT, expiresAt: "2027-01-01T00:00:00Z", submission: "0199-9" };
    expect(approvalSubject(later, [reason])).toBe(subject);
    const others = [
      approvalSubject({ ...RECEIPT, bundle: "e".repeat(64) }, [reason]),
      approvalSubject({ ...RECEIPT, proposal: "e".repeat(64) }, [reason]),
      approvalSubject({ ...RECEIPT, principal: { ...RECEIPT.principal, chain: [] } }, [reason]),
      approvalSubject({ ...RECEIPT, plan: { ...RECEIPT.plan, digest: "sha256:0" } }, [reason]),
      approvalSubject(RECEIPT, []),
    ];
    expect(new Set([subject, ...others]).size).toBe(others.length + 1);
  });
});
