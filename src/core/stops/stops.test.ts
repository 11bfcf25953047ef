import { describe, expect, it } from "vitest";
import { STOP_KINDS, type Stop } from "#core/store";
import { testCaller } from "../access/testing/caller.ts";
import { concerns, refuseStopping, stopSubject, stopText, type StoppableAct } from "./index.ts";

const PRINCIPAL = {
  id: "coder",
  kind: "agent",
  groups: ["sre"],
  attributes: { issuer: "https://idp.example" },
  chain: ["people:ada", "lead"],
} as const;
const ACT: StoppableAct = {
  caller: testCaller("people:ada", [], { principal: PRINCIPAL }),
  session: "s-1",
  through: { server: "db", name: "drop" },
};
const STOP: Stop = { id: "1", kind: "agent", name: "a", reason: "r", by: "b", byName: "B", at: "2026-01-01T00:00:00Z" };

describe("concerns()", () => {
  it.each([
    ["agent", ["coder", "lead", "people:ada"], ["code", "CODER", "", "sre"]],
    ["session", ["s-1"], ["s-2", ""]],
    ["tool", ["db/drop"], ["drop", "db", "db/", "db/drops"]],
    ["server", ["db"], ["db/drop", "d", ""]],
    ["tenant", ["sre", "https://idp.example"], ["https://idp.example/", "coder", ""]],
    ["everything", [""], []],
  ] as const)("of a stop of %s", (kind, stopped, others) => {
    expect(stopped.map((name) => concerns({ kind, name }, ACT))).toEqual(stopped.map(() => true));
    expect(others.map((name) => concerns({ kind, name }, ACT))).toEqual(others.map(() => false));
  });

  it("of a part of a run by the names of both, and of all its parts by that of the run", () => {
    const attributes = { subAgent: { id: "a1", type: "Explore" } };
    const part = { ...ACT, caller: { ...ACT.caller, principal: { ...PRINCIPAL, attributes } } };
    const stopped = ["coder", "coder/Explore", "coder/a1", "Explore", "coder/Plan"].filter((name) =>
      concerns({ kind: "agent", name }, part),
    );
    expect(stopped).toEqual(["coder", "coder/Explore", "coder/a1"]);
    expect(concerns({ kind: "agent", name: "coder/Explore" }, ACT)).toBe(false);
  });

  it("takes what it does not know for everything, and asks nothing of what every object inherits", () => {
    for (const kind of ["planet", "constructor", "__proto__"]) {
      // oxlint-disable-next-line no-unsafe-type-assertion -- as another version may have written it
      expect(concerns({ kind, name: "x" } as unknown as Stop, ACT)).toBe(true);
    }
    const bare = { ...ACT, through: null };
    expect(STOP_KINDS.map((kind) => concerns({ kind, name: "db" }, bare))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe("refuseStopping()", () => {
  it("lets approvers and administrators, and no agent", () => {
    expect(refuseStopping(testCaller("a", ["approver"]))).toBeNull();
    expect(refuseStopping(testCaller("a", ["administrator"]))).toBeNull();
    expect(refuseStopping(testCaller("a", ["viewer", "operator", "policy-author"]))).toContain("Only an approver");
    expect(refuseStopping(testCaller("a", ["administrator"], { principal: PRINCIPAL }))).toContain("An agent");
  });
});

describe("stopSubject()", () => {
  it("is of one stop", () => {
    expect(stopSubject(STOP)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stopSubject(STOP)).not.toBe(stopSubject({ ...STOP, id: "2" }));
    expect([stopText(STOP), stopText({ kind: "everything", name: "" })]).toEqual(["agent `a`", "everything"]);
  });
});
