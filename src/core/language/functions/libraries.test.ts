import { constantFrom, assert, property, array } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CelError,
  CelMap,
  Double,
  Duration,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  Unknown,
  type Value,
} from "../values/index.ts";
import * as functions from "./index.ts";
import { valueOf } from "./testing/evaluate.ts";

const { writLibraries } = functions;
const overloads = writLibraries.flatMap(({ functions }) => functions).flatMap((declaration) => declaration.overloads);

/** One of everything, with the extremes and names that break careless code. */
const HOSTILE: readonly Value[] = [
  null,
  true,
  0,
  -1,
  3,
  2n ** 63n - 1n,
  -(2n ** 63n),
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  new Double(-0),
  new Double(1e300),
  new Uint(2n ** 64n - 1n),
  "",
  "a",
  "(a+)+$",
  "%s%d%.3f",
  "\\9",
  "\ud800",
  "😀é",
  "__proto__",
  "1.5Gi",
  "10.0.0.0/8",
  "v1.2",
  "https://[::1]:80/%41?a=b&c",
  "2024-02-30T00:00:00Z",
  new Uint8Array([0xff, 0]),
  [],
  [1, "a", null, [2]],
  [new Unknown([{ reason: "after-apply", path: "p" }]), 1],
  [new CelError("overflow", "stored"), 1],
  {},
  { constructor: 1, length: -1 },
  Object.fromEntries([["__proto__", [1]]]),
  new CelMap([[1, 2]]),
  new Timestamp(253_402_300_799, 999_999_999),
  new Timestamp(-62_135_596_800, 0),
  new Duration(2n ** 63n - 1n),
  new TypeValue("int"),
  new Optional(undefined),
  new Optional([1]),
  valueOf("quantity('1E')"),
  valueOf("ip('::1')"),
  valueOf("cidr('0.0.0.0/0')"),
  valueOf("url('/')"),
  valueOf("semver('1.0.0-a')"),
  valueOf("format.uri()"),
];

describe("writLibraries", () => {
  test("the functions part exports each library by name", () => {
    expect(Object.keys(functions).toSorted()).toEqual([
      "compilePattern",
      "comprehensionsLibrary",
      "encodersLibrary",
      "kubernetesLibraries",
      "listsLibrary",
      "mathLibrary",
      "optionalLibrary",
      "regexLibrary",
      "setsLibrary",
      "standardLibrary",
      "stringsLibrary",
      "writLibraries",
    ]);
  });

  test("writLibraries gives every overload an id of its own", () => {
    const ids = overloads.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test("writLibraries describes every function", () => {
    const silent = writLibraries.flatMap(({ functions }) => functions).filter(({ description }) => !description);
    expect(silent).toEqual([]);
  });

  test("writLibraries: every overload is total and its cost is a number, whatever the arguments", () => {
    assert(
      property(array(constantFrom(...HOSTILE), { minLength: 4, maxLength: 4 }), (values) => {
        for (const { id, params, evaluate, cost } of overloads) {
          const args = values.slice(0, params.length);
          expect(evaluate(...args), id).toBeDefined();
          if (cost) expect(cost(...args), id).toBeGreaterThanOrEqual(-1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("writLibraries: every pair of hostile arguments is answered by every overload of two", () => {
    for (const { id, params, evaluate } of overloads.filter((overload) => overload.params.length <= 2)) {
      for (const a of HOSTILE) {
        for (const b of params.length === 2 ? HOSTILE : [null]) expect(evaluate(a, b), id).toBeDefined();
      }
    }
  });
});
