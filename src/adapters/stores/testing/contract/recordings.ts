import { expect, it } from "vitest";
import type { Recording, RecordingBatch, Store } from "#core/store";

const RANGE = { since: "2026-03-01T00:00:00.000Z", until: "2026-04-01T00:00:00.000Z" };
const FIRST_PAGE = { ...RANGE, after: "", limit: 100, shadow: null };

/** What every store of recordings must do; each test has days of its own. */
export function describeRecordings(open: () => Store): void {
  it("gives recordings back as they were, a page at a time in the order of their ids", async () => {
    const { recordings } = open();
    const [a, b, c] = [recording("2026-03-01", "a"), recording("2026-03-01", "b"), recording("2026-03-02", "a")];
    const odd = { ...b, principal: { kind: "agent", id: "\u0000\ud800 'x\" \u{1f600}" }, shadow: SHADOW };
    expect(await recordings.add(batch("pages", 1, [c, odd, a]))).toEqual({ kind: "added" });
    expect(await recordings.list({ ...FIRST_PAGE, limit: 2 })).toEqual([a, odd]);
    expect(await recordings.list({ ...FIRST_PAGE, after: b.id })).toEqual([c]);
    expect(await recordings.list({ ...FIRST_PAGE, shadow: SHADOW.bundle })).toEqual([odd]);
    expect(await recordings.list({ ...FIRST_PAGE, since: "2026-03-02T00:00:00.000Z" })).toEqual([c]);
    expect(await recordings.list({ ...FIRST_PAGE, until: a.at })).toEqual([]);
  });

  it("counts a recording once more where it is added again, and a batch only once", async () => {
    const { recordings } = open();
    const first = recording("2026-04-01", "same");
    const later = { ...first, at: "2026-04-01T20:00:00.000Z", count: 5 };
    const range = { since: "2026-04-01T00:00:00.000Z", until: "2026-04-03T00:00:00.000Z" };
    await recordings.add(batch("counts", 1, [first]));
    const second = batch("counts", 2, [later]);
    expect(await recordings.add(second)).toEqual({ kind: "added" });
    expect(await recordings.add(second)).toEqual({ kind: "known" });
    expect(await recordings.add(batch("counts", 1, [first]))).toEqual({ kind: "known" });
    expect(await recordings.add(batch("other", 1, [first]))).toEqual({ kind: "added" });
    expect(await recordings.list({ ...FIRST_PAGE, ...range })).toEqual([{ ...later, count: 7 }]);
    expect(await recordings.coverage(range)).toEqual({ decided: 30, recorded: 7, recordings: 1 });
  });

  it("counts what several record of the same at once", async () => {
    const { recordings } = open();
    const ids = ["x", "y", "z"].map((name) => recording("2026-05-01", name));
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        recordings.add(batch(`at-once-${index}`, 1, index % 2 === 0 ? ids : ids.toReversed())),
      ),
    );
    const range = { since: "2026-05-01T00:00:00.000Z", until: "2026-05-02T00:00:00.000Z" };
    expect((await recordings.list({ ...FIRST_PAGE, ...range })).map(({ count }) => count)).toEqual([6, 6, 6]);
  });

  it("counts a decision that was not recorded as well", async () => {
    const { recordings } = open();
    const range = { since: "2026-06-01T00:00:00.000Z", until: "2026-06-01T12:00:00.000Z" };
    await recordings.add({
      source: "dropped",
      sequence: 1,
      day: "2026-06-01",
      decided: 9e9,
      recorded: 0,
      recordings: [],
    });
    expect(await recordings.coverage(range)).toEqual({ decided: 9e9, recorded: 0, recordings: 0 });
  });

  it("forgets everybody whose id stands in a proposal as a whole text, and nobody else", async () => {
    const { recordings } = open();
    const range = { since: "2026-07-01T00:00:00.000Z", until: "2026-07-02T00:00:00.000Z" };
    const named = [`{"id":"ann%"}`, `{"chain":["ann%"]}`, `{"id":"ann"}`, `{"id":"Ann%"}`, `{"id":"joann%"}`];
    const all = named.map((proposal, index) => ({ ...recording("2026-07-01", `${index}`), proposal }));
    await recordings.add(batch("forget", 1, all));
    expect(await recordings.forget("ann%")).toBe(2);
    expect(await recordings.list({ ...FIRST_PAGE, ...range })).toEqual(all.slice(2));
  });

  it("removes what is too old, and then the oldest of too many, a few at a time", async () => {
    const { recordings } = open();
    const range = { since: "2025-01-01T00:00:00.000Z", until: "2025-01-04T00:00:00.000Z" };
    const days = ["2025-01-01", "2025-01-02", "2025-01-03"];
    for (const [index, day] of days.entries()) {
      const pair = [recording(day, "a"), recording(day, "b")];
      await recordings.add({ ...batch("prune", index + 1, pair), day });
    }
    const left = async (): Promise<readonly string[]> =>
      (await recordings.list({ ...FIRST_PAGE, ...range })).map(({ id }) => id);
    expect(await recordings.prune({ before: "2025-01-02", most: 1_000_000, limit: 1 })).toBe(1);
    expect(await recordings.prune({ before: "2025-01-02", most: 1_000_000, limit: 9 })).toBe(1);
    expect(await left()).toHaveLength(4);
    expect((await recordings.coverage(range)).decided).toBe(20);
    const { recordings: others } = await recordings.coverage({ since: "2026-01-01", until: "2027-01-01" });
    expect(await recordings.prune({ before: "2025-01-01", most: others + 1, limit: 9 })).toBe(3);
    expect(await left()).toEqual(["2025-01-03-b"]);
  });
}

const SHADOW = { bundle: "candidate", effect: "deny", by: ["no-public"] };

function recording(day: string, name: string): Recording {
  return {
    id: `${day}-${name}`,
    proposal: `{"name":"${name}"}`,
    digest: `digest-${name}`,
    point: "api",
    principal: { kind: "person", id: "carl" },
    bundle: "active",
    answer: { effect: "deny", by: ["encrypted", "no-grant"] },
    shadow: null,
    at: `${day}T10:00:00.000Z`,
    count: 1,
  };
}

/** Of ten decisions, those of the recordings were recorded. */
function batch(source: string, sequence: number, recordings: readonly Recording[]): RecordingBatch {
  const recorded = recordings.reduce((sum, { count }) => sum + count, 0);
  const day = recordings[0]?.id.slice(0, 10) ?? "";
  return { source, sequence, day, decided: 10, recorded, recordings };
}
