import { describe, expect, it } from "vitest";
import { Timestamp, Unknown } from "#core/language";
import type { Effect } from "#core/model";
import { decide, type Decision } from "../index.ts";
import { grant, policy, settings } from "../testing/documents.ts";
import { programOf } from "../testing/load.ts";
import { creation, NOW, proposalBy, store, storeWith, type ProposalChanges } from "../testing/proposal.ts";

const ANY = policy({ must: ["true"] });

function byAgent(texts: readonly string[], changes: ProposalChanges = {}, now: Timestamp = NOW): Decision {
  return decide(programOf([ANY, ...texts]), proposalBy("agent", changes), now);
}

describe("decide() for an agent", () => {
  it("denies an effect that no grant covers, and says which", () => {
    const decision = byAgent([]);
    expect(decision.effect).toBe("deny");
    expect(decision.reasons).toEqual([
      {
        code: "no-grant",
        message: "No grant lets the agent `agent-1` do `create` on ObjectStore `store-1`",
        effect: 0,
      },
    ]);
  });

  it.each([
    ["has ended", { expires: "2026-01-01T00:00:00Z" }, "`near` has ended"],
    ["is for other environments", { environments: ["staging"] }, "`near` does not reach the environment"],
    [
      "has a false condition",
      { conditions: [{ name: "c", expression: "false" }] },
      "the conditions of `near` are not all known to be true",
    ],
  ])("says that a grant for the principal and the resource %s", (_, spec, obstacle) => {
    const [reason] = byAgent([grant("near", spec), grant("far", { principals: { ids: ["agent-2"] } })]).reasons;
    expect(reason?.message).toBe(
      `No grant lets the agent \`agent-1\` do \`create\` on ObjectStore \`store-1\`: ${obstacle}`,
    );
  });

  it("allows what a grant covers and every policy passes", () => {
    expect(byAgent([grant("all")]).effect).toBe("allow");
  });

  it("denies all when one of several effects is not covered", () => {
    const effects: readonly Effect[] = [creation(), creation(store({ id: "store-2" }), { verb: "delete" })];
    const decision = byAgent([grant("all")], { effects });
    expect(decision.effect).toBe("deny");
    expect(decision.reasons.map(({ effect }) => effect)).toEqual([1]);
  });

  it.each([
    ["another kind of principal", { principals: { kinds: ["pipeline"] } }],
    ["another id", { principals: { ids: ["agent-2"] } }],
    ["a group that the agent is not in", { principals: { groups: ["admins"] } }],
    ["the agent's kind but another id", { principals: { kinds: ["agent"], ids: ["agent-2"] } }],
    ["another verb", { verbs: ["delete"] }],
    ["another kind of resource", { kinds: ["Database"] }],
    ["another type", { types: ["azurerm_storage_account"] }],
    ["an environment when none is known", { environments: ["staging"] }],
    ["a time that is over", { expires: "2026-01-01T00:00:00Z" }],
    ["a false condition", { conditions: [{ name: "c", expression: "false" }] }],
    ["a condition that fails", { conditions: [{ name: "c", expression: "resource.properties.owner == 'a'" }] }],
    [
      "one of two conditions",
      {
        conditions: [
          { name: "a", expression: "true" },
          { name: "b", expression: "resource.properties.size > 1" },
        ],
      },
    ],
  ])("does not let a grant reach further than %s", (_, spec) => {
    const withKind = "kinds" in spec && spec.kinds[0] === "Database";
    expect(byAgent([grant("narrow", withKind ? { kinds: [], types: ["aws_db_instance"] } : spec)]).effect).toBe("deny");
  });

  it("never takes an unknown condition for a grant", () => {
    const unknown = new Unknown([{ reason: "after-apply", path: "store.public" }]);
    const spec = { conditions: [{ name: "c", expression: "!resource.properties.public" }] };
    const effects = [creation(storeWith({ public: unknown }))];
    expect(byAgent([grant("private", spec)], { effects }).effect).toBe("deny");
  });

  it("holds what only a grant that needs approval covers, until another grant covers it", () => {
    const reviewed = grant("reviewed", { approval: "required" });
    const held = byAgent([reviewed]);
    expect(held.effect).toBe("hold");
    expect(held.reasons.map(({ code }) => code)).toEqual(["approval-required"]);
    expect(held.obligations).toEqual([
      { code: "approval", message: "`create` on ObjectStore `store-1` needs an approval", verdict: null },
    ]);
    expect(byAgent([reviewed, grant("free")]).effect).toBe("allow");
  });

  it("ends a grant at the very second of its expiry", () => {
    const text = grant("short", { expires: "2026-07-01T00:00:00Z" });
    expect(byAgent([text], {}, new Timestamp(NOW.seconds - 1, 999_999_999)).effect).toBe("allow");
    expect(byAgent([text], {}, NOW).effect).toBe("deny");
  });

  it("lets a grant reach only environments that it lists, for the resource and for the question", () => {
    const text = grant("staging", { environments: ["staging"] });
    const inStaging = [creation(store({ environment: "staging" }))];
    const context = { environment: "production" };
    expect(byAgent([text], { effects: inStaging }).effect).toBe("allow");
    expect(byAgent([text], { context: { environment: "staging" } }).effect).toBe("allow");
    expect(byAgent([text], { effects: inStaging, context }).effect).toBe("deny");
    expect(byAgent([text], { context: { environment: "other" } }).effect).toBe("deny");
  });

  it("does not let a grant for an environment reach where the environment cannot be told", () => {
    const texts = [
      grant("staging", { environments: ["staging"] }),
      settings({ production: "resource.labels.env == 'prod'", staging: "true" }),
    ];
    expect(byAgent(texts).effect).toBe("deny");
    expect(byAgent(texts, { effects: [creation(store({ labels: { env: "dev" } }))] }).effect).toBe("allow");
  });

  it("denies what a policy denies, granted or not", () => {
    const decision = decide(programOf([policy({ must: ["false"] }), grant("all")]), proposalBy("agent"), NOW);
    expect(decision.effect).toBe("deny");
    expect(decision.reasons.map(({ code }) => code)).toEqual(["fail"]);
  });
});
