import { describe, expect, it } from "vitest";
import { Committer } from "./committer.ts";

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Committer", () => {
  it("takes nothing that was handed in behind an entry that failed, before that was heard of", async () => {
    const groups: string[][] = [];
    let isBroken = true;
    const committer = new Committer(
      (entries) => {
        if (isBroken) return Promise.reject(new Error("broken"));
        groups.push(entries.map((entry) => Buffer.from(entry).toString()));
        return Promise.resolve(groups.flat().length - entries.length);
      },
      () => "broken",
    );
    const first = committer.append(Buffer.from("1"));
    await Promise.resolve();
    const second = committer.append(Buffer.from("2"));
    const third = second.then(() => committer.append(Buffer.from("3")));
    const failed = { kind: "unavailable", reason: "broken" };
    expect(await Promise.all([first, second, third])).toEqual([failed, failed, failed]);
    isBroken = false;
    await nextTurn();
    expect(await committer.append(Buffer.from("4"))).toEqual({ kind: "appended", index: 0 });
    expect(groups).toEqual([["4"]]);
  });
});
