import { describe, expect, it } from "vitest";
import type { Principal, Proposal } from "#core/model";
import { testAgent } from "../../../points/agents/testing/act.ts";
import { decisionBody } from "./decision-body.ts";

const CONTEXT = { point: "hooks", environment: null, attributes: {}, unresolved: [] } as const;
const CALLER = testAgent();

/** Who acts, as a record has it. */
function actorOf(attributes: Principal["attributes"]): unknown {
  const proposal: Proposal = { principal: { ...CALLER.principal, attributes }, effects: [], context: CONTEXT };
  const judged = {
    effect: "deny",
    asked: proposal,
    proposal,
    decision: null,
    refusal: null,
    bundleDigest: "",
  } as const;
  return decisionBody(judged, CALLER, { version: "1", evidence: "required" }, () => "alias")["actor"];
}

describe("decisionBody()", () => {
  it("tells the part of a run that acts, and holds no word of its client that could be anything", () => {
    expect(actorOf({})).toEqual({ kind: "agent", alias: "alias", agent: { id: "agent-7" } });
    const explore = { subAgent: { id: "a1", type: "Explore" } };
    expect(actorOf(explore)).toMatchObject({ agent: { id: "agent-7", instance: "Explore/a1" } });
    for (const type of ["ada@example.com", "call me Ada", "x".repeat(65)]) {
      const instance = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
      expect(actorOf({ subAgent: { id: "a1", type } })).toMatchObject({ agent: { instance } });
    }
  });
});
