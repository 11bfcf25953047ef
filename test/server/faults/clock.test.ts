import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { ask } from "../server.ts";
import { askSome, faultsFound, startPlane, unlogged } from "./plane.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-clock-"));
const HOUR_MS = 3_600_000;
afterEach(() => vi.useRealTimers());
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Sets the clock of this process back, and lets everything else run. */
function stepBack(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - ms });
}

describe("a control plane whose clock is set back", () => {
  it("records on, in the order in which things happened, and its log stays valid", async () => {
    const data = join(FOLDER, "records");
    const plane = await startPlane(data);
    const before = await askSome(plane, ["b1", "b2"]);
    stepBack(HOUR_MS);
    const after = await askSome(plane, ["a1", "a2"]);
    await plane.stop();
    expect([...before, ...after].map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, true]);
    expect(await unlogged(data, [...before, ...after])).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  });

  it("believes nobody longer than before who was shut out by another replica", async () => {
    const plane = await startPlane(join(FOLDER, "revoked"));
    const { message: other } = await ask(plane.url, "/v1/tokens", {
      token: plane.token,
      body: { name: "ci", roles: ["viewer"] },
    });
    const status = async (): Promise<number> => (await ask(plane.url, "/v1/status", { token: other.token })).status;
    expect(await status()).toBe(200);
    stepBack(HOUR_MS);
    await plane.store.tokens.revoke(other.id, new Date().toISOString());
    expect(await status()).toBe(401);
    await plane.stop();
  });
});
