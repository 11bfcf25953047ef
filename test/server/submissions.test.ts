import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { parseKey } from "#core/evidence";
import { changesDigest, openReceipt } from "#core/receipts";
import { WritClient, type SubmissionRequest } from "../../src/client/index.ts";
import { loadBundle } from "#core/bundle";
import { verifyFolder } from "#apps/verifier";
import { changes, PLAN, share } from "../../src/points/apply/testing/apply.ts";
import { ask, startHere, textSource, type StartedServer } from "./server.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Share }
spec: { properties: { public: bool, owner: string }, mappings: [] }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: shares }
spec:
  match: { kinds: [Share] }
  validations: [{ id: owned, expression: resource.properties.owner != "" }]
`;
const KINDS = loadBundle([{ file: "a.yaml", text: DOCUMENTS }]).bundle?.kindsDigest ?? "";
const FOLDER = mkdtempSync(join(tmpdir(), "writ-submissions-"));
const OPEN = changes(share("a", {}));
const REQUEST: SubmissionRequest = { plan: PLAN, kinds: KINDS, changes: OPEN, run: null };

let server: StartedServer;
let client: WritClient;

beforeAll(async () => {
  server = await startHere({ data: FOLDER, receiptMinutes: 30 }, { source: textSource(DOCUMENTS) });
  client = new WritClient({ url: server.url, token: server.token });
});
afterAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
});

describe("submissions over the network", () => {
  it("are decided with a receipt that anybody verifies by the published keys, applied once, and concluded", async () => {
    const { id, receipt, decision, expiresAt } = await client.submit(REQUEST);
    expect(decision).toMatchObject({ effect: "allow", obligations: [{ code: "recheck" }] });
    const keys = (await client.receiptKeys()).flatMap((text) => parseKey(nodeCrypto.sha256, text) ?? []);
    const subject = { plan: PLAN.digest, changes: changesDigest(OPEN) };
    const trust = { keys, verify: nodeCrypto.verifyEd25519, now: Date.now() };
    expect(await openReceipt(receipt, trust, subject)).toMatchObject({
      kind: "opened",
      receipt: { submission: id, expiresAt },
    });
    const authorized = await client.authorize(id, { receipt, ...subject, attempt: "attempt-000000001" });
    expect(authorized.refusal).toBeNull();
    expect(await client.submission(id)).toMatchObject({ state: "unknown", effect: "allow" });
    const outcome = { attempt: "attempt-000000001", status: "executed", exitCode: 0 } as const;
    const told = await client.tellOutcome(id, { ...outcome, observed: changes(share("a", { owner: "ann" })) });
    expect(told).toEqual({ agreement: "match", differences: [], discharged: 1, findings: [] });
    expect(await client.submissions()).toMatchObject([{ id, state: "executed", outcome: { agreement: "match" } }]);
  });

  it("need a token that may ask for decisions", async () => {
    const { token } = (
      await ask(server.url, "/v1/tokens", { token: server.token, body: { name: "v", roles: ["viewer"] } })
    ).message;
    const viewer = new WritClient({ url: server.url, token });
    await expect(viewer.submit(REQUEST)).rejects.toMatchObject({ problem: { status: 403 } });
    expect(await viewer.submissions()).toHaveLength(1);
  });

  it("are refused where there is none, and where they are not as they must be", async () => {
    await expect(client.submission("none")).rejects.toMatchObject({ problem: { status: 404 } });
    await expect(client.submit({ ...REQUEST, kinds: "other" })).rejects.toMatchObject({ problem: { status: 409 } });
    const attempt = { receipt: "r", plan: "p", changes: "c", attempt: "short" };
    await expect(client.authorize("none", attempt)).rejects.toMatchObject({ problem: { status: 400 } });
    expect((await ask(server.url, "/v1/submissions", { token: server.token, body: { plan: {} } })).status).toBe(400);
  });

  it("leave a log in which every decision comes before what was done by it", async () => {
    await server.stop();
    const vkey = readFileSync(join(FOLDER, "evidence.key.vkey"), "utf8").trim();
    const folder = join(FOLDER, "evidence");
    const { exitCode, text } = await verifyFolder({ folder, format: "text", openssl: false, key: vkey, known: [] });
    expect([exitCode, text]).toEqual([0, expect.stringContaining("3 decision, 1 effect")]);
  });
});
