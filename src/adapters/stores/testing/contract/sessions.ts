import { expect, it } from "vitest";
import type { SessionRecord, Store } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";

const NOW = "2026-01-01T08:00:00.000Z";
const LATER = "2026-01-01T09:00:00.000Z";

/** What every adapter of `SessionStore` must do. */
export function describeSessions(open: () => Store): void {
  it("lets one of many use a login up, once, and before it is over", async () => {
    const { sessions } = open();
    await sessions.begin({ hash: "login", expiresAt: LATER });
    await sessions.begin({ hash: "login", expiresAt: LATER });
    const uses = await Promise.all(Array.from({ length: 8 }, (_, index) => sessions.use("login", `u${index}`, NOW)));
    expect(uses.filter(({ kind }) => kind === "used")).toHaveLength(1);
    await sessions.begin({ hash: "login", expiresAt: LATER });
    expect(await sessions.use("login", "again", NOW)).toEqual({ kind: "unknown" });
    await sessions.begin({ hash: "late", expiresAt: LATER });
    expect(await sessions.use("late", "u", LATER)).toEqual({ kind: "unknown" });
    expect(await sessions.use("never", "u", NOW)).toEqual({ kind: "unknown" });
  });

  it("finds a session as it was added, and refuses another with its hash", async () => {
    const { sessions } = open();
    expect(await sessions.add(session("one"))).toEqual({ kind: "added" });
    expect(await sessions.find("one")).toEqual(session("one"));
    expect(await sessions.add({ ...session("one"), identity: "{}" })).toEqual({ kind: "taken" });
    expect(await sessions.find("two")).toBeNull();
  });

  it("keeps the time of the first end", async () => {
    const { sessions } = open();
    expect(await sessions.end("one", NOW)).toEqual({ kind: "ended" });
    expect(await sessions.end("one", LATER)).toEqual({ kind: "ended" });
    expect((await sessions.find("one"))?.endedAt).toBe(NOW);
    expect(await sessions.end("two", NOW)).toEqual({ kind: "unknown" });
  });

  it("removes what was over before a point in time, and nothing else", async () => {
    const { sessions } = open();
    await sessions.add({ ...session("old"), expiresAt: "2026-01-01T07:59:59.999Z" });
    await sessions.add({ ...session("new"), expiresAt: NOW });
    await sessions.begin({ hash: "old", expiresAt: "2026-01-01T07:59:59.999Z" });
    await sessions.prune(NOW);
    expect([await sessions.find("old"), (await sessions.find("new"))?.hash]).toEqual([null, "new"]);
    await sessions.begin({ hash: "old", expiresAt: LATER });
    expect(await sessions.use("old", "u", NOW)).toEqual({ kind: "used" });
  });

  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers about sessions as if nothing had been, when a call is repeated after it ${fault}`, async () => {
      const store = createFaultyStore(open());
      const id = `again-${fault}`;
      const calls = [
        () => store.sessions.begin({ hash: id, expiresAt: LATER }),
        () => store.sessions.use(id, "mine", NOW),
        () => store.sessions.add(session(id)),
        () => store.sessions.end(id, NOW),
        () => store.sessions.add(session(id)),
      ];
      const answers: unknown[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call())?.kind);
      }
      expect(answers).toEqual([undefined, "used", "added", "ended", "added"]);
      expect((await store.sessions.find(id))?.endedAt).toBe(NOW);
    });
  }
}

function session(hash: string): SessionRecord {
  return { hash, identity: `{"subject":"ada"}`, createdAt: NOW, expiresAt: LATER, endedAt: null };
}
