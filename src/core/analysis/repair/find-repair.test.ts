import { describe, expect, it } from "vitest";
import { decide } from "#core/decide";
import type { ValueObject } from "#core/language";
import type { Effect } from "#core/model";
import { policy, type PolicyText } from "../../decide/testing/documents.ts";
import { programOf } from "../../decide/testing/load.ts";
import { creation, NOW, proposalBy, store } from "../../decide/testing/proposal.ts";
import { findRepair, type RepairOperation } from "./find-repair.ts";

interface Asked {
  readonly also?: PolicyText;
  readonly effect?: Partial<Effect>;
}

function repairOf(text: PolicyText, properties: ValueObject, asked: Asked = {}): readonly RepairOperation[] | null {
  const { also, effect = {} } = asked;
  const program = programOf([policy(text), ...(also === undefined ? [] : [policy({ name: "other", ...also })])]);
  const proposal = proposalBy("pipeline", { effects: [creation(), creation(store({ id: "b", properties }), effect)] });
  const { concerns } = decide(program, proposal, NOW);
  const verdicts = concerns.filter((verdict) => verdict.policy === "rule" && verdict.effect === 1);
  expect(verdicts).not.toHaveLength(0);
  return findRepair(program, proposal, { verdicts, now: NOW });
}

describe("findRepair()", () => {
  it.each<[string, ValueObject, readonly RepairOperation[]]>([
    ["!resource.properties.public", { public: true }, [{ op: "replace", path: "/public", value: false }]],
    ["resource.properties.encrypted", { encrypted: false }, [{ op: "replace", path: "/encrypted", value: true }]],
    ["resource.properties.?encrypted.orValue(false)", {}, [{ op: "add", path: "/encrypted", value: true }]],
    ["resource.properties.owner == 'ops'", { owner: "me" }, [{ op: "replace", path: "/owner", value: "ops" }]],
    ["resource.properties.owner in ['ops']", { owner: "me" }, [{ op: "replace", path: "/owner", value: "ops" }]],
    ["resource.properties.size >= 7", { size: 1 }, [{ op: "replace", path: "/size", value: 7 }]],
    ["!(resource.properties.size >= 7)", { size: 9 }, [{ op: "replace", path: "/size", value: 6 }]],
    ["7 > resource.properties.size", { size: 9 }, [{ op: "replace", path: "/size", value: 6 }]],
    [
      "resource.properties.encrypted && resource.properties.size == 2",
      { encrypted: false, size: 1 },
      [
        { op: "replace", path: "/encrypted", value: true },
        { op: "replace", path: "/size", value: 2 },
      ],
    ],
    [
      "!has(resource.properties.public) || !resource.properties.public",
      { public: true },
      [{ op: "replace", path: "/public", value: false }],
    ],
    [
      "resource.properties.rules.all(r, r.port == 22)",
      { rules: [{ port: 1 }, { port: 22 }, { port: 2 }] },
      [
        { op: "replace", path: "/rules/0/port", value: 22 },
        { op: "replace", path: "/rules/2/port", value: 22 },
      ],
    ],
    [
      "resource.properties.tags['a/b~c'] == 'x' || resource.properties.tags.team == 'ops'",
      { tags: { "a/b~c": "y", team: "dev" } },
      [{ op: "replace", path: "/tags/team", value: "ops" }],
    ],
  ])("mends `%s` on %j", (expression, properties, expected) => {
    expect(repairOf({ must: [expression] }, properties)).toEqual(expected);
  });

  it("takes the value of a parameter", () => {
    const text = {
      must: ["resource.properties.size >= params.least"],
      parameters: { least: { schema: "int", default: 5 } },
    };
    expect(repairOf(text, { size: 1 })).toEqual([{ op: "replace", path: "/size", value: 5 }]);
  });

  it.each<[string, ValueObject]>([
    ["resource.properties.owner != 'root'", { owner: "root" }],
    ["resource.properties.owner in ['a', 'b']", { owner: "root" }],
    ["resource.properties.encrypted || resource.properties.owner == 'a'", { encrypted: false, owner: "root" }],
    ["size(resource.properties.owner) == 1", { owner: "root" }],
    ["resource.properties.owner.startsWith('a')", { owner: "root" }],
    ["resource.name == 'a'", { owner: "root" }],
    ["resource.properties.size == 1 && resource.properties.size == 2", { size: 3 }],
  ])("leaves `%s` to words, since there is a choice or nothing to set", (expression, properties) => {
    expect(repairOf({ must: [expression] }, properties)).toBeNull();
  });

  it("tells no repair that another rule then stands against (tried-repair)", () => {
    const also = { must: ["resource.properties.size < 7"] };
    expect(repairOf({ must: ["resource.properties.size >= 7"] }, { size: 1 }, { also })).toBeNull();
    expect(repairOf({ must: ["resource.properties.size >= 6"] }, { size: 1 }, { also })).toHaveLength(1);
  });

  it("tells no repair that does not make the rule pass (tried-repair)", () => {
    const text = {
      must: ["resource.properties.public == true || verb == 'read'"],
      when: ["!resource.properties.public"],
    };
    expect(repairOf(text, { public: false })).toBeNull();
  });

  it("mends nothing of what goes, nor of what cannot be told", () => {
    const must = ["resource.properties.encrypted"];
    expect(repairOf({ must }, { encrypted: false }, { effect: { verb: "delete" } })).toBeNull();
    expect(repairOf({ must: ["resource.properties.encrypted"] }, {})).toBeNull();
  });
});
