import { describe, expect, it } from "vitest";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { Governor, type Act } from "#points/agents";
import { createFaultyStore, type Fault } from "../../../core/store/testing/faulty-store.ts";
import { testAgent, toolCall } from "../../../points/agents/testing/act.ts";
import { agentPorts } from "../../../points/agents/testing/ports.ts";
import { activeBundle } from "../../../points/api/testing/api.ts";
import { StoredHistory } from "./history.ts";

const START = Date.UTC(2026, 6, 1);

function documents(rule: string): string {
  return `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec: { properties: { name: string } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: sequence }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: rule, expression: ${JSON.stringify(rule)} }]
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
---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 } }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: parent }
spec: { owner: platform, identity: { oidcSubject: parent }, delegationDepth: 1 }
`;
}

interface Replica {
  readonly governor: Governor;
  readonly history: StoredHistory;
}

/** A replica over a store, with a clock and ids that all replicas share. */
function replica(rule: string, store: Store, clock: { ms: number; ids: number } = { ms: START, ids: 0 }): Replica {
  const active = activeBundle(documents(rule));
  const history = new StoredHistory({
    store: store.history,
    bundle: () => active.bundle,
    now: () => clock.ms,
    newId: () => `00000000-0000-7000-8000-${String((clock.ids += 1)).padStart(12, "0")}`,
    report: () => undefined,
  });
  const governor = new Governor(agentPorts({ active: () => active, history, report: () => undefined }));
  return { governor, history };
}

async function rule({ governor }: Replica, act: Act): Promise<string> {
  const ruling = await governor.rule(act);
  return ruling.effect === "allow" ? "allow" : (ruling.reasons[0]?.code ?? ruling.effect);
}

const FEW = "history.within(duration('1h')).filter(e, e.effect == 'allow').size() < 2";
const UNTAINTED = "!('confidential' in history.labels)";

describe("StoredHistory", () => {
  it("lets a rule count what the agent did in a while, and forgets what is longer ago", async () => {
    const clock = { ms: START, ids: 0 };
    const one = replica(FEW, openMemoryStore(), clock);
    expect(await rule(one, toolCall("a"))).toBe("allow");
    expect(await rule(one, toolCall("b"))).toBe("allow");
    expect(await rule(one, toolCall("c"))).toBe("fail");
    clock.ms += 3_600_001;
    expect(await rule(one, toolCall("c"))).toBe("allow");
  });

  it("judges acts at the same time one after the other", async () => {
    const one = replica(FEW, openMemoryStore());
    const ruled = await Promise.all(Array.from({ length: 6 }, (_, at) => rule(one, toolCall(`tool-${at}`))));
    expect(ruled.filter((effect) => effect === "allow")).toHaveLength(2);
  });

  it("forgets nothing by a restart, and nothing that another replica allowed", async () => {
    const [store, clock] = [openMemoryStore(), { ms: START, ids: 0 }];
    const [first, second] = [replica(FEW, store, clock), replica(FEW, store, clock)];
    expect(await rule(first, toolCall("a"))).toBe("allow");
    expect(await rule(second, toolCall("b"))).toBe("allow");
    expect(await rule(first, toolCall("c"))).toBe("fail");
    expect(await rule(replica(FEW, store, clock), toolCall("c"))).toBe("fail");
  });

  it("lets no two replicas each allow the last act", async () => {
    const [store, clock] = [openMemoryStore(), { ms: START, ids: 0 }];
    const last = "history.within(duration('1h')).filter(e, e.effect == 'allow').size() < 1";
    const replicas = Array.from({ length: 4 }, () => replica(last, store, clock));
    const ruled = await Promise.all(replicas.map((one) => rule(one, toolCall("a"))));
    expect(ruled.filter((effect) => effect === "allow")).toHaveLength(1);
    expect(new Set(ruled)).toEqual(new Set(["allow", "unavailable"]));
  });

  it("keeps a session that has read what it must not spread from going on, and no other", async () => {
    const one = replica(UNTAINTED, openMemoryStore());
    const reading = await one.governor.rule(toolCall("read"));
    await reading.settle({ kind: "done", labels: ["confidential"] });
    expect(await rule(one, toolCall("send"))).toBe("fail");
    expect(await rule(one, toolCall("send", { session: "session-2" }))).toBe("allow");
  });

  it("holds a parent's past against its child, and a child's against the parent", async () => {
    const one = replica(FEW, openMemoryStore());
    const { principal } = testAgent();
    const attributes = { method: "jwt", chainKinds: ["agent"] };
    const child = { ...testAgent(), principal: { ...principal, attributes, chain: ["parent"] } };
    const parent = testAgent("parent");
    expect(await rule(one, toolCall("a", { caller: parent }))).toBe("allow");
    expect(await rule(one, toolCall("b", { caller: child }))).toBe("allow");
    expect(await rule(one, toolCall("c", { caller: child }))).toBe("fail");
    expect(await rule(one, toolCall("d", { caller: parent }))).toBe("fail");
    expect(await rule(one, toolCall("e"))).toBe("allow");
  });

  it("does not count what never left", async () => {
    const one = replica(FEW, openMemoryStore());
    for (const name of ["a", "b", "c"]) {
      const ruling = await one.governor.rule(toolCall(name));
      expect(ruling.effect).toBe("allow");
      await ruling.settle({ kind: "unsent" });
    }
  });

  it("INVARIANT (history-before-answer): remembers acts while no document reads them, for those that will, though nobody ended in order", async () => {
    const [store, clock] = [openMemoryStore(), { ms: START, ids: 0 }];
    const before = replica("resource.name != ''", store, clock);
    const ruling = await before.governor.rule(toolCall("a"));
    await ruling.settle({ kind: "done", labels: ["confidential"] });
    expect(await rule(before, toolCall("b"))).toBe("allow");
    expect(await rule(replica(FEW, store, clock), toolCall("c"))).toBe("fail");
    expect(await rule(replica(UNTAINTED, store, clock), toolCall("c"))).toBe("fail");
  });

  it("counts what was refused or never left for less once that is kept, and for too much before", async () => {
    const [store, clock] = [openMemoryStore(), { ms: START, ids: 0 }];
    const before = replica("resource.name != 'dropped'", store, clock);
    expect(await rule(before, toolCall("dropped"))).toBe("fail");
    await (await before.governor.rule(toolCall("a"))).settle({ kind: "unsent" });
    expect(await rule(replica(FEW, store, clock), toolCall("c"))).toBe("fail");
    await before.history.close();
    expect(await rule(replica(FEW, store, clock), toolCall("c"))).toBe("allow");
  });

  it.each<Fault>(["failed", "failed-but-happened"])(
    "allows nothing that may not be remembered, though no document reads it (%s)",
    async (fault) => {
      const store = createFaultyStore(openMemoryStore());
      const one = replica("resource.name != ''", store);
      store.plan(fault);
      expect(await rule(one, toolCall("a"))).toBe("unavailable");
      expect(await rule(one, toolCall("a"))).toBe("allow");
    },
  );

  it("keeps labels that the store did not take, and judges nothing by a history without them", async () => {
    const store = createFaultyStore(openMemoryStore());
    const one = replica(UNTAINTED, store);
    const reading = await one.governor.rule(toolCall("read"));
    store.plan("failed", "failed");
    await reading.settle({ kind: "done", labels: ["confidential"] });
    expect(await rule(one, toolCall("send"))).toBe("unavailable");
    expect(await rule(one, toolCall("send"))).toBe("fail");
  });

  it("allows nothing while the past cannot be read, and goes on afterwards", async () => {
    const store = createFaultyStore(openMemoryStore());
    const one = replica(FEW, store);
    store.plan("failed");
    expect(await rule(one, toolCall("a"))).toBe("unavailable");
    store.plan("failed-but-happened");
    expect(await rule(one, toolCall("a"))).toBe("unavailable");
    expect(await rule(one, toolCall("a"))).toBe("allow");
  });

  it("does not know more than the last thousand acts", async () => {
    const [store, clock] = [openMemoryStore(), { ms: START, ids: 0 }];
    const quiet = replica("resource.name != ''", store, clock);
    for (let at = 0; at < 1010; at += 1) {
      clock.ms += 1000;
      await quiet.governor.rule(toolCall("a"));
    }
    expect(await rule(replica("history.within(duration('10m')).size() < 1000", store, clock), toolCall("a"))).toBe(
      "allow",
    );
    const long = replica("history.within(duration('1h')).size() < 100000", store, clock);
    expect((await long.governor.rule(toolCall("a"))).effect).not.toBe("allow");
  });
});
