import { describe, expect, it } from "vitest";
import { answerOf } from "#core/analysis";
import type { Bundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Store } from "#core/store";
import { writeProposal } from "#core/wire";
import { openMemoryStore } from "#adapters/stores";
import { policy } from "../../../core/decide/testing/documents.ts";
import { bundleOf } from "../../../core/decide/testing/load.ts";
import { creation, proposalBy, storeWith } from "../../../core/decide/testing/proposal.ts";
import { createFaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { createLog } from "../telemetry/log.ts";
import { recordedAnswers } from "./loosened-on-traffic.ts";
import { recordingOf } from "./questions.ts";

const NOW = new Timestamp(1_782_864_000, 0);
const ACTIVE = bundleOf(policy({ name: "encrypted", must: ["resource.properties.encrypted"] }));
const LOOSER = bundleOf(policy({ name: "anything", must: ["true"] }));
const STRICTER = bundleOf(policy({ name: "nothing", must: ["false"] }));

/** A store in which a decision for a bucket that is not encrypted was recorded. */
async function recorded(changes: { readonly proposal?: string } = {}): Promise<Store> {
  const asked = proposalBy("person", { effects: [creation(storeWith({ encrypted: false }))] });
  const answer = answerOf(decide(compileProgram(ACTIVE), asked, NOW));
  const draft = { proposal: writeProposal(asked), bundle: ACTIVE.digest, answer, shadow: null, asked, now: NOW };
  const recordings = [{ ...recordingOf(draft), ...changes }];
  const store = openMemoryStore();
  await store.recordings.add({ source: "a", sequence: 1, day: "2026-07-01", decided: 1, recorded: 1, recordings });
  return store;
}

async function loosened(store: Store, candidate: Bundle, { now = NOW.seconds * 1000 + 1, active = ACTIVE } = {}) {
  const ports = { store, flush: () => Promise.resolve(), log: createLog("error", () => {}), now: () => new Date(now) };
  return recordedAnswers(ports).loosenedOnTraffic(candidate, active.digest);
}

describe("recordedAnswers()", () => {
  it("tells what was denied and would not be any more, in a sentence", async () => {
    expect(await loosened(await recorded(), LOOSER)).toEqual({
      kind: "loosened",
      examples: ["person person-1 to create aws_s3_bucket store-1: deny by encrypted, then allow (1 decision)"],
    });
  });

  it("finds nothing where nothing is let through, or where it was asked long ago", async () => {
    expect(await loosened(await recorded(), ACTIVE)).toEqual({ kind: "none" });
    expect(await loosened(await recorded(), STRICTER)).toEqual({ kind: "none" });
    const later = NOW.seconds * 1000 + 40 * 86_400_000;
    expect(await loosened(await recorded(), LOOSER, { now: later })).toEqual({ kind: "none" });
  });

  it("leaves aside what another bundle answered than the one that decides", async () => {
    expect(await loosened(await recorded(), LOOSER, { active: LOOSER })).toEqual({ kind: "none" });
  });

  it("concludes nothing from what it cannot ask again", async () => {
    expect(await loosened(await recorded({ proposal: "{}" }), ACTIVE)).toEqual({ kind: "unavailable" });
    const store = createFaultyStore(await recorded());
    store.always = "failed";
    expect(await loosened(store, ACTIVE)).toEqual({ kind: "unavailable" });
  });
});
