import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings } from "#points/check";
import { readSource } from "#adapters/sources";
import { differencesOf } from "./compare.ts";
import type { Expectation } from "./expectation.ts";

const DOCUMENTS = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Disk }
spec:
  properties: { big: bool }
  mappings: [{ types: [disk], provider: p, properties: { big: native.size > 10 } }]
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties: { big: bool }
  mappings: [{ types: [disk], provider: p, properties: { big: "false" } }]
---
apiVersion: writ/v1
kind: Policy
metadata: { name: small }
spec:
  match: { kinds: [Disk, Store] }
  validations: [{ id: small, expression: "!resource.properties.big" }]
`;

const INPUT = {
  writInventory: "1",
  observedAt: "2026-01-01T00:00:00Z",
  resources: [{ type: "disk", provider: "p", id: "d", native: { size: 20 } }],
};

function differences(verdicts: Expectation["verdicts"]): readonly string[] {
  const { bundle } = loadBundle([{ file: "p.yaml", text: DOCUMENTS }]);
  if (bundle === null) throw new Error("the documents have an error");
  const program = compileProgram(bundle);
  const reading = readSource({ file: "in.json", bytes: new TextEncoder().encode(JSON.stringify(INPUT)) });
  const principal = { id: "ci", kind: "pipeline", groups: [], attributes: {}, chain: [] } as const;
  const options = { principal, environment: null, changedOnly: false };
  const expectation: Expectation = { effect: null, principal: "pipeline", environment: null, now: "", verdicts };
  return proposeReadings(program, bundle.kinds, [reading], options).flatMap(({ proposal }) =>
    differencesOf(expectation, {
      bundle,
      effects: proposal.effects,
      decision: decide(program, proposal, new Timestamp(0, 0)),
    }),
  );
}

describe("differencesOf()", () => {
  it("takes a resource of several kinds for one, and what does not pass for its outcome", () => {
    expect(differences({ d: { small: "fail" } })).toEqual([]);
    expect(differences({ d: { small: "pass" } })).toEqual(["d small: expected pass, got fail"]);
  });

  it("understands a resource that is named with the verb where that is not needed", () => {
    expect(differences({ "d update": { small: "fail" } })).toEqual([]);
    expect(differences({ "d create": { small: "fail" } })).toContain("d create: the input has no such resource");
  });
});
