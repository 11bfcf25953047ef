import { describe, expect, it } from "vitest";
import { loadBundle, type BundleFile, type BundleResult } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import type { ActiveBundle, Judged } from "#points/api";
import { bundleOf } from "../../../core/decide/testing/load.ts";
import { objectStoreKind, policy } from "../../../core/decide/testing/documents.ts";
import { creation, proposalBy, storeWith } from "../../../core/decide/testing/proposal.ts";
import { createFaultyStore, type Fault } from "../../../core/store/testing/faulty-store.ts";
import { createLog } from "../telemetry/log.ts";
import { Candidates } from "./candidates.ts";
import { QuestionRecorder, type RecorderPorts } from "./recorder.ts";
import { Shadow } from "./shadow.ts";

const bundle = bundleOf(policy({ name: "encrypted", must: ["resource.properties.encrypted"] }));
const ACTIVE: ActiveBundle = { bundle, program: compileProgram(bundle) };
const RANGE = { since: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" };
const PAGE = { ...RANGE, after: "", limit: 1000, shadow: null };

const load = async (files: readonly BundleFile[]): Promise<BundleResult> => loadBundle(files);

function recorderOver(store: Store, changes: Partial<RecorderPorts> = {}): QuestionRecorder {
  const log = createLog("error", () => {});
  const shadow = new Shadow({ settings: store.settings, candidates: new Candidates(store, load), log });
  return new QuestionRecorder({ store, shadow, log, perDay: 1000, ...changes });
}

function at(second: number): Timestamp {
  return new Timestamp(1_782_864_000 + second, 0);
}

/** Lets a recorder hear of proposals that are asked at the same time. */
function hear(recorder: QuestionRecorder, proposals: readonly Proposal[], by = ACTIVE, now = at(0)): void {
  const judged = proposals.map((proposal): Judged => {
    const decision = decide(by.program, proposal, now);
    const { effect, bundleDigest } = decision;
    return { effect, asked: proposal, proposal, decision, refusal: null, bundleDigest };
  });
  recorder.hear(judged, { active: by, now });
}

function question(id: string, native: Proposal["context"]["attributes"] = {}): Proposal {
  const resource = { ...storeWith({ encrypted: true }, id), native };
  return proposalBy("person", { effects: [creation(resource)] });
}

describe("QuestionRecorder", () => {
  it("counts a question that is asked again, and keeps another answer to it apart", async () => {
    const store = openMemoryStore();
    const recorder = recorderOver(store);
    hear(recorder, [question("a"), question("a"), question("b")]);
    await recorder.flush();
    const strict = bundleOf(policy({ name: "never", must: ["false"] }));
    hear(recorder, [question("a")], { bundle: strict, program: compileProgram(strict) });
    await recorder.flush();
    const found = await store.recordings.list(PAGE);
    const counts = found.map(({ count, answer }) => `${answer.effect} ${count}`);
    expect(new Set(counts)).toEqual(new Set(["allow 1", "allow 2", "deny 1"]));
    expect(await store.recordings.coverage(RANGE)).toEqual({ decided: 4, recorded: 4, recordings: 3 });
  });

  it("keeps no question that is another one without its secrets", async () => {
    const store = openMemoryStore();
    const recorder = recorderOver(store);
    const reads = bundleOf(
      policy({ name: "reads", must: [`resource.native.?password.orValue("") != "hunter2hunter2"`] }),
    );
    const by = { bundle: reads, program: compileProgram(reads) };
    hear(recorder, [question("a", { password: "hunter2hunter2" }), question("b")], by);
    await recorder.flush();
    expect((await store.recordings.list(PAGE)).map(({ proposal }) => proposal.includes("hunter2"))).toEqual([false]);
    expect(recorder.counts).toMatchObject({ decided: 2, recorded: 1, unrepeatable: 1 });
  });

  it("looks at no more than it may, at what is new first, and says how much that is", async () => {
    const store = openMemoryStore();
    const recorder = recorderOver(store);
    for (let index = 0; index < 1000; index += 1) {
      hear(recorder, [question("same")]);
      if (index % 10 === 0) hear(recorder, [question(`new-${index}`)]);
      if (index % 10 === 0) await recorder.flush();
    }
    await recorder.flush();
    const found = await store.recordings.list(PAGE);
    expect(found).toHaveLength(101);
    const { decided, recorded } = await store.recordings.coverage(RANGE);
    expect([decided, recorded]).toEqual([1100, recorder.counts.recorded]);
    expect(recorder.counts.passedOver).toBe(1100 - recorded);
    expect(recorded).toBeLessThan(400);
  });

  it("keeps no more new questions than there is room for, and still counts those that it has", async () => {
    const store = openMemoryStore();
    const recorder = recorderOver(store, { perDay: 2 });
    hear(recorder, [question("a"), question("b"), question("c"), question("a")]);
    await recorder.flush();
    expect(new Set((await store.recordings.list(PAGE)).map(({ count }) => count))).toEqual(new Set([1, 2]));
  });

  it.each<Fault>(["failed", "failed-but-happened"])(
    "offers again what the store did not take when it %s, and counts it once",
    async (fault) => {
      const store = createFaultyStore(openMemoryStore());
      const recorder = recorderOver(store);
      store.plan(fault);
      hear(recorder, [question("a")]);
      await recorder.flush();
      hear(recorder, [question("a")]);
      await recorder.flush();
      expect(await store.recordings.coverage(RANGE)).toEqual({ decided: 2, recorded: 2, recordings: 1 });
    },
  );

  it("lets go what a store does not take for long, and counts it", async () => {
    const store = createFaultyStore(openMemoryStore());
    const recorder = recorderOver(store);
    store.always = "failed";
    for (let index = 0; index < 25; index += 1) {
      hear(recorder, [question("a")]);
      await recorder.flush();
    }
    store.always = null;
    await recorder.flush();
    expect(recorder.counts.lost).toBe(5);
    expect((await store.recordings.coverage(RANGE)).recorded).toBe(20);
  });

  it("keeps nothing that is too large", async () => {
    const store = openMemoryStore();
    const recorder = recorderOver(store);
    hear(recorder, [question("a", { text: "x".repeat(300_000) })]);
    await recorder.flush();
    expect(await store.recordings.coverage(RANGE)).toMatchObject({ recordings: 0 });
    expect(recorder.counts.unrepeatable).toBe(1);
  });
});

describe("Shadow", () => {
  it("runs in every replica what one of them started", async () => {
    const store = openMemoryStore();
    const texts = [objectStoreKind(), policy({ name: "never", must: ["false"] })];
    const files = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
    const log = createLog("error", () => {});
    const candidates = new Candidates(store, load);
    const loaded = await candidates.check(files);
    const digest = loaded.kind === "usable" ? loaded.digest : "";
    await store.bundles.put({ digest, files, storedAt: RANGE.since, author: null });
    const [one, other] = [1, 2].map(() => new Shadow({ settings: store.settings, candidates, log }));
    await one?.change({ bundle: digest, by: "token:1", at: RANGE.since });
    expect(one?.answer(question("a"), at(0))).toMatchObject({ bundle: digest, effect: "deny" });
    await other?.catchUp();
    expect(other?.answer(question("a"), at(0))).toMatchObject({ bundle: digest, effect: "deny" });
    await one?.change(null);
    await other?.catchUp();
    expect(other?.answer(question("a"), at(0))).toBeNull();
  });
});
