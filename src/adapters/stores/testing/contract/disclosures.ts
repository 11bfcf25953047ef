import { expect, it } from "vitest";
import type { Store, StoredDisclosure, SubjectKey } from "#core/store";

/** What every store of disclosures must do; each test has subjects of its own. */
export function describeDisclosures(open: () => Store): void {
  it("gives one key to a subject, whoever proposes another", async () => {
    const { disclosures } = open();
    expect(await disclosures.claimKey("person:ann", keyOf("a1"))).toEqual(keyOf("a1"));
    expect(await disclosures.claimKey("person:ann", keyOf("a2"))).toEqual(keyOf("a1"));
    const claims = Array.from({ length: 8 }, (_, at) => disclosures.claimKey("person:carl", keyOf(`c${at}`)));
    expect(new Set((await Promise.all(claims)).map(({ id }) => id)).size).toBe(1);
  });

  it("gives disclosures back with the keys that open them, and each as it was kept first", async () => {
    const { disclosures } = open();
    await disclosures.claimKey("person:dora", keyOf("d"));
    await disclosures.keep([disclosure("dora-1", "d"), disclosure("dora-2", "d"), disclosure("of-nobody", "nobody")]);
    await disclosures.keep([{ ...disclosure("dora-1", "d"), box: "another" }, disclosure("dora-3", "d")]);
    const found = await disclosures.find(["dora-3", "dora-1", "dora-1", "of-nobody", "unknown"]);
    expect(found.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))).toEqual([
      { digest: "dora-1", box: "box of dora-1", key: "key of d" },
      { digest: "dora-3", box: "box of dora-3", key: "key of d" },
    ]);
    expect(await disclosures.find([])).toEqual([]);
    await disclosures.keep([]);
  });

  it("keeps more than one statement holds", async () => {
    const { disclosures } = open();
    await disclosures.claimKey("person:many", keyOf("many"));
    await disclosures.keep(Array.from({ length: 2500 }, (_, at) => disclosure(`many-${at}`, "many")));
    expect(await disclosures.find(["many-0", "many-1000", "many-2499"])).toHaveLength(3);
    expect(await disclosures.forget("person:many")).toBe(2500);
  });

  it("forgets a subject with all that its key opens, and nobody else", async () => {
    const { disclosures } = open();
    await disclosures.claimKey("person:emil", keyOf("e"));
    await disclosures.claimKey("person:fay", keyOf("f"));
    await disclosures.keep([disclosure("emil-1", "e"), disclosure("emil-2", "e"), disclosure("fay-1", "f")]);
    expect(await disclosures.forget("person:emil")).toBe(2);
    expect(await disclosures.forget("person:emil")).toBe(0);
    expect((await disclosures.find(["emil-1", "emil-2", "fay-1"])).map(({ digest }) => digest)).toEqual(["fay-1"]);
    await disclosures.keep([disclosure("emil-3", "e")]);
    expect(await disclosures.claimKey("person:emil", keyOf("e2"))).toEqual(keyOf("e2"));
    expect(await disclosures.find(["emil-3"])).toEqual([]);
  });

  it("removes what is too old, the oldest first and a few at a time", async () => {
    const { disclosures } = open();
    await disclosures.claimKey("person:gus", keyOf("g"));
    const days = ["2020-01-03", "2020-01-01", "2020-01-02"];
    await disclosures.keep(days.map((day) => ({ ...disclosure(day, "g"), at: `${day}T10:00:00.000Z` })));
    const left = async (): Promise<readonly string[]> =>
      (await disclosures.find(days)).map(({ digest }) => digest).toSorted();
    expect(await disclosures.prune("2020-01-03T00:00:00.000Z", 1)).toBe(1);
    expect(await left()).toEqual(["2020-01-02", "2020-01-03"]);
    expect(await disclosures.prune("2020-01-03T00:00:00.000Z", 9)).toBe(1);
    expect(await left()).toEqual(["2020-01-03"]);
  });
}

function keyOf(id: string): SubjectKey {
  return { id, key: `key of ${id}` };
}

function disclosure(digest: string, subject: string): StoredDisclosure {
  return { digest, subject, box: `box of ${digest}`, at: "2026-03-01T10:00:00.000Z" };
}
