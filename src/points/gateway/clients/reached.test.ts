import { describe, expect, it } from "vitest";
import { Reached } from "./reached.ts";

describe("Reached", () => {
  it("is once the client finished the handshake and listens, in any order", async () => {
    const reached = new Reached();
    const waiting = reached.wait();
    reached.listens();
    reached.shaken();
    await expect(waiting).resolves.toBeUndefined();
    await expect(reached.wait()).resolves.toBeUndefined();
  });

  it("is never after the client has gone, and lets no server ask without end before", async () => {
    const reached = new Reached();
    const waiting = Array.from({ length: 64 }, () => reached.wait());
    await expect(reached.wait()).rejects.toMatchObject({ message: expect.stringContaining("Too much") });
    reached.gone();
    const ended = await Promise.allSettled(waiting);
    expect(ended.every(({ status }) => status === "rejected")).toBe(true);
  });
});
