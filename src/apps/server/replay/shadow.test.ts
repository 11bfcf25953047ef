import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { Timestamp } from "#core/language";
import { openMemoryStore } from "#adapters/stores";
import { proposalBy } from "../../../core/decide/testing/proposal.ts";
import { activeBundle } from "../../../points/api/testing/api.ts";
import { createLog } from "../telemetry/log.ts";
import { Candidates } from "./candidates.ts";
import { Shadow } from "./shadow.ts";

const EXAMPLE = new URL("../../../../examples/authzen/policies/records.yaml", import.meta.url);
const POLICIES = readFileSync(EXAMPLE, "utf8");

it("takes a candidate over once the store tells of it, though it did not at first", async () => {
  const store = openMemoryStore();
  const { bundle, program } = activeBundle(POLICIES);
  let isAway = true;
  const candidates = new Candidates(store, () => Promise.reject(new TypeError("nothing is loaded")));
  candidates.find = async () => {
    if (isAway) throw new UnavailableError("store-unavailable", "the store is away");
    return { kind: "usable", digest: bundle.digest, program };
  };
  const shadow = new Shadow({ settings: store.settings, candidates, log: createLog("error", () => {}) });
  const run = { bundle: bundle.digest, by: "people:ada", at: "2030-01-01T00:00:00.000Z" };
  await expect(shadow.change(run)).rejects.toThrow(UnavailableError);
  await shadow.catchUp();
  const asked = (): unknown => shadow.answer(proposalBy("person"), new Timestamp(0, 0));
  expect(asked()).toBeNull();
  isAway = false;
  await shadow.catchUp();
  expect(asked()).toMatchObject({ bundle: bundle.digest });
});
