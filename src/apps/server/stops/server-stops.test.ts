import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { openMemoryStore, openSqliteStore } from "#adapters/stores";
import { Governor } from "#points/agents";
import { testCaller } from "../../../core/access/testing/caller.ts";
import { createFaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { testAgent, toolCall } from "../../../points/agents/testing/act.ts";
import { agentPorts } from "../../../points/agents/testing/ports.ts";
import { createLog } from "../telemetry/log.ts";
import { Resumptions } from "./resumptions.ts";
import { ServerStops, type StopPorts } from "./server-stops.ts";
import { STALE_MS } from "./standing-stops.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-stops-"));
const ADA = testCaller("people:ada", ["administrator"]);
const BEN = testCaller("people:ben", ["approver"]);
const WISH = { kind: "agent", name: "agent-7", reason: "it deletes what it should not" } as const;
const closers: (() => Promise<void>)[] = [];

afterAll(async () => {
  await Promise.all(closers.map((close) => close()));
  rmSync(FOLDER, { recursive: true, force: true });
});

/** A replica over a store, with a clock that a test moves. */
async function replicaOver(store: Store, changes: Partial<StopPorts> = {}) {
  const clock = { ms: Date.parse("2026-01-01T12:00:00.000Z") };
  const logged: string[] = [];
  const recorded: string[] = [];
  const stops = await ServerStops.start({
    store,
    recorder: {
      act: async (_caller, act, target) => {
        recorded.push(`${act} ${target}`);
      },
    },
    log: createLog("warn", (line) => logged.push(line)),
    replica: "here",
    now: () => new Date(clock.ms),
    monotonic: () => clock.ms,
    ...changes,
  });
  closers.push(() => stops.close());
  return { stops, clock, logged, recorded };
}

function tripped(result: Awaited<ReturnType<ServerStops["trip"]>>): string {
  if (result.kind !== "stopped") throw new Error(result.kind);
  return result.stop.id;
}

/** Waits until what a stop did is told by a replica. */
async function effectOf({ stops }: Store, id: string, isOver: boolean) {
  for (let turn = 0; turn < 1000; turn += 1) {
    const [effect] = (await stops.find(id))?.effects ?? [];
    if (effect !== undefined && (effect.running === 0) === isOver) return effect;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("It was never told");
}

describe("ServerStops", () => {
  it("refuses the next act, cancels those under way, and tells how long it took until the last was over", async () => {
    const store = openMemoryStore();
    const { stops, clock, recorded } = await replicaOver(store);
    const [own, other] = [stops.begin(toolCall("a")), stops.begin(toolCall("b", { caller: testAgent("agent-8") }))];
    stops.onStop(async () => 2);
    stops.onStop(() => Promise.reject(new UnavailableError("away", "The broker is away")));
    const id = tripped(await stops.trip(WISH, ADA));
    expect(stops.stopped(toolCall("a"))).toEqual({
      code: "stopped",
      message:
        "Somebody stopped agent `agent-7`, and nothing of it goes on before it is resumed: it deletes what it should not",
    });
    expect(stops.stopped(toolCall("a", { caller: testAgent("agent-8") }))).toBeNull();
    expect([own.signal.aborted, other.signal.aborted]).toEqual([true, false]);
    expect(own.signal.reason).toMatchObject({ code: "stopped" });
    const before = { replica: "here", refusedAfterMs: 0, cancelled: 1, revoked: 2, failed: 1 };
    expect(await effectOf(store, id, false)).toEqual({ ...before, running: 1, lastEffectMs: null });
    clock.ms += 40;
    own.over();
    own.over();
    expect(await effectOf(store, id, true)).toEqual({ ...before, running: 0, lastEffectMs: 40 });
    expect(recorded).toEqual([`stop ${id}`, `stop-took-effect ${id}`, `stop-took-effect ${id}`]);
  });

  it("reaches other replicas when they look, also what is under way there", async () => {
    const store = openMemoryStore();
    const here = await replicaOver(store);
    const there = await replicaOver(store, { replica: "there" });
    const running = there.stops.begin(toolCall("a"));
    tripped(await here.stops.trip({ kind: "everything", name: "", reason: "fire" }, ADA));
    there.clock.ms += 400;
    await there.stops.catchUp();
    expect(there.stops.stopped(toolCall("x", { caller: testAgent("new") }))).toMatchObject({ code: "stopped" });
    expect(running.signal.aborted).toBe(true);
  });

  it("still holds after a restart", async () => {
    const place = join(FOLDER, "writ.db");
    const before = await openSqliteStore(place);
    const first = await replicaOver(before);
    tripped(await first.stops.trip(WISH, ADA));
    await first.stops.close();
    await before.close();
    const after = await openSqliteStore(place);
    const second = await replicaOver(after);
    expect(second.stops.stopped(toolCall("a"))).toMatchObject({ code: "stopped" });
    await second.stops.close();
    await after.close();
  });

  it("stops everything while what is stopped cannot be read, and does not start without it", async () => {
    const store = createFaultyStore(openMemoryStore());
    const { stops, clock, logged } = await replicaOver(store);
    expect(stops.stopped(toolCall("a"))).toBeNull();
    store.always = "failed";
    clock.ms += STALE_MS;
    await stops.catchUp();
    expect(stops.stopped(toolCall("a"))).toBeNull();
    clock.ms += 1;
    expect(stops.stopped(toolCall("a"))).toMatchObject({ code: "stops-unreadable" });
    expect(logged.join("")).toContain("what is stopped cannot be read");
    await expect(replicaOver(store)).rejects.toThrow(UnavailableError);
    store.always = null;
    await stops.catchUp();
    expect(stops.stopped(toolCall("a"))).toBeNull();
  });

  it("holds here what can neither be stored nor recorded, and stores it as soon as it can", async () => {
    const inner = openMemoryStore();
    const store = createFaultyStore(inner);
    const recorder = { act: () => Promise.reject(new UnavailableError("evidence-unavailable", "no")) };
    const { stops, logged } = await replicaOver(store, { recorder });
    const running = stops.begin(toolCall("a"));
    store.plan("failed");
    await expect(stops.trip(WISH, ADA)).rejects.toThrow(UnavailableError);
    expect([running.signal.aborted, stops.stopped(toolCall("a"))?.code]).toEqual([true, "stopped"]);
    expect(await inner.stops.standing()).toEqual([]);
    await stops.catchUp();
    await stops.catchUp();
    expect(await inner.stops.standing()).toMatchObject([WISH]);
    expect(stops.stopped(toolCall("a"))?.code).toBe("stopped");
    expect(logged.join("")).toContain("a stop is not recorded");
  });

  it("loses no stop to a reading that began before it", async () => {
    const store = openMemoryStore();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { stops } = await replicaOver(store);
    store.stops.standing = async () => {
      await promise;
      return [];
    };
    const reading = stops.catchUp();
    tripped(await stops.trip(WISH, ADA));
    resolve(undefined);
    await reading;
    expect(stops.stopped(toolCall("a"))?.code).toBe("stopped");
  });

  it("turns an allow into a denial that was stopped while it was decided on", async () => {
    const { stops } = await replicaOver(openMemoryStore());
    const settled: string[] = [];
    const governor = new Governor(
      agentPorts({
        stops,
        budgets: {
          reserve: async () => {
            await stops.trip(WISH, ADA);
            return { kind: "reserved", reservation: { settle: async ({ kind }) => void settled.push(kind) } };
          },
        },
      }),
    );
    const ruling = await governor.rule(toolCall("list"));
    expect([ruling.effect, ruling.reasons[0]?.code, settled]).toEqual(["deny", "stopped", ["unsent"]]);
    expect((await governor.rule(toolCall("list"))).reasons[0]?.code).toBe("stopped");
  });
});

describe("Resumptions", () => {
  it("lets go on what a second person approved, on the replica that is asked at once and elsewhere when it looks", async () => {
    const store = openMemoryStore();
    const { stops, clock, recorded } = await replicaOver(store);
    const there = await replicaOver(store, { replica: "there" });
    const id = tripped(await stops.trip(WISH, ADA));
    await there.stops.catchUp();
    const resumptions = new Resumptions({
      store,
      recorder: { act: async (_caller, act) => void recorded.push(act) },
      now: () => new Date(clock.ms),
      resumed: (one) => stops.resumed(one),
    });
    expect(await resumptions.resume("none", "over", ADA)).toEqual({ kind: "unknown" });
    const asked = await resumptions.resume(id, "over", ADA);
    if (asked.kind !== "waiting") throw new Error(asked.kind);
    expect(await resumptions.resume(id, "over", BEN)).toEqual(asked);
    expect(stops.stopped(toolCall("a"))?.code).toBe("stopped");
    const { request } = (await store.approvals.find(asked.approval)) ?? { request: null };
    expect(request).toMatchObject({ kind: "resume", requester: "people:ada" });
    const at = new Date(clock.ms).toISOString();
    const answer = { request: asked.approval, approver: BEN.id, approverName: "Ben", reason: "", at } as const;
    await store.approvals.answer({ ...answer, answer: "approved" });
    expect(await resumptions.resume(id, "over", ADA)).toMatchObject({
      kind: "resumed",
      resumption: { by: "people:ada", approval: asked.approval },
    });
    expect(stops.stopped(toolCall("a"))).toBeNull();
    await there.stops.catchUp();
    expect(there.stops.stopped(toolCall("a"))).toBeNull();
    expect(recorded.slice(-2)).toEqual(["approval-asked", "resume"]);
  });

  it("goes on with what was refused no more than before", async () => {
    const store = openMemoryStore();
    const { stops, clock } = await replicaOver(store);
    const now = (): Date => new Date(clock.ms);
    const resumptions = new Resumptions({ store, recorder: null, now, resumed: (one) => stops.resumed(one) });
    const id = tripped(await stops.trip(WISH, ADA));
    const asked = await resumptions.resume(id, "over", ADA);
    if (asked.kind !== "waiting") throw new Error(asked.kind);
    const answer = { request: asked.approval, approver: BEN.id, approverName: "Ben", reason: "no" } as const;
    await store.approvals.answer({ ...answer, answer: "refused", at: now().toISOString() });
    expect(await resumptions.resume(id, "over", ADA)).toMatchObject({ kind: "refused" });
    expect(stops.stopped(toolCall("a"))?.code).toBe("stopped");
  });
});
