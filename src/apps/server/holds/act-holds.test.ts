import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseAnswer } from "#core/approvals";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { openPostgresStore, openSqliteStore } from "#adapters/stores";
import { findPostgres, startPostgres, type PostgresServer } from "../../../adapters/stores/testing/postgres-server.ts";
import { testCaller } from "../../../core/access/testing/caller.ts";
import { createFaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { testAgent, toolCall } from "../../../points/agents/testing/act.ts";
import { ActHolds } from "./act-holds.ts";
import { HeldRequests, type HoldPorts } from "./held-requests.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-holds-"));
const BIN = findPostgres();
const NOON = Date.parse("2026-01-01T12:00:00.000Z");
const REASON = [{ code: "approval-needed", message: "Grant `tools` needs an approval" }];
let server: PostgresServer | undefined;

beforeAll(async () => {
  if (BIN !== null) server = await startPostgres(BIN);
});
afterAll(async () => {
  await server?.remove();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Holds over a store, with a clock that a test moves. */
function holdsOver(store: Pick<Store, "approvals">, changes: Partial<HoldPorts> = {}) {
  const clock = { ms: NOON };
  const heard: string[] = [];
  const requests = new HeldRequests({
    store,
    recorder: null,
    validMs: 3_600_000,
    mostWaiting: 2,
    urlOf: (id) => `https://writ.example/approvals/${id}`,
    asked: ({ id }) => heard.push(id),
    now: () => new Date(clock.ms),
    ...changes,
  });
  return { holds: new ActHolds(requests), clock, heard };
}

async function askedId(holds: ActHolds, act = toolCall("restart"), bundle = "bundle"): Promise<string> {
  const answer = await holds.ask(act, bundle, REASON);
  if (answer.kind === "refused") throw new Error(answer.objection.message);
  return answer.asked.id;
}

function approve(store: Pick<Store, "approvals">, id: string, answer: "approved" | "refused" = "approved") {
  const at = new Date(NOON).toISOString();
  return store.approvals.answer({
    request: id,
    approver: "people:ben",
    approverName: "Ben",
    answer,
    reason: "why",
    at,
  });
}

/** Approvals whose uses happen without an answer. */
function losingUses(approvals: Store["approvals"]): Store["approvals"] {
  return {
    ask: (request) => approvals.ask(request),
    askOnce: (request, limit) => approvals.askOnce(request, limit),
    find: (id) => approvals.find(id),
    list: (page) => approvals.list(page),
    answer: (answer) => approvals.answer(answer),
    consume: async (id, use) => {
      await approvals.consume(id, use);
      throw new UnavailableError("store-unavailable", "The answer was lost");
    },
  };
}

const PLACES = [
  { name: "SQLite", place: () => Promise.resolve(join(FOLDER, "writ.db")), open: openSqliteStore, skip: false },
  {
    name: "PostgreSQL",
    place: async () => (await server?.createDatabase()) ?? "",
    open: openPostgresStore,
    skip: BIN === null,
  },
];

describe.each(PLACES)("ActHolds over $name", ({ place, open, skip }) => {
  it.skipIf(skip)("releases one of many at once, after a restart, what was approved before it", async () => {
    const where = await place();
    const before = await open(where);
    const first = holdsOver(before);
    const id = await askedId(first.holds);
    expect(await first.holds.release(toolCall("restart"), "bundle")).toBeNull();
    await approve(before, id);
    await before.close();

    const after = await open(where);
    const { holds } = holdsOver(after);
    const others = [
      holds.release(toolCall("restart"), "other bundle"),
      holds.release(toolCall("drop"), "bundle"),
      holds.release(toolCall("restart", { caller: testAgent("agent-8") }), "bundle"),
    ];
    expect(await Promise.all(others)).toEqual([null, null, null]);
    const tries = Array.from({ length: 8 }, (_, index) =>
      holds.release(toolCall("restart", { session: `s-${index}` }), "bundle"),
    );
    const released = await Promise.all(tries);
    expect(released.filter((one) => one !== null)).toEqual([{ approval: id }]);
    expect(await holds.release(toolCall("restart"), "bundle")).toBeNull();
    expect(await askedId(holds)).not.toBe(id);
    await after.close();
  });
});

describe("ActHolds", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openSqliteStore(join(FOLDER, "shared.db"));
  });
  afterAll(() => store.close());

  it("asks once for the same act, and tells whoever is told of it once", async () => {
    const { holds, heard } = holdsOver(store);
    const act = toolCall("once", { caller: testAgent("once") });
    const ids = await Promise.all([askedId(holds, act), askedId(holds, act), askedId(holds, { ...act, session: "2" })]);
    expect(new Set(ids).size).toBe(1);
    expect(heard).toEqual([ids[0]]);
    expect(await askedId(holds, act)).toBe(ids[0]);
  });

  it("lets no agent flood those who approve", async () => {
    const { holds, clock } = holdsOver(store);
    const caller = testAgent("flood");
    const call = (name: string) => toolCall(name, { caller });
    await askedId(holds, call("a"));
    await askedId(holds, call("b"));
    const answer = await holds.ask(call("c"), "bundle", REASON);
    expect(answer).toMatchObject({ kind: "refused", objection: { code: "approvals-too-many" } });
    clock.ms += 3_600_000;
    expect(await askedId(holds, call("c"))).not.toBe("");
  });

  it("keeps asking nobody again what was refused, until the request is over", async () => {
    const { holds, clock } = holdsOver(store);
    const act = toolCall("refused", { caller: testAgent("refused") });
    const id = await askedId(holds, act);
    await approve(store, id, "refused");
    expect(await holds.release(act, "bundle")).toBeNull();
    expect(await holds.ask(act, "bundle", REASON)).toMatchObject({
      kind: "refused",
      objection: {
        code: "approval-refused",
        message: "Somebody refused exactly this, and it is not asked again before 2026-01-01 13:00 UTC: why",
      },
    });
    clock.ms += 3_600_000;
    expect(await askedId(holds, act)).not.toBe(id);
  });

  it("releases nothing by an approval that is over", async () => {
    const { holds, clock } = holdsOver(store);
    const act = toolCall("over", { caller: testAgent("over") });
    await approve(store, await askedId(holds, act));
    clock.ms += 3_600_000;
    expect(await holds.release(act, "bundle")).toBeNull();
  });

  it("lets neither the agent nor anybody on whose behalf it acts approve", async () => {
    const { holds } = holdsOver(store);
    const principal = {
      id: "coder",
      kind: "agent",
      groups: [],
      attributes: {},
      chain: ["people:ada", "lead"],
    } as const;
    const caller = testCaller("people:ada", [], { principal });
    const found = await store.approvals.find(await askedId(holds, toolCall("eyes", { caller })));
    if (found === null) throw new Error("not asked");
    const now = new Date(NOON).toISOString();
    const refusal = (id: string) => refuseAnswer(testCaller(id, ["approver"]), found, "approved", now);
    expect(["people:ada", "coder", "lead"].map((id) => refusal(id)?.kind)).toEqual(Array(3).fill("not-permitted"));
    expect(refusal("people:ben")).toBeNull();
  });

  it("asks nobody about more than anybody can look at", async () => {
    const { holds } = holdsOver(store);
    const act = toolCall("large", { details: { text: "x".repeat(70_000) } });
    expect(await holds.ask(act, "bundle", REASON)).toMatchObject({ objection: { code: "approval-too-large" } });
  });

  it("asks for nothing that is not recorded, and releases nothing while the store does not answer", async () => {
    const recorder = { act: () => Promise.reject(new UnavailableError("evidence-unavailable", "no")) };
    const unrecorded = holdsOver(store, { recorder });
    const act = toolCall("unrecorded", { caller: testAgent("unrecorded") });
    await expect(unrecorded.holds.ask(act, "bundle", REASON)).rejects.toThrow(UnavailableError);
    const faulty = createFaultyStore(store);
    const { holds } = holdsOver(faulty);
    await approve(store, await askedId(holds, act));
    faulty.always = "failed";
    await expect(holds.release(act, "bundle")).rejects.toThrow(UnavailableError);
    faulty.always = null;
    // The answer to a use is lost: whoever does not know that it was released does not act.
    const lost = holdsOver({ approvals: losingUses(store.approvals) });
    await expect(lost.holds.release(act, "bundle")).rejects.toThrow(UnavailableError);
    expect(await holds.release(act, "bundle")).toBeNull();
  });
});
