import { describe, expect, it } from "vitest";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { createLog } from "../telemetry/log.ts";
import { Pruner } from "./pruner.ts";

const NOW = Date.parse("2026-03-31T12:00:00.000Z");

async function storeWith(days: readonly string[]): Promise<Store> {
  const store = openMemoryStore();
  for (const [index, day] of days.entries()) {
    const recordings = [recording(`${day}-${index}`, `${day}T10:00:00.000Z`)];
    await store.recordings.add({ source: "test", sequence: index + 1, day, decided: 1, recorded: 1, recordings });
  }
  return store;
}

function recording(id: string, at: string) {
  const answer = { effect: "allow", by: [] };
  const principal = { kind: "person", id: "ann" };
  return { id, proposal: "{}", digest: "d", point: "api", principal, bundle: "b", answer, shadow: null, at, count: 1 };
}

function prunerOver(store: Store, most: number, now = NOW): Pruner {
  const pruner = new Pruner({ store, days: 30, most, log: createLog("error", () => {}), now: () => now });
  // Its own rounds are not for tests.
  pruner.close();
  return pruner;
}

describe("Pruner", () => {
  it("removes what is too old and then the oldest of too many, and nothing else", async () => {
    const store = await storeWith(["2026-02-01", "2026-03-01", "2026-03-02", "2026-03-03"]);
    expect(await prunerOver(store, 2).prune()).toBe(2);
    const range = { since: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" };
    const left = await store.recordings.list({ ...range, after: "", limit: 10, shadow: null });
    expect(left.map(({ id }) => id.slice(0, 10))).toEqual(["2026-03-02", "2026-03-03"]);
  });

  it("leaves it to the replica that has it to do, until its time is over", async () => {
    const store = await storeWith(["2026-01-01", "2026-01-02"]);
    const [one, other] = [prunerOver(store, 10), prunerOver(store, 10)];
    expect((await Promise.all([one.prune(), other.prune()])).toSorted((a, b) => a - b)).toEqual([0, 2]);
    const again = await storeWith(["2026-01-01"]);
    await again.settings.set("recordings.pruner", `somebody ${NOW + 1}`, 0);
    expect(await prunerOver(again, 10).prune()).toBe(0);
    expect(await prunerOver(again, 10, NOW + 2).prune()).toBe(1);
  });
});
