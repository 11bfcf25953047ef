import { describe, expect, it } from "vitest";
import { stampNow } from "./stamp.ts";

describe("stampNow()", () => {
  it("makes a UUIDv7 that begins with the time, and another each time", () => {
    const ms = Date.parse("2026-11-26T07:00:00.123Z");
    const { id, time } = stampNow(ms);
    expect(time).toBe("2026-11-26T07:00:00.123Z");
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(ms);
    expect(stampNow(ms).id).not.toBe(id);
  });
});
