import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, isSameValue } from "#core/model";
import type { Value, ValueObject } from "#core/language";
import { applyPatch } from "../../core/admission/mutating/patch/json-patch.ts";
import { patchBetween } from "./json-patch.ts";

const keys = fc.constantFrom("a", "b/c", "d~e", "__proto__", "constructor", "length");
const { value } = fc.letrec<{ value: Value; object: ValueObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 1, "x"),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ),
  object: fc.dictionary(keys, tie("value"), { maxKeys: 3 }),
}));
const objects = value.filter((one): one is ValueObject => isObject(one));

describe("patchBetween()", () => {
  it("makes one object of the other, whatever their keys are called", () => {
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        const operations = patchBetween(before, after).map((one) => ({ from: "", value: undefined, ...one }));
        const patched = applyPatch(before, operations);
        expect(patched.kind === "patched" && isSameValue(patched.document, after)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("says nothing where nothing differs", () => {
    expect(patchBetween({ a: { b: [1] } }, { a: { b: [1] } })).toEqual([]);
  });
});
