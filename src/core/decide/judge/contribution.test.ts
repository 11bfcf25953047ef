import { describe, expect, it } from "vitest";
import { MODES, OUTCOMES } from "#core/model";
import { foreign } from "../testing/foreign.ts";
import { contributionOf, type Weighing } from "./contribution.ts";

const ENFORCED: Weighing = { mode: "enforce", failurePolicy: "Fail", principal: "person" };

describe("contributionOf()", () => {
  it.each([
    ["pass", "none", "none"],
    ["not-applicable", "none", "none"],
    ["waived", "none", "none"],
    ["fail", "deny", "deny"],
    ["error", "deny", "deny"],
    ["unknown", "obligation", "hold"],
  ] as const)("weighs an enforced %s as %s, for an agent as %s", (outcome, others, agent) => {
    expect(contributionOf(outcome, ENFORCED)).toBe(others);
    expect(contributionOf(outcome, { ...ENFORCED, principal: "agent" })).toBe(agent);
  });

  it("sets an error aside under failurePolicy: Ignore, and nothing else", () => {
    const lenient: Weighing = { ...ENFORCED, failurePolicy: "Ignore" };
    for (const outcome of OUTCOMES) {
      expect(contributionOf(outcome, lenient)).toBe(outcome === "error" ? "none" : contributionOf(outcome, ENFORCED));
    }
  });

  it("lets modes other than enforce weigh nothing, whatever the outcome", () => {
    const modes = MODES.filter((mode) => mode !== "enforce");
    const weights = modes.flatMap((mode) => OUTCOMES.map((outcome) => contributionOf(outcome, { ...ENFORCED, mode })));
    expect(new Set(weights)).toEqual(new Set(["none"]));
  });

  it("denies whatever is not recognised", () => {
    expect(contributionOf(foreign("maybe"), ENFORCED)).toBe("deny");
    expect(contributionOf("pass", { ...ENFORCED, mode: foreign("dryrun") })).toBe("deny");
    expect(contributionOf("unknown", { ...ENFORCED, principal: foreign("robot") })).toBe("deny");
  });
});
