import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import type { ValueObject } from "#core/language";
import type { Proposal } from "#core/model";
import { creation, NOW, proposalBy, store } from "../decide/testing/proposal.ts";
import { isVacuousPass } from "./vacuity.ts";

function proposalOf(properties: ValueObject): Proposal {
  return proposalBy("pipeline", { effects: [creation(store({ kind: "Store", name: "a", properties }))] });
}

function isVacuous(expression: string, properties: ValueObject): boolean {
  const text = JSON.stringify(
    [
      {
        apiVersion: "writ/v1",
        kind: "ResourceKind",
        metadata: { name: "Store" },
        spec: { properties: { locked: "bool", names: { type: "list", items: "string" } } },
      },
      {
        apiVersion: "writ/v1",
        kind: "Policy",
        metadata: { name: "p" },
        spec: {
          match: { kinds: ["Store"] },
          variables: [{ name: "names", expression: "resource.properties.?names.orValue([])" }],
          validations: [{ id: "v", expression }],
        },
      },
    ].map((document) => JSON.stringify(document)),
  );
  const files: readonly string[] = JSON.parse(text);
  const { bundle, diagnostics } = loadBundle(files.map((file, at) => ({ file: `${at}.json`, text: file })));
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  const program = compileProgram(bundle);
  const proposal = proposalOf(properties);
  const [verdict] = decide(program, proposal, NOW).verdicts;
  if (verdict === undefined) throw new Error("a verdict is expected");
  return isVacuousPass(program, proposal, verdict, NOW);
}

describe("isVacuousPass()", () => {
  it.each<[string, ValueObject, boolean]>([
    ["!has(resource.properties.locked) || resource.properties.locked", {}, true],
    ["!has(resource.properties.locked) || resource.properties.locked", { locked: true }, false],
    ["resource.properties.?locked.orValue(true)", {}, true],
    ["resource.properties.?locked.orValue(true)", { locked: true }, false],
    ["variables.names.all(name, name != '')", {}, true],
    ["variables.names.all(name, name != '')", { names: [] }, true],
    ["variables.names.all(name, name != '')", { names: ["a"] }, false],
    ["size(variables.names) == 0", {}, true],
    ["size(variables.names) == 0", { names: [] }, false],
    ["!has(resource.properties.names) || resource.properties.names == []", {}, true],
    ["!has(resource.properties.names) || resource.properties.names == []", { names: [] }, false],
    ["variables.names.all(name, name in ['a'])", { names: [] }, true],
    ["resource.properties.?locked.orValue(false)", {}, false],
    ["resource.name == 'a'", {}, false],
  ])("of `%s` on %j is %s", (expression, properties, expected) => {
    expect(isVacuous(expression, properties)).toBe(expected);
  });
});
