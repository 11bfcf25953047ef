import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NoAnswerError, RefusedError } from "#client";
import { insist } from "./insist.ts";

const told: string[] = [];
beforeEach(() => {
  told.length = 0;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const LOST = new NoAnswerError("no-connection", "No answer came from `/x`");
const refusal = (status: number) => new RefusedError({ type: "about:blank", title: "No", status });

describe("insist()", () => {
  it("asks again when an answer was lost, and says so", async () => {
    const ask = vi.fn().mockRejectedValueOnce(LOST).mockResolvedValue("yes");
    expect(await insist(ask)).toBe("yes");
    expect(ask).toHaveBeenCalledTimes(2);
    expect(told).toEqual(["writ: No answer came from `/x`, so it is asked again\n"]);
  });

  it.each([
    ["gives up in the end", LOST, 3],
    ["asks again whoever cannot answer just then", refusal(503), 3],
    ["asks nobody twice who refused", refusal(403), 1],
  ] as const)("%s", async (_name, error, times) => {
    const ask = vi.fn().mockRejectedValue(error);
    await expect(insist(ask)).rejects.toBe(error);
    expect(ask).toHaveBeenCalledTimes(times);
  });
});
