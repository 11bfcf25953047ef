import { describe, expect, it } from "vitest";
import { futureTimeOf, pastTimeOf } from "./time-flag.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");

describe("times that flags name", () => {
  it.each([
    ["45m", "2026-03-01T11:15:00.000Z", "2026-03-01T12:45:00.000Z"],
    ["12h", "2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z"],
    ["30d", "2026-01-30T12:00:00.000Z", "2026-03-31T12:00:00.000Z"],
    ["2026-06-30T02:00:00+02:00", "2026-06-30T00:00:00.000Z", "2026-06-30T00:00:00.000Z"],
  ])("are so long ago, or so far ahead, or what they say: %s", (text, past, future) => {
    expect([pastTimeOf("--since", text, NOW), futureTimeOf("--expires", text, NOW)]).toEqual([past, future]);
  });

  it.each(["", "soon", "8", "h", "-1h", "2030-06-30", "8h "])("are nothing else: `%s`", (text) => {
    expect(() => futureTimeOf("--expires", text, NOW)).toThrow(`\`--expires ${text}\` is no time`);
  });
});
