import { describe, expect, it } from "vitest";
import type { Principal } from "#core/model";
import { grant, policy } from "../../core/decide/testing/documents.ts";
import { bundleOf } from "../../core/decide/testing/load.ts";
import { NOW } from "../../core/decide/testing/proposal.ts";
import { compileProgram } from "#core/decide";
import {
  explainAct,
  permittedTo,
  readAct,
  readEvaluation,
  TOOLS,
  type ActInput,
  type Decider,
  type ExplainedAct,
} from "./index.ts";

const AGENT: Principal = { id: "claude", kind: "agent", groups: ["builders"], attributes: {}, chain: [] };
const STORE: ActInput = {
  action: "create",
  resource: { type: "ObjectStore", id: "pictures", properties: { public: true, encrypted: true } },
};

function deciderOf(...texts: readonly string[]): Decider {
  const bundle = bundleOf(...texts);
  return { bundle, program: compileProgram(bundle) };
}

function explain(decider: Decider, act: ActInput, principal = AGENT): ExplainedAct {
  const read = readAct(decider, principal, act);
  if (read.kind === "refused") throw new Error(read.message);
  return explainAct(decider, read.proposal, NOW);
}

describe("explainAct()", () => {
  const decider = deciderOf(policy({ must: ["!resource.properties.public"] }), grant("stores"));

  it("tells what stands against an act, what was read, and a patch that mends it", () => {
    expect(explain(decider, STORE)).toEqual({
      effect: "deny",
      reasons: [],
      concerns: [
        {
          policy: "rule",
          validation: "v0",
          title: "rule",
          severity: "medium",
          outcome: "fail",
          message: "failed: !resource.properties.public",
          resource: "pictures",
          read: [{ path: "resource.properties.public", value: "true" }],
          required: "!resource.properties.public",
          remediation: null,
          satisfies: [],
          patch: [{ op: "replace", path: "/public", value: false }],
        },
      ],
      grants: [
        { agent: "claude", grant: "stores", standing: "covers", reason: null, expires: expect.stringContaining("20") },
      ],
      leftOut: 0,
      passed: 0,
    });
  });

  it("allows the act that the patch makes", () => {
    const mended = { ...STORE, resource: { type: "ObjectStore", id: "pictures", properties: { public: false } } };
    expect(explain(decider, mended)).toMatchObject({ effect: "allow", concerns: [], passed: 1 });
  });

  it("tells that nothing is granted", () => {
    const { effect, reasons } = explain(deciderOf(policy({ must: ["true"] })), STORE);
    expect({ effect, codes: reasons.map(({ code }) => code) }).toEqual({ effect: "deny", codes: ["no-grant"] });
  });

  it("tells how each grant stands, and why it falls short", () => {
    const over = grant("over", { expires: "2020-01-01T00:00:00Z" });
    const held = grant("held", { approval: "required" });
    const other = grant("other-task", { tasks: ["ticket-8"] });
    const { grants, effect } = explain(deciderOf(policy({ must: ["true"] }), over, held, other), STORE);
    expect(effect).toBe("hold");
    expect(grants.map(({ grant: name, standing, reason }) => [name, standing, reason])).toEqual(
      expect.arrayContaining([
        ["over", "falls-short", "`over` has ended"],
        ["held", "covers-after-approval", null],
        ["other-task", "falls-short", "`other-task` is for other tasks"],
      ]),
    );
  });

  it("prints no secret", () => {
    const secret = deciderOf(policy({ must: ["resource.properties.owner == 'ops'"] }), grant("stores"));
    const properties = { owner: "AKIAIOSFODNN7ABCDEFG" };
    const told = explain(secret, { action: "create", resource: { type: "ObjectStore", id: "a", properties } });
    expect(told.concerns[0]?.read).toEqual([{ path: "resource.properties.owner", value: "(a secret)" }]);
  });

  it("tells a bounded part of many concerns, and how many are left out", () => {
    const many = policy({ must: Array.from({ length: 60 }, () => "!resource.properties.public") });
    const { concerns, leftOut } = explain(deciderOf(many, grant("stores")), STORE);
    expect({ told: concerns.length, leftOut }).toEqual({ told: 40, leftOut: 20 });
  });
});

describe("readAct()", () => {
  const decider = deciderOf(policy({ must: ["true"] }));

  it.each<[string, ActInput, string]>([
    ["an action that is none", { ...STORE, action: "frobnicate" }, "means no verb"],
    ["a type that is none", { action: "create", resource: { type: "Moon", id: "a" } }, "neither a kind"],
    ["no resource", { action: "create", resource: "a" }, "resource"],
    [
      "properties of another type",
      { action: "create", resource: { type: "ObjectStore", id: "a", properties: { public: "yes" } } },
      "public",
    ],
  ])("refuses %s", (_, act, reason) => {
    const read = readAct(decider, AGENT, act);
    expect(read.kind === "refused" ? read.message : "").toContain(reason);
  });

  it("refuses what is nested without end", () => {
    let deep: object = {};
    for (let depth = 0; depth < 1000; depth++) deep = { deep };
    expect(readAct(decider, AGENT, { ...STORE, context: deep })).toMatchObject({ kind: "refused" });
  });

  it("lets nobody say who they are", () => {
    const read = readAct(decider, AGENT, { ...STORE, context: { agent: "root", subject: "root" } });
    expect(read.kind === "read" ? read.proposal.principal : null).toEqual(AGENT);
  });
});

describe("readEvaluation()", () => {
  it("asks for whom was proven, with the task and without anything else that is known of it", () => {
    const asking = { ...AGENT, attributes: { task: "ticket-7", method: "token" } };
    expect(readEvaluation(asking, STORE)).toMatchObject({
      request: {
        subject: { type: "agent", id: "claude", properties: { groups: ["builders"], chain: [], task: "ticket-7" } },
      },
    });
    const read = readEvaluation(AGENT, STORE);
    expect(read.kind === "read" && Object.keys(read.request.subject.properties)).toEqual(["groups", "chain"]);
  });
});

describe("permittedTo()", () => {
  it("lists the grants that name a principal by id, kind or group, and whether they hold", () => {
    const bundle = bundleOf(
      policy({ must: ["true"] }),
      grant("by-kind"),
      grant("by-group", { principals: { groups: ["builders"] }, approval: "required", environments: ["staging"] }),
      grant("over", { principals: { ids: ["claude"] }, expires: "2020-01-01T00:00:00Z" }),
      grant("of-others", { principals: { ids: ["codex"] } }),
    );
    const { grants, principal } = permittedTo(bundle, AGENT, NOW);
    expect(principal).toEqual({ id: "claude", kind: "agent", task: null });
    expect(grants.map(({ name, needsApproval, hasEnded }) => ({ name, needsApproval, hasEnded }))).toEqual(
      expect.arrayContaining([
        { name: "by-kind", needsApproval: false, hasEnded: false },
        { name: "by-group", needsApproval: true, hasEnded: false },
        { name: "over", needsApproval: false, hasEnded: true },
      ]),
    );
    expect(grants).toHaveLength(3);
  });

  it("tells what always needs an approval, what is for the task that was proven, and what all agents may use", () => {
    const settings = `apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { budgets: [{ of: calls, per: agent, window: 1h, most: 50 }] }
`;
    const bundle = bundleOf(
      policy({ must: ["true"] }),
      grant("free", { verbs: ["create"], tasks: ["ticket-7"] }),
      grant("held", { verbs: ["create", "delete"], approval: "required" }),
      settings,
    );
    const told = (attributes: Principal["attributes"]) => {
      const { principal, alwaysHeld, grants, budgets } = permittedTo(bundle, { ...AGENT, attributes }, NOW);
      expect(budgets).toEqual([{ of: "calls", per: "agent", window: "1h", most: 50 }]);
      return { task: principal.task, alwaysHeld, first: grants.map(({ name, isForTask }) => [name, isForTask]) };
    };
    expect(told({ task: "ticket-7" })).toMatchObject({ task: "ticket-7", alwaysHeld: ["delete ObjectStore"] });
    expect(told({})).toEqual({
      task: null,
      alwaysHeld: ["create ObjectStore", "delete ObjectStore"],
      first: [
        ["held", true],
        ["free", false],
      ],
    });
  });
});

describe("TOOLS", () => {
  it("describe what goes in and what comes out, and take nothing that is not described", () => {
    expect(Object.keys(TOOLS)).toEqual([
      "check_plan",
      "explain_denial",
      "what_may_i_do",
      "request_approval",
      "test_policy",
    ]);
    for (const { inputSchema, outputSchema } of Object.values(TOOLS)) {
      expect(inputSchema.additionalProperties).toBe(false);
      expect(outputSchema.required).toEqual(Object.keys(outputSchema.properties));
    }
  });
});
