import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CelError, CelMap, Double, Duration, Timestamp, Uint, Unknown, type Value } from "#core/language";
import { canonicalJson, parseJson } from "#core/model";
import { digestProposal } from "#core/decide";
import { creation, proposalBy, store } from "../../decide/testing/proposal.ts";
import { readProposal } from "./read-proposal.ts";
import { untag } from "./untag.ts";
import { writeProposal } from "./write-proposal.ts";

const LEAST = {
  principal: { id: "ci", kind: "pipeline" },
  effects: [{ verb: "create", resource: { kind: "ObjectStore", id: "a" } }],
};

function parsed(text: string): Value {
  const result = parseJson(text);
  if (result.kind !== "parsed") throw new Error(result.problem.message);
  return result.value;
}

function problemsOf(message: unknown): readonly string[] {
  const result = readProposal(parsed(JSON.stringify(message)));
  return result.kind === "rejected" ? result.problems.map(({ message }) => message) : [];
}

describe("readProposal()", () => {
  it("gives back what `writeProposal` wrote, with the same digest", () => {
    const properties = {
      public: new Unknown([{ reason: "after-apply", path: "a.b" }]),
      size: new Double(1),
      big: 9_007_199_254_740_993n,
      made: new Timestamp(5, 7),
      age: new Duration(9n),
      wrong: new CelError("overflow", "x"),
    };
    const proposal = proposalBy("agent", {
      effects: [creation(store({ properties, region: null }), { verb: "update", before: store({ region: null }) })],
    });
    const result = readProposal(parsed(writeProposal(proposal)));
    expect(result).toEqual({ kind: "read", message: proposal });
    expect(result.kind === "read" && digestProposal(result.message)).toBe(digestProposal(proposal));
  });

  it("fills in what says least", () => {
    const result = readProposal(parsed(JSON.stringify(LEAST)));
    expect(result).toMatchObject({
      kind: "read",
      message: {
        principal: { groups: [], attributes: {}, chain: [] },
        effects: [
          { before: null, changed: true, traits: [], resource: { properties: {}, labels: {}, environment: null } },
        ],
        context: { point: "api", environment: null, attributes: {}, unresolved: [] },
      },
    });
  });

  it("says what is wrong, and where", () => {
    expect(problemsOf({ ...LEAST, principal: { id: 7, kind: "robot" } })).toEqual([
      "`principal.id` is a number, but a name is expected",
      "`principal.kind` is `robot`, but one of `agent`, `pipeline`, `person`, `service` is expected",
    ]);
    expect(problemsOf({ ...LEAST, efects: [] })).toEqual([
      "`efects` is no key that is known here: did you mean `effects`?",
    ]);
    expect(problemsOf([])).toEqual(["The message is a list, but a proposal is expected"]);
    expect(problemsOf({ principal: LEAST.principal })).toEqual(["`effects` is missing"]);
    expect(problemsOf({ ...LEAST, effects: [{ verb: "create", resource: { kind: "A", id: "" } }] })).toEqual([
      "`effects[0].resource.id` is empty, but a name is expected",
    ]);
  });

  it("keeps keys of any name as they are", () => {
    const text =
      '{"principal":{"id":"a","kind":"person","attributes":{"__proto__":{"admin":true},"constructor":1}},"effects":[]}';
    const result = readProposal(parsed(text));
    const attributes = result.kind === "read" ? result.message.principal.attributes : {};
    expect(Object.keys(attributes)).toEqual(["__proto__", "constructor"]);
    expect(attributes).not.toHaveProperty("admin");
    expect(problemsOf(JSON.parse('{"__proto__":{"principal":{}}}'))).toContain("`principal` is missing");
  });

  it("refuses a mark that it does not know, instead of taking it for an object", () => {
    for (const mark of [
      ["secret"],
      ["unknown"],
      ["unknown", ["never", "a"]],
      ["double", "1x"],
      "unknown",
      ["__proto__"],
      ["uint", "99999999999999999999"],
    ]) {
      const resource = { kind: "ObjectStore", id: "a", properties: { public: { $writ: mark } } };
      expect(problemsOf({ ...LEAST, effects: [{ verb: "create", resource }] })).toHaveLength(1);
    }
  });

  it("reads or rejects any JSON without throwing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(["read", "rejected"]).toContain(readProposal(parsed(JSON.stringify(value))).kind);
      }),
    );
  });
});

describe("untag()", () => {
  it("is the way back of `canonicalJson`", () => {
    const values: readonly Value[] = [
      new Double(1),
      new Double(-0),
      new Double(Number.POSITIVE_INFINITY),
      new Uint(7n),
      new Uint8Array([0, 255]),
      new CelMap([[1, "a"]]),
      { $writ: ["double", "1"] },
      { a: [new Timestamp(-1, 5), { $writ: new Duration(-3n) }] },
      Object.fromEntries([["__proto__", new Double(2)]]),
    ];
    for (const value of values) {
      const back = untag(parsed(canonicalJson(value)));
      expect(canonicalJson(back ?? null)).toBe(canonicalJson(value));
    }
  });
});
