import { describe, expect, it } from "vitest";
import { InOrder } from "./in-order.ts";

describe("InOrder", () => {
  it("does one after the other, goes on after one that failed, and drops what is too much", async () => {
    const problems: unknown[] = [];
    const done: number[] = [];
    const inOrder = new InOrder((error) => void problems.push(error));
    const { promise, resolve } = Promise.withResolvers<void>();
    inOrder.do(() => promise);
    for (let at = 1; at < 5000; at++)
      inOrder.do(async () => {
        if (at === 2) throw new Error("a bug");
        done.push(at);
      });
    resolve();
    await inOrder.done();
    expect(problems).toHaveLength(1);
    expect(done).toEqual(Array.from({ length: 1023 }, (_, at) => at + 1).filter((at) => at !== 2));
    inOrder.do(async () => void done.push(0));
    await inOrder.done();
    expect(done.at(-1)).toBe(0);
  });
});
