import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { ProvenIdentity } from "#core/identity";
import { canonicalJson } from "#core/model";
import { openMemoryStore } from "#adapters/stores";
import { createFaultyStore, type FaultyStore } from "../../../core/store/testing/faulty-store.ts";
import { testCaller } from "../../../core/access/testing/caller.ts";
import { Sessions } from "./sessions.ts";

const ADA: ProvenIdentity = {
  method: "oidc",
  issuer: "https://login.example",
  subject: "ada",
  claims: { number: 12345678901234567890n },
  expiresAtMs: 1,
};

/** Replicas on one store, and their clock. */
function replicas(): { readonly store: FaultyStore; readonly clock: { now: number }; readonly make: () => Sessions } {
  const store = createFaultyStore(openMemoryStore());
  const clock = { now: Date.parse("2026-06-01T00:00:00Z") };
  const make = () =>
    new Sessions({
      sessions: store.sessions,
      callerOf: ({ subject, expiresAtMs, claims }) => ({
        kind: "caller",
        caller: testCaller(`people:${subject}`, [], { expiresAtMs, name: canonicalJson(claims["number"] ?? null) }),
      }),
      now: () => clock.now,
      publicUrl: "https://writ.example",
    });
  return { store, clock, make };
}

function requestWith(cookie: string, method = "GET"): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.headers.cookie = cookie;
  return request;
}

describe("Sessions", () => {
  it("are shared by replicas, and ended at all of them within five seconds", async () => {
    const { store, clock, make } = replicas();
    const [one, other] = [make(), make()];
    const { record, setCookie } = one.make(ADA, 60);
    await store.sessions.add(record);
    expect(setCookie).toMatch(/^__Host-writ_session=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/);
    const cookie = setCookie.split(";")[0] ?? "";
    const at = (sessions: Sessions) => sessions.authenticate(requestWith(cookie));
    expect(await at(other)).toMatchObject({
      caller: { id: "people:ada", name: "12345678901234567890", expiresAtMs: clock.now + 3_600_000 },
    });
    expect(await one.end(cookie)).toMatch(/^__Host-writ_session=; Path=\/; Max-Age=0/);
    expect(await at(one)).toMatchObject({ reason: "session-ended" });
    clock.now += 5000;
    expect(await at(other)).toMatchObject({ reason: "session-ended" });
  });

  it("are told to be nobody's only by the store: while it is away, whoever is not known cannot be told", async () => {
    const { store, clock, make } = replicas();
    const sessions = make();
    const { record, setCookie } = sessions.make(ADA, 60);
    await store.sessions.add(record);
    const cookie = setCookie.split(";")[0] ?? "";
    store.always = "failed";
    await expect(sessions.authenticate(requestWith(cookie))).rejects.toMatchObject({ code: "store-unavailable" });
    store.always = null;
    expect(await sessions.authenticate(requestWith(cookie))).toMatchObject({ kind: "caller" });
    store.always = "failed";
    clock.now += 299_000;
    expect(await sessions.authenticate(requestWith(cookie))).toMatchObject({ kind: "caller" });
    clock.now += 1000;
    await expect(sessions.authenticate(requestWith(cookie))).rejects.toMatchObject({ code: "store-unavailable" });
  });

  it("keep nothing by which a reader of the store could be somebody", async () => {
    const { make } = replicas();
    const { record, setCookie } = make().make(ADA, 60);
    const secret = /=([\w-]{43});/.exec(setCookie)?.[1] ?? "";
    expect(JSON.stringify(record)).not.toContain(secret);
  });

  it("are not believed under the name of a cookie that other hosts could set", async () => {
    const { store, make } = replicas();
    const sessions = make();
    const { record, setCookie } = sessions.make(ADA, 60);
    await store.sessions.add(record);
    const cookie = (setCookie.split(";")[0] ?? "").replace("__Host-", "");
    expect(await sessions.authenticate(requestWith(cookie))).toMatchObject({ reason: "no-proof" });
  });
});
