import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { openMemoryStore } from "#adapters/stores";
import { Governor, type Act, type Surface } from "#points/agents";
import { createFaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { testAgent, toolCall } from "../../../points/agents/testing/act.ts";
import { agentPorts } from "../../../points/agents/testing/ports.ts";
import { activeBundle } from "../../../points/api/testing/api.ts";
import { StoredBudgets } from "./budgets.ts";
import { DOCUMENTED_AGENTS } from "./register.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec: { properties: { name: string } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: any }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: named, expression: "resource.name != ''" }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { kinds: [agent] }
  verbs: [invoke]
  kinds: [Tool]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;

function agent(name: string, spec: string): string {
  return `---
apiVersion: writ/v1
kind: Agent
metadata: { name: ${name} }
spec: { owner: platform, identity: { oidcSubject: ${name} }, ${spec} }
`;
}

type Active = ReturnType<typeof activeBundle>;

function active(...documents: readonly string[]): Active {
  return activeBundle([KIND, ...documents].join(""));
}

const DIGEST = "a".repeat(64);

describe("StoredBudgets.spent()", () => {
  it("tells what is used of everything that adds up over sessions, of nobody else, and nothing to whoever has no document", async () => {
    const settings = `---
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { budgets: [{ of: calls, per: fleet, window: 1d, most: 9 }] }
`;
    const limits =
      "[{ of: calls, per: agent, most: 3 }, { of: calls, per: session, most: 2 }, { of: tools, per: agent, most: 5 }]";
    const documents = active(agent("agent-7", `budgets: ${limits}`), agent("other", `budgets: ${limits}`), settings);
    const store = openMemoryStore();
    const budgets = new StoredBudgets({
      store: store.budgets,
      newId: () => "r-1",
      now: () => 0,
      report: () => undefined,
    });
    await budgets.reserve(toolCall("list"), documents);
    const spent = await budgets.spent(toolCall("list").caller, documents.bundle);
    expect(spent.map(({ limit, used, renews }) => [limit, used, renews])).toEqual([
      ["one agent may use 3 `calls`", 1, null],
      ["one agent may use 5 `tools`", 1, null],
      ["all agents together may use 9 `calls` in 1d", 1, "1970-01-02T00:00:00.000Z"],
    ]);
    expect(await budgets.spent(toolCall("list").caller, active().bundle)).toEqual([]);
  });
});

describe("DOCUMENTED_AGENTS", () => {
  const documents = active(
    agent(
      "agent-7",
      `tools: [shop/list, { name: shop/pay, digest: ${DIGEST} }, files], models: [anthropic/opus, local]`,
    ),
    agent("parent", "delegationDepth: 1, tools: [files]"),
  );

  const objection = (surface: Surface, chain: readonly string[] = []): string | null => {
    const caller = testAgent();
    const act = toolCall("list", { surface, caller: { ...caller, principal: { ...caller.principal, chain } } });
    return DOCUMENTED_AGENTS.objection(act, documents)?.code ?? null;
  };

  it.each<[string, Surface, string | null]>([
    ["a tool that is listed", { kind: "tool", server: "shop", name: "list" }, null],
    ["a tool of a server that is listed", { kind: "tool", server: "files", name: "read" }, null],
    ["a tool that is not", { kind: "tool", server: "shop", name: "drop" }, "agent-tool"],
    ["a tool with the digest that is listed", { kind: "tool", server: "shop", name: "pay", digest: DIGEST }, null],
    ["a tool with another", { kind: "tool", server: "shop", name: "pay", digest: "b".repeat(64) }, "agent-tool"],
    ["a tool whose digest nobody knows", { kind: "tool", server: "shop", name: "pay" }, "agent-tool"],
    ["a resource of a server with a listed tool", { kind: "resource", server: "shop", name: "x" }, null],
    ["a prompt of a server without", { kind: "prompt", server: "shop2", name: "x" }, "agent-tool"],
    ["a model that is listed", { kind: "model", provider: "anthropic", name: "opus" }, null],
    ["a model of a provider that is listed", { kind: "model", provider: "local", name: "any" }, null],
    ["a model that is not", { kind: "model", provider: "anthropic", name: "other" }, "agent-model"],
    ["a command, which grants alone limit", { kind: "command" }, null],
  ])("answers for %s", (_, surface, expected) => {
    expect(objection(surface)).toBe(expected);
  });

  it("leaves it to grants where a document lists nothing", () => {
    const open = active(agent("agent-7", "budgets: []"));
    expect(DOCUMENTED_AGENTS.objection(toolCall("list"), open)).toBeNull();
    const surface = { kind: "model", provider: "anthropic", name: "opus" } as const;
    expect(DOCUMENTED_AGENTS.objection(toolCall("list", { surface }), open)).toBeNull();
  });

  it("holds an agent to what those on whose behalf it acts may use", () => {
    expect(objection({ kind: "tool", server: "shop", name: "list" }, ["parent"])).toBe("agent-tool");
    expect(objection({ kind: "tool", server: "files", name: "read" }, ["parent"])).toBeNull();
  });
});

/** A governor over budgets of a store, at a time. */
function governed(spec: string, settings = "", store = openMemoryStore()): Governor {
  let last = 0;
  const budgets = new StoredBudgets({
    store: store.budgets,
    now: () => Date.UTC(2026, 6, 1),
    newId: () => `id-${(last += 1)}`,
    report: (error) => {
      throw error;
    },
  });
  const documents = active(agent("agent-7", spec), settings);
  return new Governor(agentPorts({ active: () => documents, budgets, report: () => undefined }));
}

async function effects(governor: Governor, acts: readonly Act[]): Promise<readonly string[]> {
  const rulings = await Promise.all(acts.map((act) => governor.rule(act)));
  return rulings.map(({ effect, reasons }) => reasons[0]?.code ?? effect);
}

describe("StoredBudgets", () => {
  it("lets no more through at once than the budget has", async () => {
    const governor = governed("budgets: [{ of: calls, per: agent, window: 24h, most: 3 }]");
    const ruled = await effects(
      governor,
      Array.from({ length: 8 }, (_, at) => toolCall(`tool-${at}`)),
    );
    expect(ruled.filter((one) => one === "allow")).toHaveLength(3);
    expect(ruled.filter((one) => one === "budget-exceeded")).toHaveLength(5);
  });

  it("tells which budget is used up", async () => {
    const ruling = await governed("budgets: [{ of: calls, per: agent, window: 24h, most: 0 }]").rule(toolCall("list"));
    expect(ruling.reasons[0]).toMatchObject({
      code: "budget-exceeded",
      message: "Too little of a budget is left: one agent may use 0 `calls` in 24h, and 0 are used",
    });
  });

  it("gives back what never left, and counts what was really used", async () => {
    const cost = { calls: 1, destroyed: 0, tokens: 80, microUsd: 0 };
    const governor = governed("budgets: [{ of: tokens, per: agent, window: 24h, most: 100 }]");
    const first = await governor.rule(toolCall("list", { cost }));
    expect(await effects(governor, [toolCall("list", { cost })])).toEqual(["budget-exceeded"]);
    await first.settle({ kind: "unsent" });
    const second = await governor.rule(toolCall("list", { cost }));
    await second.settle({ kind: "done", tokens: 15 });
    expect(await effects(governor, [toolCall("list", { cost })])).toEqual(["allow"]);
  });

  it("fits nothing that cannot be counted", async () => {
    const cost = { calls: 1, destroyed: null, tokens: 0, microUsd: 0 };
    const limited = governed("budgets: [{ of: destroyed, per: agent, window: 24h, most: 1000000 }]");
    expect(await effects(limited, [toolCall("list", { cost })])).toEqual(["budget-exceeded"]);
    expect(await effects(governed("budgets: []"), [toolCall("list", { cost })])).toEqual(["allow"]);
  });

  it("counts different tools, each session, and all agents together", async () => {
    const settings = `---
apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { budgets: [{ of: calls, per: fleet, window: 24h, most: 4 }] }
`;
    const governor = governed("budgets: [{ of: tools, per: session, most: 1 }]", settings);
    expect(await effects(governor, [toolCall("a")])).toEqual(["allow"]);
    expect(await effects(governor, [toolCall("a")])).toEqual(["allow"]);
    expect(await effects(governor, [toolCall("b")])).toEqual(["budget-exceeded"]);
    expect(await effects(governor, [toolCall("b", { session: "s-2" })])).toEqual(["allow"]);
    expect(await effects(governor, [toolCall("b", { session: "s-2" })])).toEqual(["allow"]);
    expect(await effects(governor, [toolCall("b", { session: "s-2" })])).toEqual(["budget-exceeded"]);
  });

  it("allows nothing that has a budget while the store does not answer", async () => {
    const store = createFaultyStore(openMemoryStore());
    store.always = "failed-but-happened";
    const limited = governed("budgets: [{ of: calls, per: agent, most: 9 }]", "", store);
    expect(await effects(limited, [toolCall("list")])).toEqual(["unavailable"]);
    expect(await effects(governed("budgets: []", "", store), [toolCall("list")])).toEqual(["allow"]);
    await expect(store.budgets.used([])).rejects.toBeInstanceOf(UnavailableError);
  });
});
