import { testCaller } from "../../../core/access/testing/caller.ts";
import { generateKeyPairSync, sign } from "node:crypto";
import { loadBundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import { Timestamp, Unknown } from "#core/language";
import { signReceipt } from "#core/receipts";
import { openMemoryStore } from "#adapters/stores";
import type { Effect } from "#core/model";
import type { AuthorizationRequest, PlanChanges, SavedPlan, SubmissionRequest } from "#core/wire";
import type { ActiveBundle, RouteCall } from "#points/api";
import { SPKI_PREFIX } from "../../../adapters/signers/node-crypto.ts";
import { changesDigest } from "#core/receipts";
import type { ApplyPorts, ApprovalQuestion, ApprovalStanding, EffectRecord } from "../index.ts";

const KINDS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Share }
spec:
  properties: { public: bool, owner: string }
  mappings: [{ types: [share], provider: app, properties: { public: 'native.at("public", false)', owner: 'native.at("owner", "")' } }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: shares }
spec:
  principals: { kinds: [agent] }
  verbs: [create, update]
  kinds: [Share]
  owner: platform
  approvedBy: ann
  expires: 2030-01-01T00:00:00Z
`;

const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: shares, title: Shares have owners and are private }
spec:
  match: { kinds: [Share] }
  remediation: Set public to false
  validations:
    - { id: private, expression: "!resource.properties.public", message: it is public }
    - { id: owned, expression: resource.properties.owner != "" }
`;

/** What decides in these tests, with more documents where they are given. */
export function activeBundle(more = ""): ActiveBundle {
  const { bundle, diagnostics } = loadBundle([{ file: "a.yaml", text: `${KINDS}---${POLICY}${more}` }]);
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { bundle, program: compileProgram(bundle) };
}

const NO_SOURCE = { file: "tfplan", address: "", path: [] };

/** A share that would be made; an owner that is not known unless it is given. */
export function share(id: string, properties: { readonly public?: boolean; readonly owner?: string | null }): Effect {
  const { public: isPublic = false, owner = null } = properties;
  const known = owner ?? new Unknown([{ reason: "after-apply", path: "owner" }]);
  const values = { public: isPublic, owner: known };
  const named = { kind: "Share", type: "share", provider: "app", id, name: id, scope: "", region: null };
  const resource = {
    ...named,
    environment: null,
    labels: {},
    properties: values,
    native: values,
    links: [],
    source: NO_SOURCE,
  };
  return { verb: "create", resource, before: null, changed: true, traits: [], previousId: null, source: NO_SOURCE };
}

export function changes(...effects: readonly Effect[]): PlanChanges {
  return { effects, unresolved: [], environment: null };
}

export const PLAN: SavedPlan = { digest: `sha256:${"a".repeat(64)}`, tool: "terraform", toolVersion: "1.11.4" };

/** A desk of applying with everything in memory, which a test may look into and change. */
export interface Desk extends ApplyPorts {
  active: () => ActiveBundle;
  readonly asked: ApprovalQuestion[];
  readonly standings: Map<string, ApprovalStanding["state"]>;
  readonly effects: EffectRecord[];
  /** The effects of decisions that were recorded, in order. */
  readonly recorded: string[];
  nowMs: number;
}

/** Opens a desk; nothing is approved, and the bundle above decides. */
export function openDesk(): Desk {
  const active = activeBundle();
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(SPKI_PREFIX.length);
  const signer = {
    name: "control.example",
    publicKey: raw,
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  };
  let next = 0;
  const desk: Desk = {
    asked: [],
    standings: new Map(),
    effects: [],
    recorded: [],
    nowMs: Date.parse("2026-05-04T12:00:00Z"),
    active: () => active,
    now: () => new Timestamp(desk.nowMs / 1000, 0),
    record: async ({ judged, about }) => {
      desk.recorded.push(
        ...judged.map(({ effect, refusal }) => [effect, refusal?.code, about?.approval].filter(Boolean).join(" ")),
      );
    },
    submissions: openMemoryStore().submissions,
    approvals: {
      ask: async (question) => {
        desk.asked.push(question);
      },
      find: async (id) => {
        const question = desk.asked.find((one) => one.id === id);
        return question === undefined
          ? null
          : { subject: question.subject, state: desk.standings.get(id) ?? "waiting" };
      },
    },
    origin: "control.example",
    sign: (receipt) => signReceipt(signer, receipt),
    receiptMs: 3_600_000,
    newId: () => `id-${(next += 1)}`,
    heard: null,
    recordEffect: async (effect) => {
      desk.effects.push(effect);
    },
  };
  return desk;
}

/** A call by a service, or by an agent where that is asked for. */
export function callBy(id: string, kind: "service" | "agent" = "service"): RouteCall {
  const principal = { id, kind, groups: [], attributes: {}, chain: kind === "agent" ? ["ann"] : [] };
  return {
    caller: testCaller(id, ["operator"], { principal }),
    requestId: "r",
    origin: "",
    parameters: {},
    query: "",
    cookie: "",
  };
}

/** A submission of changes read by the kinds that decide. */
export function requestOf(desk: Desk, asked: PlanChanges): SubmissionRequest {
  return { plan: PLAN, kinds: desk.active().bundle.kindsDigest, changes: asked, run: null };
}

/** What asks to apply a submission. */
export function attemptOf(receipt: string, asked: PlanChanges, attempt = "attempt-000000001"): AuthorizationRequest {
  return { receipt, plan: PLAN.digest, changes: changesDigest(asked), attempt };
}
