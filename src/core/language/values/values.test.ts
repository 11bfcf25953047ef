import { describe, expect, test } from "vitest";
import {
  acceptorOf,
  CelError,
  CelMap,
  Double,
  doubleOf,
  Duration,
  intOf,
  mapOfEntries,
  Optional,
  Timestamp,
  typeNameOf,
  TypeValue,
  Uint,
  uintOf,
  Unknown,
  type Value,
} from "./index.ts";
import { BOOL, DYN, INT, listOf, NULL, STRING, structOf, TIMESTAMP, wrapperOf } from "../types/type.ts";

describe("typeNameOf()", () => {
  test.each<readonly [Value, string]>([
    [null, "null_type"],
    [true, "bool"],
    [1, "int"],
    [2n ** 60n, "int"],
    [1.5, "double"],
    [Number.NaN, "double"],
    [new Double(1), "double"],
    [new Uint(1n), "uint"],
    ["", "string"],
    [new Uint8Array(), "bytes"],
    [[], "list"],
    [{}, "map"],
    [{ constructor: 1 }, "map"],
    [new CelMap([]), "map"],
    [new Timestamp(0, 0), "google.protobuf.Timestamp"],
    [new Duration(0n), "google.protobuf.Duration"],
    [new TypeValue("int"), "type"],
    [new Optional(1), "optional_type"],
    [new CelError("overflow", ""), "error"],
    [new Unknown([]), "unknown"],
  ])("typeNameOf(%o) is %s", (value, name) => {
    expect(typeNameOf(value)).toBe(name);
  });
});

describe("numbers", () => {
  test("intOf() has one representation for an int and refuses what exceeds int64", () => {
    expect(intOf(5n)).toBe(5);
    expect(intOf(2n ** 53n)).toBe(2n ** 53n);
    expect(intOf(2n ** 63n)).toMatchObject({ code: "overflow" });
    expect(intOf(-(2n ** 63n))).toBe(-(2n ** 63n));
  });

  test("uintOf() refuses what exceeds uint64", () => {
    expect(uintOf(2n ** 64n - 1n)).toEqual(new Uint(2n ** 64n - 1n));
    expect(uintOf(-1n)).toMatchObject({ code: "overflow" });
  });

  test("doubleOf() boxes integral doubles, -0 among them", () => {
    expect(doubleOf(1.5)).toBe(1.5);
    expect(doubleOf(-0)).toEqual(new Double(-0));
    expect(doubleOf(1e300)).toEqual(new Double(1e300));
  });
});

describe("CelMap", () => {
  test("CelMap finds a numeric key under every numeric type, exactly", () => {
    const map = new CelMap([
      [2n ** 63n - 1n, "max"],
      [3, "three"],
      [true, "yes"],
    ]);
    expect(map.get(new Double(3))).toBe("three");
    expect(map.get(new Uint(3n))).toBe("three");
    expect(new CelMap([[new Uint(2n ** 63n), "big"]]).get(new Double(2 ** 63))).toBe("big");
    expect(map.get({ value: 3 })).toBeUndefined();
    expect(map.get("3")).toBeUndefined();
    expect(map.get(true)).toBe("yes");
  });

  test("mapOfEntries() makes a plain object of string keys, whatever their names", () => {
    const map = mapOfEntries([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
    expect(Object.keys(map)).toEqual(["__proto__", "constructor"]);
    expect(mapOfEntries([[1, "a"]])).toBeInstanceOf(CelMap);
  });
});

describe("acceptorOf()", () => {
  test.each<readonly [string, (value: Value) => boolean, Value, boolean]>([
    ["int takes an int", acceptorOf(INT), 1, true],
    ["int refuses a double", acceptorOf(INT), new Double(1), false],
    ["wrapper takes null", acceptorOf(wrapperOf(INT)), null, true],
    ["wrapper refuses a string", acceptorOf(wrapperOf(INT)), "1", false],
    ["null takes null", acceptorOf(NULL), null, true],
    ["bool refuses an int", acceptorOf(BOOL), 1, false],
    ["list takes a list", acceptorOf(listOf(STRING)), [], true],
    ["timestamp takes a timestamp", acceptorOf(TIMESTAMP), new Timestamp(0, 0), true],
    ["struct takes an object", acceptorOf(structOf("writ.Bucket")), {}, true],
    ["struct refuses a list", acceptorOf(structOf("writ.Bucket")), [], false],
    ["dyn takes anything", acceptorOf(DYN), [], true],
    ["dyn refuses an unknown", acceptorOf(DYN), new Unknown([]), false],
  ])("acceptorOf(): %s", (_name, accepts, value, expected) => {
    expect(accepts(value)).toBe(expected);
  });
});
