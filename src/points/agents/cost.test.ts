import { describe, expect, it } from "vitest";
import { actOn, type Verb } from "#core/model";
import { costOfCall } from "./cost.ts";

const SOURCE = { file: "shell", address: "", path: [] };
const FILE = { kind: "File", type: "file", provider: "machine", id: "a", name: "a" };

function destroyedBy(verb: Verb, ...traits: string[]): number | null {
  return costOfCall([actOn(verb, FILE, SOURCE, traits), actOn("read", FILE, SOURCE)], []).destroyed;
}

describe("costOfCall()", () => {
  it("counts what is deleted one by one, with whatever force and rights", () => {
    expect(destroyedBy("delete", "forced", "irreversible", "elevated", "remote")).toBe(1);
    expect(destroyedBy("update", "recursive")).toBe(0);
  });

  it.each(["recursive", "reach-many", "reach-all", "a trait that nobody has heard of"])("cannot count %s", (trait) => {
    expect(destroyedBy("delete", trait)).toBeNull();
  });

  it("cannot count what was not read", () => {
    expect(
      costOfCall([], [{ code: "script-unread", message: "It is not known", source: SOURCE }]).destroyed,
    ).toBeNull();
  });
});
