import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Fault } from "../../../src/core/store/testing/faulty-store.ts";
import { ask } from "../server.ts";
import { askSome, faultsFound, recordsOf, startPlane, unlogged } from "./plane.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-store-"));
const FAULTS: readonly Fault[] = ["failed", "failed-but-happened"];
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function allowed(answers: readonly { readonly isAllowed: boolean }[]): readonly boolean[] {
  return answers.map(({ isAllowed }) => isAllowed);
}

describe.each(FAULTS)("a control plane whose store answers no longer (%s)", (fault) => {
  it("decides on for whom it knows, for nobody else, and for everybody once it answers again", async () => {
    const data = join(FOLDER, `away-${fault}`);
    const plane = await startPlane(data);
    const { message: other } = await ask(plane.url, "/v1/tokens", {
      token: plane.token,
      body: { name: "ci", roles: ["operator"] },
    });
    const before = await askSome(plane, ["b1"]);
    plane.store.always = fault;
    const known = await askSome(plane, ["k1"]);
    const unknownPerson = await askSome(plane, ["p1"], "bob");
    const unknownCaller = await ask(plane.url, "/v1/status", { token: other.token });
    const administered = await ask(plane.url, "/v1/tokens", {
      token: plane.token,
      body: { name: "x", roles: ["viewer"] },
    });
    plane.store.always = null;
    const after = await askSome(plane, ["a1", "a2"], "bob");
    expect((await ask(plane.url, "/v1/status", { token: other.token })).status).toBe(200);
    await plane.stop();
    expect([allowed(before), allowed(known), allowed(unknownPerson), allowed(after)]).toEqual([
      [true],
      [true],
      [false],
      [true, true],
    ]);
    expect([unknownCaller.status, administered.status]).toEqual([503, 503]);
    expect(await unlogged(data, [...before, ...known, ...after])).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  });

  it("allows nothing while its disk is full as well, and needs nobody when both are back", async () => {
    const data = join(FOLDER, `both-${fault}`);
    const plane = await startPlane(data);
    const before = await askSome(plane, ["b1"]);
    plane.store.always = fault;
    plane.faultAt = (step) => (step.startsWith("write ") ? "fails" : "none");
    const during = await askSome(plane, ["d1", "d2"]);
    plane.faultAt = () => "none";
    const half = await askSome(plane, ["h1"]);
    plane.store.always = null;
    const after = await askSome(plane, ["a1"], "bob");
    await plane.stop();
    expect([before, during, half, after].map(allowed)).toEqual([[true], [false, false], [true], [true]]);
    expect(await unlogged(data, [...before, ...half, ...after])).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  });

  it("has recorded whoever was let in or shut out before that counted", async () => {
    const data = join(FOLDER, `acts-${fault}`);
    const plane = await startPlane(data);
    const { token } = plane;
    const { message: made } = await ask(plane.url, "/v1/tokens", { token, body: { name: "ci", roles: ["operator"] } });
    const { tokens } = plane.store;
    const calls: Record<string, number> = {};
    const failing = new Proxy(tokens, {
      get(target, name): unknown {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        if (name === "revoke" && (calls[name] = (calls[name] ?? 0) + 1) === 1) plane.store.plan(fault);
        return member.bind(target);
      },
    });
    Object.assign(plane.store, { tokens: failing });
    const revoke = (): Promise<number> =>
      ask(plane.url, `/v1/tokens/${made.id}`, { method: "DELETE", token }).then(({ status }) => status);
    expect([await revoke(), await revoke()]).toEqual([503, 200]);
    expect((await ask(plane.url, "/v1/status", { token: made.token })).status).toBe(401);
    await plane.stop();
    const acts = (await recordsOf(data)).filter(({ body }) => body["act"] === "token-revoked");
    expect(acts.length).toBe(2);
  });

  it("does not start, makes no second administrator, and starts when it is asked again", async () => {
    const data = join(FOLDER, `start-${fault}`);
    const away = startPlane(data, (store) => Object.assign(store, { always: fault }));
    await expect(away).rejects.toThrow("The store did not answer");
    const plane = await startPlane(data);
    expect(allowed(await askSome(plane, ["a1"]))).toEqual([true]);
    await plane.stop();
  });
});
