import { describe, expect, it } from "vitest";
import { Given } from "./given.ts";

describe("Given", () => {
  it("ends, and is its owner's alone meanwhile", () => {
    let now = 0;
    const given = new Given(() => now);
    given.give("one", "task", 100);
    expect([given.isGiven("one", "task"), given.isGiven("other", "task"), given.isGiven("one", "other")]).toEqual([
      true,
      false,
      false,
    ]);
    now = 99;
    given.give("one", "task", 50);
    now = 140;
    expect(given.isGiven("one", "task")).toBe(true);
    now = 149;
    expect(given.isGiven("one", "task")).toBe(false);
  });

  it("forgets the oldest of an owner that has too much, and nothing of another", () => {
    const given = new Given(() => 0);
    given.give("other", "task", 1);
    for (let at = 0; at <= 2000; at++) given.give("one", `task-${at}`, 1);
    expect([given.isGiven("one", "task-0"), given.isGiven("one", "task-1")]).toEqual([false, true]);
    expect(given.isGiven("other", "task")).toBe(true);
  });

  it("keeps room for new owners, at the cost of whoever has most", () => {
    const given = new Given(() => 0);
    for (let at = 0; at < 50_000; at++) given.give(`owner-${Math.floor(at / 2000)}`, `task-${at}`, 1);
    given.give("new", "task", 1);
    expect([
      given.isGiven("owner-0", "task-0"),
      given.isGiven("owner-1", "task-2000"),
      given.isGiven("new", "task"),
    ]).toEqual([false, true, true]);
  });
});
