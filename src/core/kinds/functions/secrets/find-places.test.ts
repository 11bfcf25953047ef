import { describe, expect, it } from "vitest";
import { CelError, Unknown } from "#core/language";
import { findPlaces } from "./find-places.ts";

const later = new Unknown([{ reason: "after-apply", path: "x" }]);
const password = "hunter2hunter2xyz";

describe("findPlaces()", () => {
  it("answers the keys of a map and the names of variables", () => {
    expect(findPlaces({ MODE: "fast", DB_PASSWORD: password })).toEqual(["DB_PASSWORD"]);
    expect(
      findPlaces([{ name: "MODE", value: "fast" }, { name: "DB_PASSWORD", value: password }, `://a:${password}@`]),
    ).toEqual(["DB_PASSWORD", "2"]);
  });

  it("tells what it found whatever else is not known", () => {
    expect(findPlaces({ TABLE: later, DB_PASSWORD: password })).toEqual(["DB_PASSWORD"]);
    expect(findPlaces({ TABLE: later, MODE: "fast" })).toBeInstanceOf(Unknown);
    expect(findPlaces(later)).toBe(later);
  });

  it("takes hostile keys for keys, and nothing for what is no map or list", () => {
    expect(findPlaces(Object.fromEntries([["__proto__", `password=${password}`]]))).toEqual(["__proto__"]);
    expect([null, 7, password].map((value) => findPlaces(value))).toEqual([[], [], []]);
  });

  it("answers an error for more than it reads", () => {
    expect(findPlaces({ big: "x".repeat(5_000_000) })).toBeInstanceOf(CelError);
  });
});
