import { describe, expect, it } from "vitest";
import { CONFORMANCE_GAPS } from "./testing/conformance-gaps.ts";
import { failureOf } from "./testing/conformance.ts";
import { goldenCases } from "./testing/golden.ts";

const cases = goldenCases("conformance").map((golden) => ({ golden, key: `${golden.path}/${golden.original.name}` }));

describe.each(["generated", "closures"] as const)("the conformance suite on the %s back end", (backend) => {
  it("passes in every case without a listed gap", () => {
    const failures = cases
      .filter(({ key }) => !CONFORMANCE_GAPS.has(key))
      .flatMap(({ golden, key }) => {
        const failure = failureOf(golden, backend);
        return failure === undefined ? [] : [`${key}: \`${golden.original.expr}\` ${failure}`];
      });
    expect(failures).toEqual([]);
    expect(cases.length).toBe(2344);
  });

  it("still fails in every case with a listed gap", () => {
    const passing = cases.filter(({ golden, key }) => CONFORMANCE_GAPS.has(key) && !failureOf(golden, backend));
    expect(passing.map(({ key }) => key)).toEqual([]);
  });
});

describe("the list of gaps", () => {
  it("names cases that exist, each once", () => {
    const keys = cases.map(({ key }) => key);
    const counts = [...CONFORMANCE_GAPS.keys()].map((gap) => keys.filter((key) => key === gap).length);
    expect(counts.every((count) => count === 1)).toBe(true);
  });
});
