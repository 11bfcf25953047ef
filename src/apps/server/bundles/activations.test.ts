import { describe, expect, it } from "vitest";
import { loadWholeBundle } from "#core/bundle";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { testCaller } from "../../../core/access/testing/caller.ts";
import { policy } from "../../../core/decide/testing/documents.ts";
import { createLog } from "../telemetry/log.ts";
import { ActivationApprovals } from "./activation-approvals.ts";
import { Activations, type ActivationAnswer } from "./activations.ts";
import { ActiveBundles } from "./active-bundles.ts";
import { createLoader } from "./load-files.ts";
import type { LoadedSource } from "./policy-source.ts";
import type { LoosenedOnTraffic } from "./recorded-answers.ts";
import { Uploads } from "./upload.ts";

const [ANN, BEN, CLEO] = [testCaller("ann"), testCaller("ben"), testCaller("cleo")];
const BASE = rules("base");
const DAY_MS = 24 * 60 * 60 * 1000;

/** Documents with a policy for each name. */
function rules(...names: readonly string[]): string {
  return names.map((name) => policy({ name, match: { kinds: ["*"] }, must: ["true"] })).join("\n---\n");
}

function loadedOf(text: string): LoadedSource {
  const files = [{ file: "policies.yaml", text }];
  return { bundle: loadWholeBundle(files).bundle, problems: [], files };
}

async function nothing(): Promise<void> {}

/** A control plane without a server, on a clock that stands still until it is moved. */
async function controlPlane(store: Store = openMemoryStore(), traffic: LoosenedOnTraffic = { kind: "none" }) {
  const clock = { ms: Date.parse("2026-01-01T00:00:00Z") };
  const now = (): Date => new Date(clock.ms);
  const log = createLog("error", () => {});
  const load = createLoader({ known: (files) => ({ shipped: [], others: files }) });
  const bundles = await ActiveBundles.start(
    { store, source: null, load, log, now, activated: nothing },
    loadedOf(BASE),
    false,
  );
  const recorded = { loosenedOnTraffic: () => Promise.resolve(traffic) };
  const ports = { store, recorder: null, recorded, load, now };
  const uploads = new Uploads(ports);
  const activations = new Activations({ ...ports, bundles, approvals: new ActivationApprovals(ports) });
  return {
    store,
    clock,
    bundles,
    async push(text: string, caller = ANN): Promise<string> {
      const upload = await uploads.add(loadedOf(text).files, caller);
      if (upload.kind !== "stored") throw new Error(upload.kind);
      return upload.digest;
    },
    activate(digest: string, more: { readonly approval?: string; readonly after?: number } = {}) {
      return activations.activate({ digest, reason: "test", approval: null, after: null, ...more }, BEN);
    },
    rollBack(to: number | null = null, approval: string | null = null) {
      return activations.rollBack({ to, reason: "test", approval, after: null }, BEN);
    },
    async answer(request: string, answer: "approved" | "refused" | "revoked"): Promise<void> {
      const at = now().toISOString();
      await store.approvals.answer({ request, approver: CLEO.id, approverName: "Cleo", answer, reason: "seen", at });
    },
  };
}

function approvalOf(answer: ActivationAnswer): string {
  return answer.kind === "waiting" ? answer.approval : "none";
}

describe("uploads", () => {
  it("wait for one another, and few at a time", async () => {
    const plane = await controlPlane();
    const all = await Promise.allSettled(Array.from({ length: 6 }, (_, at) => plane.push(rules(`more-${at}`))));
    expect(all.map(({ status }) => status)).toEqual([...Array(4).fill("fulfilled"), "rejected", "rejected"]);
    await expect(plane.push(rules("again"))).resolves.toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("an activation", () => {
  it("of what tightens happens at once, and of what decides already changes nothing", async () => {
    const plane = await controlPlane();
    const digest = await plane.push(rules("base", "more"));
    const tightened = { kind: "activated", activation: { sequence: 2, change: "tightens", approval: null, by: "ben" } };
    expect(await plane.activate(digest)).toMatchObject(tightened);
    expect(await plane.activate(digest)).toMatchObject(tightened);
    expect(plane.bundles.current.bundle.digest).toBe(digest);
  });

  it("of what loosens waits for an approval of exactly this, and then goes by it", async () => {
    const plane = await controlPlane();
    const digest = await plane.push(rules("other"));
    const approval = approvalOf(await plane.activate(digest));
    expect(approvalOf(await plane.activate(digest))).toBe(approval);
    const asked = await plane.store.approvals.find(approval);
    expect(asked?.request).toMatchObject({
      kind: "activation",
      author: "ann",
      requester: "ben",
      details: { after: 1, digest },
    });
    expect(asked?.request.summary).toContain("loosens Policy `base`: was removed");
    await plane.answer(approval, "approved");
    expect(await plane.activate(digest)).toMatchObject({ activation: { sequence: 2, change: "both", approval } });
  });

  it("goes by no approval that was given for another head, refused, revoked or over", async () => {
    const plane = await controlPlane();
    const [digest, between] = [await plane.push(rules("other")), await plane.push(rules("base", "more"))];
    const approval = approvalOf(await plane.activate(digest));
    await plane.answer(approval, "approved");
    await plane.activate(between);
    const stale = await plane.activate(digest, { approval });
    expect(stale).toMatchObject({ kind: "refused", reason: expect.stringContaining("after another head") });
    const second = approvalOf(await plane.activate(digest));
    expect([second === approval, second === "none"]).toEqual([false, false]);
    await plane.answer(second, "approved");
    await plane.answer(second, "revoked");
    expect(await plane.activate(digest, { approval: second })).toMatchObject({ kind: "refused", isDeclined: true });
    const third = approvalOf(await plane.activate(digest));
    await plane.answer(third, "approved");
    plane.clock.ms += 8 * DAY_MS;
    expect(await plane.activate(digest, { approval: third })).toMatchObject({
      reason: expect.stringContaining("expired"),
    });
    expect((await plane.activate(digest)).kind).toBe("waiting");
    expect((await plane.activate(digest, { approval: "none" })).kind).toBe("refused");
    expect(plane.bundles.activation.sequence).toBe(2);
  });

  it("goes by no approval for another bundle", async () => {
    const plane = await controlPlane();
    const approval = approvalOf(await plane.activate(await plane.push(rules("other"))));
    await plane.answer(approval, "approved");
    expect((await plane.activate(await plane.push(rules("another")), { approval })).kind).toBe("refused");
  });

  it("counts what was asked before: what it would let through loosens, and so does what cannot be asked again", async () => {
    const examples = ["ann deletes store-1"];
    for (const [traffic, kind] of [
      [{ kind: "loosened", examples }, "both"],
      [{ kind: "unavailable" }, "unknown"],
    ] as const) {
      const plane = await controlPlane(openMemoryStore(), traffic);
      const answer = await plane.activate(await plane.push(rules("base", "more")));
      expect(answer).toMatchObject({ kind: "waiting", change: { kind } });
    }
  });

  it("is told who came first where two are made after the same head", async () => {
    const [store, plane] = [openMemoryStore(), await controlPlane()];
    const [one, other] = [await controlPlane(store), await controlPlane(store)];
    const digests = [await one.push(rules("base", "one")), await other.push(rules("base", "other"))] as const;
    const answers = await Promise.all([
      one.activate(digests[0], { after: 1 }),
      other.activate(digests[1], { after: 1 }),
    ]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["activated", "overtaken"]);
    expect(answers.find(({ kind }) => kind === "overtaken")).toMatchObject({ head: { sequence: 2 } });
    expect(await plane.activate(BASE, { after: 7 })).toMatchObject({ kind: "overtaken", head: { sequence: 1 } });
  });

  it("is not made of a bundle that is not there", async () => {
    expect(await (await controlPlane()).activate("none")).toEqual({ kind: "unknown-bundle" });
  });
});

describe("a roll back", () => {
  it("goes back to the activation before, or to one that is named, and needs the second person as well", async () => {
    const plane = await controlPlane();
    await plane.activate(await plane.push(rules("base", "more")));
    const approval = approvalOf(await plane.rollBack());
    expect(approvalOf(await plane.rollBack(1))).toBe(approval);
    await plane.answer(approval, "approved");
    expect(await plane.rollBack()).toMatchObject({ activation: { sequence: 3, change: "loosens", approval } });
    expect(await plane.rollBack()).toMatchObject({ activation: { sequence: 4, change: "tightens" } });
    expect(plane.bundles.current.bundle.policies).toHaveLength(2);
  });

  it("goes to nothing that did not decide before", async () => {
    const plane = await controlPlane();
    for (const to of [null, 1, 2]) expect((await plane.rollBack(to)).kind).toBe("unknown-activation");
  });
});
