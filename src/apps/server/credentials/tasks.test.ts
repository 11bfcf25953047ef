import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openMemoryStore } from "#adapters/stores";
import type { Minter } from "#adapters/credentials";
import type { Store } from "#core/store";
import { UnavailableError } from "#core/diagnostics";
import { readMessage, taskAnswer, type TaskRequest } from "#core/wire";
import { Governor } from "#points/agents";
import { agentPorts } from "../../../points/agents/testing/ports.ts";
import { testAgent } from "../../../points/agents/testing/act.ts";
import { createLog } from "../telemetry/log.ts";
import { createBroker } from "./broker.ts";
import { Tasks } from "./tasks.ts";

const REQUEST: TaskRequest = { broker: "shop", command: ["deploy", "web"], session: "s", cwd: null, workspace: null };
const CALL = { caller: testAgent(), requestId: "r" };

const GRANTED = `
${readFileSync(new URL("../../../../library/kinds/command.yaml", import.meta.url), "utf8")}---
apiVersion: writ/v1
kind: Agent
metadata: { name: agent-7 }
spec: { owner: platform, identity: { oidcSubject: agent-7 } }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-rights }
spec:
  match: { kinds: [Command] }
  validations:
    - { id: plain, expression: "resource.properties.program != 'sudo'" }
---
apiVersion: writ/v1
kind: Grant
metadata: { name: commands }
spec:
  principals: { ids: [agent-7] }
  verbs: [invoke]
  kinds: [Command]
  owner: platform
  approvedBy: security
  expires: 2030-06-30T00:00:00Z
`;

interface Bench {
  readonly tasks: Tasks;
  readonly store: Store;
  /** What was made and ended, as it happened. */
  readonly heard: string[];
  readonly abort: AbortController;
}

/** Tasks over a minter that tells what it is asked. */
function bench(changes: Partial<Minter<string>> = {}, now: () => number = () => 0, refusal?: string): Bench {
  const heard: string[] = [];
  const minter: Minter<string> = {
    handleOf: (id) => `handle ${id}`,
    mint: (id, rights) => {
      heard.push(`mint ${rights}`);
      return Promise.resolve({ environment: { KEY: id }, files: {}, expiresAt: "2026-01-01T00:00:00Z" });
    },
    revoke: () => {
      heard.push("revoke");
      return Promise.resolve();
    },
    ...changes,
  };
  const abort = new AbortController();
  const stops = { stopped: () => null, begin: () => ({ signal: abort.signal, over: () => undefined }) };
  const ports = agentPorts({ documents: GRANTED, stops });
  const store = openMemoryStore();
  const broker = createBroker({
    name: "shop",
    seconds: 900,
    isHere: () => true,
    compile: (effects) =>
      refusal === undefined
        ? { kind: "compiled", rights: effects.map(({ verb }) => verb).join() }
        : { kind: "refused", code: "unknown-actions", message: refusal },
    minter,
  });
  const log = createLog("error", () => undefined);
  const brokers = new Map([["shop", broker]]);
  const tasks = new Tasks({
    brokers,
    governor: new Governor(ports),
    store,
    recorder: null,
    log,
    now,
  });
  return { tasks, store, heard, abort };
}

const away = (): Promise<never> => Promise.reject(new UnavailableError("away", "It is away"));

describe("Tasks", () => {
  it("gives a credential for what a command does, which is written down until it is ended", async () => {
    const { tasks, store, heard } = bench();
    const answer = await tasks.begin(REQUEST, CALL);
    expect(answer).toMatchObject({
      effect: "allow",
      reasons: [],
      credential: { environment: { KEY: expect.any(String) } },
    });
    const id = answer?.credential?.id ?? "";
    expect(await store.leases.find(id)).toMatchObject({
      broker: "shop",
      handle: `handle ${id}`,
      names: ["agent:agent-7", "agent-7"],
    });
    expect(await tasks.end(id, testAgent("agent-8"), { status: "done" })).toBe(false);
    expect(await tasks.end(id, CALL.caller, { status: "done" })).toBe(true);
    expect(await tasks.end(id, CALL.caller, { status: "done" })).toBe(false);
    expect(heard).toEqual(["mint invoke", "revoke"]);
    expect(await store.leases.list("", 9)).toEqual([]);
  });

  it("makes none for what is denied, nor for a broker that is not there", async () => {
    const { tasks, heard } = bench();
    const denied = await tasks.begin(REQUEST, { ...CALL, caller: testAgent("agent-8") });
    expect(denied).toMatchObject({ effect: "deny", credential: null });
    expect(await tasks.begin({ ...REQUEST, broker: "other" }, CALL)).toBeNull();
    const refusing = bench({}, () => 0, "Nobody knows how");
    const refused = await refusing.tasks.begin(REQUEST, CALL);
    expect(refused).toMatchObject({
      effect: "deny",
      reasons: [{ code: "unknown-actions", message: "Nobody knows how" }],
    });
    expect(readMessage(taskAnswer, JSON.parse(JSON.stringify(refused))).kind).toBe("read");
    expect([...heard, ...refusing.heard]).toEqual([]);
  });

  it("ends what it may have made when making it fails, and keeps it written down while it cannot be ended", async () => {
    const failing = bench({ mint: away });
    await expect(failing.tasks.begin(REQUEST, CALL)).rejects.toThrow("It is away");
    expect(failing.heard).toEqual(["revoke"]);
    const stuck = bench({ mint: away, revoke: away });
    await expect(stuck.tasks.begin(REQUEST, CALL)).rejects.toThrow("It is away");
    expect(await stuck.store.leases.list("", 9)).toHaveLength(1);
  });

  it("ends a credential when its act is stopped", async () => {
    const { tasks, heard, abort, store } = bench();
    await tasks.begin(REQUEST, CALL);
    abort.abort();
    await expect.poll(() => store.leases.list("", 9)).toEqual([]);
    expect(heard).toEqual(["mint invoke", "revoke"]);
  });

  it.each([
    ["agent", "agent-7", 1],
    ["agent", "agent-8", 0],
    ["session", "s", 1],
    ["tool", "shop/list", 0],
    ["everything", "", 1],
  ] as const)("ends those of %s `%s` that is stopped, also of another process", async (kind, name, count) => {
    const { tasks, store } = bench();
    await tasks.begin(REQUEST, CALL);
    const stop = { id: "1", kind, name, reason: "", by: "people:ada", byName: "Ada", at: "2026-01-01T00:00:00Z" };
    expect(await tasks.stop(stop)).toBe(count);
    expect(await store.leases.list("", 9)).toHaveLength(1 - count);
  });

  it("ends what nobody ended in time, and tries again what could not be ended", async () => {
    let now = 0;
    let isAway = true;
    const revoke = (): Promise<void> => (isAway ? away() : Promise.resolve());
    const { tasks, store } = bench({ revoke }, () => now);
    await tasks.begin(REQUEST, CALL);
    await tasks.sweep();
    now = 901_000;
    await tasks.sweep();
    expect(await store.leases.list("", 9)).toHaveLength(1);
    isAway = false;
    await tasks.sweep();
    expect(await store.leases.list("", 9)).toEqual([]);
  });
});
