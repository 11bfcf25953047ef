import { describe, expect, it } from "vitest";
import { describeType, formatType } from "./format-type.ts";
import {
  BYTES,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  opaqueOf,
  optionalOf,
  param,
  STRING,
  structOf,
  type Type,
  typeOf,
  UINT,
  wrapperOf,
} from "./type.ts";

describe("formatType()", () => {
  it.each<[string, Type]>([
    ["list(map(string, dyn))", listOf(mapOf(STRING, DYN))],
    ["optional(int)", optionalOf(INT)],
    ["net.IP", opaqueOf("net.IP")],
    ["wrapper(uint)", wrapperOf(UINT)],
    ["type", typeOf(DYN)],
    ["type(Bucket)", typeOf(structOf("Bucket"))],
    ["dyn", param("_3")],
    ["T", param("T")],
  ])("writes %s", (text, type) => {
    expect(formatType(type)).toBe(text);
  });

  it("cuts what nests too deep", () => {
    let type: Type = INT;
    for (let level = 0; level < 60; level++) type = mapOf(type, type);
    expect(formatType(type).length).toBeLessThan(2_000);
  });
});

describe("describeType()", () => {
  it.each<[string, Type]>([
    ["an int", INT],
    ["a uint", UINT],
    ["an optional(string)", optionalOf(STRING)],
    ["a string", STRING],
    ["bytes", BYTES],
    ["null", NULL],
  ])("writes %s", (text, type) => {
    expect(describeType(type)).toBe(text);
  });
});
