import { describe, expect, it } from "vitest";
import { Recent } from "./recent.ts";

describe("Recent", () => {
  it("makes what it remembers once, and forgets the oldest beyond its capacity", () => {
    const made: string[] = [];
    const lengths = new Recent(2, (text) => made.push(text));
    const answers = ["a", "b", "a", "c", "b", "a"].map((text) => lengths.of(text));
    expect(made).toEqual(["a", "b", "c", "a"]);
    expect(answers).toEqual([1, 2, 1, 3, 2, 4]);
  });
});
