import { describe, expect, it } from "vitest";
import type { StoredObject } from "./objects.ts";
import { LOG } from "../../../core/evidence/testing/pack.ts";
import { faultyObjects, type ObjectStep } from "../testing/faulty-objects.ts";
import type { Fault } from "../testing/faulty-disk.ts";
import { memoryObjects } from "../testing/memory-objects.ts";
import {
  contentOf,
  entriesIn,
  expectOneTree,
  keepsTheContractOfSharedLogs,
  openLog,
  recordsOf,
  refusal,
  watchedSigner,
  type Place,
} from "../testing/shared-contract.ts";
import { ObjectLogStore } from "./store.ts";

function placeOver(objects: ReturnType<typeof memoryObjects>): Place {
  return () => Promise.resolve(new ObjectLogStore(objects));
}

function texts(entries: readonly Uint8Array[]): readonly string[] {
  return entries.map((entry) => Buffer.from(entry).toString());
}

describe("a log in objects in memory", () => {
  keepsTheContractOfSharedLogs(() => Promise.resolve(placeOver(memoryObjects())));

  it("gives no index twice when the group that a late writer meets was dropped long ago", async () => {
    const objects = memoryObjects();
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isHeld = false;
    const slow = faultyObjects(objects, async (step): Promise<Fault> => {
      if (!isHeld || !step.startsWith("create groups/")) return "none";
      isHeld = false;
      reached.resolve();
      await released.promise;
      return "none";
    });
    const signed = watchedSigner();
    const [late, quick] = [await openLog(placeOver(slow), null), await openLog(placeOver(objects), signed.signer)];
    const [first, second, ...others] = recordsOf("quick", 40);
    const [early, mine] = recordsOf("late", 2);
    expect(await late.append(early ?? Buffer.alloc(0))).toEqual({ kind: "appended", index: 0 });
    isHeld = true;
    const answer = late.append(mine ?? Buffer.alloc(0));
    await reached.promise;
    expect(await quick.append(first ?? Buffer.alloc(0))).toEqual({ kind: "appended", index: 1 });
    expect(await quick.append(second ?? Buffer.alloc(0))).toEqual({ kind: "appended", index: 2 });
    for (const entry of others) await quick.append(entry);
    await quick.publish();
    await new ObjectLogStore(objects).dropGroups(41);
    expect((await objects.list("groups/", "")).keys).toEqual([]);
    released.resolve();
    expect(await answer).toEqual({ kind: "appended", index: 41 });
    expect((await objects.list("groups/", "")).keys).toEqual(["groups/0000000000000041"]);
    const entries = await contentOf(placeOver(objects));
    expect(texts(entries)).toEqual(texts([early, first, second, ...others, mine].map((one) => one ?? Buffer.alloc(0))));
    expectOneTree(entries, signed.heads);
  });

  it("leaves aside what somebody else has put among its groups", async () => {
    const objects = memoryObjects();
    await new ObjectLogStore(objects).append(recordsOf("one", 2));
    for (const name of ["groups/", "groups/!", "groups/zzz", "groups/00000000000000zz"])
      await objects.create(name, Buffer.from("x"));
    expect(await new ObjectLogStore(objects).append(recordsOf("two", 1))).toBe(2);
    expect(texts(await contentOf(placeOver(objects)))).toHaveLength(3);
  });

  it("is not opened when a tile or the checkpoint was changed", async () => {
    for (const path of ["tile/0/000.p/9", "tile/entries/000.p/9", "checkpoint"]) {
      const kept = new Map<string, StoredObject>();
      const place = placeOver(memoryObjects(kept));
      const log = await openLog(place);
      await Promise.all(recordsOf("one", 9).map((entry) => log.append(entry)));
      await log.close();
      const found = kept.get(path);
      if (found === undefined) throw new Error(`${path} is missing`);
      kept.set(path, { tag: "other", bytes: found.bytes.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) });
      expect(["log-damaged", "log-foreign"], path).toContain(await refusal(() => openLog(place)));
    }
  });

  it("signs nothing more when what it has signed is gone from the store", async () => {
    const kept = new Map<string, StoredObject>();
    const log = await openLog(placeOver(memoryObjects(kept)));
    for (const entry of recordsOf("one", 4)) await log.append(entry);
    await log.publish();
    const before = new Map(kept);
    for (const entry of recordsOf("two", 4)) await log.append(entry);
    await log.publish();
    kept.clear();
    for (const [key, object] of before) kept.set(key, object);
    expect(await refusal(() => log.publish())).toBe("log-damaged");
    for (const entry of recordsOf("three", 9)) await log.append(entry);
    expect(await refusal(() => log.publish())).toBe("log-damaged");
  });
});

const STEPS: readonly [string, (step: ObjectStep) => boolean][] = [
  ["the making of a group", (step) => step.startsWith("create groups/")],
  ["the reading of a group", (step) => step.startsWith("get groups/")],
  ["the reading of the checkpoint", (step) => step === "get checkpoint"],
  ["the replacing of the checkpoint", (step) => step.startsWith("replace")],
  ["the making of a tile", (step) => step.startsWith("create tile/")],
  ["the listing of keys", (step) => step.startsWith("list")],
  ["the removal of anything", (step) => step.startsWith("remove")],
];
const FAULTS: readonly Fault[] = ["fails", "fails-but-happens"];

describe("a log in objects whose storage fails", () => {
  it.each(STEPS.flatMap(([name, isStep]) => FAULTS.map((fault) => ({ name, isStep, fault }))))(
    "acknowledges nothing that is not there, signs one tree, and goes on when it works again: $name $fault",
    async ({ isStep, fault }) => {
      const objects = memoryObjects();
      let broken = false;
      const faulty = faultyObjects(objects, (step) => (broken && isStep(step) ? fault : "none"));
      const signed = watchedSigner();
      const log = await openLog(placeOver(faulty), signed.signer);
      const other = await openLog(placeOver(objects), LOG);
      const before = recordsOf("before", 220);
      await Promise.all(before.map((entry) => log.append(entry)));
      const taken = [...texts(before)];
      const [mine, theirs] = [recordsOf("mine", 36), recordsOf("theirs", 36)];
      for (const [at, entry] of mine.entries()) {
        broken = at % 9 > 5;
        if ((await log.append(entry)).kind === "appended") taken.push(Buffer.from(entry).toString());
        if (at % 4 === 0) await refusal(() => log.publish());
        broken = false;
        await new Promise((resolve) => setImmediate(resolve));
        const answer = await other.append(theirs[at] ?? Buffer.alloc(0));
        expect(answer.kind).toBe("appended");
        taken.push(Buffer.from(theirs[at] ?? []).toString());
        if (at % 5 === 0) await other.publish();
      }
      const entries = await entriesIn(placeOver(objects));
      const all = texts(entries);
      expect(all.filter((text) => taken.includes(text))).toEqual(taken);
      expectOneTree(entries, signed.heads);
    },
  );
});
