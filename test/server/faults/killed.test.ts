import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { startProcess } from "../process.ts";
import { ask, EXAMPLE, startHere } from "../server.ts";
import { askOne, faultsFound, unlogged, type Answered } from "./plane.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-killed-"));
const WRITERS = 16;
const ENOUGH = 400;
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe("a control plane that is killed under load", () => {
  it("has a record of everything that it allowed, and starts again without a person", async () => {
    const data = join(FOLDER, "data");
    const answers: Answered[] = [];
    const server = startProcess(["--data", data, "--no-library", "--policy", fileURLToPath(EXAMPLE)]);
    const url = await server.url();
    const token = /writ_[0-9a-f]{16}_[\w-]{43}/.exec(server.stdout())?.[0] ?? "";
    let isKilled = false;
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; !isKilled; count += 1) {
        answers.push(await askOne({ url, token }, `${writer}-${count}`));
        if (answers.length <= ENOUGH) continue;
        isKilled = true;
        server.child.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await server.ended;
    const again = await startHere({ data });
    expect((await ask(again.url, "/v1/status", { token })).status).toBe(200);
    await again.stop();
    expect(answers.filter(({ isAllowed }) => isAllowed).length).toBeGreaterThanOrEqual(ENOUGH);
    expect(await unlogged(data, answers)).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  }, 180_000);
});
