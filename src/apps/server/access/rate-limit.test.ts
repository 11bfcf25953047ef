import { describe, expect, it } from "vitest";
import { RateLimit } from "./rate-limit.ts";

describe("RateLimit", () => {
  it("lets each key do so much a second, and as much at once", () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    expect([limit.take("a"), limit.take("a"), limit.take("a"), limit.take("b")]).toEqual([true, true, false, true]);
    now = 500;
    expect([limit.take("a"), limit.take("a")]).toEqual([true, false]);
    now = 60_000;
    expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([true, true, false]);
  });

  it("lets a burst that was charged afterwards wait, ten seconds at most", () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    for (let count = 0; count < 1000; count += 1) limit.charge("a");
    expect([limit.has("a"), limit.has("b")]).toEqual([false, true]);
    now = 10_499;
    expect(limit.has("a")).toBe(false);
    now = 10_500;
    expect(limit.has("a")).toBe(true);
  });

  it("gives nothing for a clock that is set back", () => {
    let now = 1000;
    const limit = new RateLimit(1, () => now);
    limit.charge("a");
    now = 0;
    expect(limit.has("a")).toBe(false);
  });
});
