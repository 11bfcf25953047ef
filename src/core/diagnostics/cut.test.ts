import { describe, expect, it } from "vitest";
import { cut } from "./cut.ts";

describe("cut()", () => {
  it("leaves alone what fits", () => {
    expect(cut("exact", 5)).toBe("exact");
  });

  it("makes what is longer fit, and says that there was more", () => {
    expect(cut("longer than that", 8)).toBe("longer…");
  });

  it("leaves no half of a character", () => {
    expect(cut("ab😀cd", 4).isWellFormed()).toBe(true);
  });
});
