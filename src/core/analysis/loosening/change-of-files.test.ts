import { describe, expect, it } from "vitest";
import type { BundleFile } from "#core/bundle";
import { finish } from "#core/model";
import { grant, policy } from "../../decide/testing/documents.ts";
import { CHANGE_KINDS, compareFiles, mayLoosen, type BundleChange } from "../index.ts";

const [A, B] = [policy({ name: "a", must: ["true"] }), policy({ name: "b", must: ["true"] })];

function filesOf(texts: readonly string[]): readonly BundleFile[] {
  return texts.map((text, at) => ({ file: `${at}.yaml`, text }));
}

/** Compares bundles of one file for each text. */
function compared(before: readonly string[], after: readonly string[]): BundleChange {
  return finish(compareFiles(filesOf(before), filesOf(after)));
}

describe("compareFiles()", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["neither", [A, B], [B, A]],
    ["tightens", [A], [A, B]],
    ["loosens", [A, B], [A]],
    ["both", [A], [B]],
    ["loosens", [A], [A, grant("all")]],
    ["unknown", [A], [A, "kind: Poli"]],
    ["unknown", ["{"], [A]],
    ["loosens", [], ["apiVersion: writ/v1\nkind: Settings\nmetadata: {name: s}\nspec: {}\n"]],
  ])("says %s", (kind, before, after) => {
    expect(compared(before, after).kind).toBe(kind);
  });

  it("takes documents of others for loosening, whatever becomes of them", () => {
    const other = "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: p}\n";
    const change = { kind: "File", name: "1.yaml", direction: "loosens" };
    for (const [before, after, what] of [
      [[A], [A, other], "came"],
      [[A, other], [A], "went"],
      [[A, other], [A, `${other}spec: {}\n`], "changed"],
    ] as const)
      expect(compared(before, after).changes).toEqual([{ ...change, what: `documents of others ${what}` }]);
  });

  it("sees documents again that moved to another file", () => {
    expect(compared([`${A}\n---\n${B}`], [B, A]).changes).toEqual([]);
  });

  it("tells every difference by its document", () => {
    expect(compared([A], [B]).changes).toEqual([
      { kind: "Policy", name: "a", direction: "loosens", what: "was removed" },
      { kind: "Policy", name: "b", direction: "tightens", what: "was added" },
    ]);
  });
});

describe("mayLoosen()", () => {
  it("takes what cannot be told for loosening", () => {
    expect([...CHANGE_KINDS, "other"].filter(mayLoosen)).toEqual(["loosens", "both", "unknown", "other"]);
  });
});
