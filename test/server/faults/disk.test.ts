import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Fault, Step } from "../../../src/adapters/logs/testing/faulty-disk.ts";
import { ask } from "../server.ts";
import { askSome, faultsFound, startPlane, unlogged } from "./plane.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-disk-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const STEPS: readonly (readonly [string, (step: Step) => boolean])[] = [
  ["write", (step) => step.startsWith("write ")],
  ["sync", (step) => step.startsWith("sync ")],
];
const FAULTS: readonly Fault[] = ["fails", "fails-but-happens"];

describe("a control plane whose disk is full", () => {
  it.each(STEPS.flatMap(([name, isStep]) => FAULTS.map((fault) => ({ name, isStep, fault }))))(
    "allows nothing that is not recorded, and goes on by itself once there is room: a $name $fault",
    async ({ name, isStep, fault }) => {
      const data = join(FOLDER, `${name}-${fault}`);
      const plane = await startPlane(data);
      const before = await askSome(plane, ["b1", "b2", "b3"]);
      plane.faultAt = (step) => (isStep(step) ? fault : "none");
      const during = await askSome(plane, ["d1", "d2", "d3"]);
      const made = await ask(plane.url, "/v1/tokens", {
        token: plane.token,
        body: { name: "ci", roles: ["operator"] },
      });
      plane.faultAt = () => "none";
      const after = await askSome(plane, ["a1", "a2", "a3"]);
      await plane.stop();
      expect([before, during, after].map((all) => all.map(({ isAllowed }) => isAllowed))).toEqual([
        [true, true, true],
        [false, false, false],
        [true, true, true],
      ]);
      expect(made.status).toBe(503);
      expect(await unlogged(data, [...before, ...after])).toEqual([]);
      expect(await faultsFound(data)).toBe("");
    },
  );

  it("starts again, with all that it answered, where it was full to the end", async () => {
    const data = join(FOLDER, "to-the-end");
    const plane = await startPlane(data);
    const before = await askSome(plane, ["b1", "b2"]);
    plane.faultAt = (step) => (/^(?:write|sync|replace|syncPath) /.test(step) ? "fails" : "none");
    expect((await askSome(plane, ["d1"])).map(({ isAllowed }) => isAllowed)).toEqual([false]);
    await plane.stop();
    const again = await startPlane(data);
    const after = await askSome({ ...again, token: plane.token }, ["a1"]);
    await again.stop();
    expect(after.map(({ isAllowed }) => isAllowed)).toEqual([true]);
    expect(await unlogged(data, [...before, ...after])).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  });
});
