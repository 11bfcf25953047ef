import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadBundle, type BundleFile } from "#core/bundle";
import { signEnvelope, utf8, type Signer } from "#core/evidence";
import { objectStoreKind, policy } from "../decide/testing/documents.ts";
import { openRelease, RELEASE_TYPE, signRelease, type Release, type ReleaseTrust } from "./index.ts";

const PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function signer(): Signer {
  const { privateKey } = generateKeyPairSync("ed25519");
  return {
    name: "control.example",
    publicKey: publicOf(privateKey),
    sign: (message) => sign(null, message, privateKey),
  };
}

function publicOf(key: KeyObject): Uint8Array {
  return createPublicKey(createPrivateKey(key.export({ format: "pem", type: "pkcs8" })))
    .export({ format: "der", type: "spki" })
    .subarray(PREFIX.length);
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.concat([PREFIX, publicKey]), format: "der", type: "spki" });
  return verify(null, message, key, signature);
}

const FILES: readonly BundleFile[] = [
  { file: "kinds/store.json", text: objectStoreKind() },
  { file: "policies/rule.json", text: policy({ must: ["resource.properties.encrypted"] }) },
];
const RELEASE: Release = {
  origin: "control.example",
  sequence: 7,
  digest: loadBundle(FILES).bundle?.digest ?? "",
  activatedAt: "2026-05-04T12:00:00Z",
  files: FILES,
};
const SIGNER = signer();
const TRUST: ReleaseTrust = { origin: "control.example", keys: [SIGNER], verify: verifyEd25519, atLeast: 7 };

async function open(release: Partial<Release>, trust: Partial<ReleaseTrust> = {}, by: Signer = SIGNER) {
  const bytes = utf8(await signRelease(by, { ...RELEASE, ...release }));
  return await openRelease(bytes, { ...TRUST, ...trust });
}

describe("openRelease()", () => {
  it("opens what signRelease() signed", async () => {
    expect(await open({})).toMatchObject({ kind: "opened", release: RELEASE, bundle: { digest: RELEASE.digest } });
  });

  it("opens a release that any of several trusted keys signed, so that keys can be replaced", async () => {
    expect(await open({}, { keys: [signer(), SIGNER] })).toMatchObject({ kind: "opened" });
  });

  it.each<[string, Partial<Release>, Partial<ReleaseTrust>, string]>([
    ["of another control plane", { origin: "other.example" }, {}, "release-of-another"],
    ["older than one that was here", { sequence: 6 }, {}, "release-outdated"],
    ["whose digest is of other documents", { digest: "0".repeat(64) }, {}, "release-digest"],
    ["whose documents do not load", { files: [{ file: "a.json", text: "{" }] }, {}, "release-invalid"],
    ["without keys to trust", {}, { keys: [] }, "release-unsigned"],
    ["with a sequence below 1", { sequence: 0 }, { atLeast: 0 }, "release-malformed"],
    ["with a broken sequence", { sequence: 7.5 }, {}, "release-malformed"],
    ["with a file named twice", { files: [...FILES, ...FILES.slice(0, 1)] }, {}, "release-malformed"],
    ["with a file without a name", { files: [{ file: "", text: "" }] }, {}, "release-malformed"],
  ])("refuses one %s", async (_, release, trust, code) => {
    expect(await open(release, trust)).toMatchObject({ kind: "refused", code });
  });

  it("refuses one that somebody else signed, before anything in it is read", async () => {
    expect(await open({ files: [] }, {}, signer())).toMatchObject({ code: "release-unsigned" });
  });

  it("refuses a payload that was signed for another purpose", async () => {
    const other = await signEnvelope(SIGNER, "application/vnd.in-toto+json", utf8(JSON.stringify(RELEASE)));
    expect(await openRelease(utf8(other), TRUST)).toMatchObject({ code: "release-malformed" });
    const relabelled = other.replace("application/vnd.in-toto+json", RELEASE_TYPE);
    expect(await openRelease(utf8(relabelled), TRUST)).toMatchObject({ code: "release-unsigned" });
  });

  it("refuses whatever else it is given, and never throws", async () => {
    const bytes = utf8(await signRelease(SIGNER, RELEASE));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const opened = await openRelease(damaged, TRUST);
        // What changed was outside of what is signed (the key's name), or it is refused.
        expect(opened.kind === "refused" || opened.release.digest === RELEASE.digest).toBe(true);
      }),
      { numRuns: 200 },
    );
    for (const text of ["", "null", "{}", "[]", '{"payloadType":"a","payload":"","signatures":[]}'])
      expect(await openRelease(utf8(text), TRUST)).toMatchObject({ code: "release-malformed" });
  });
});
