import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { signCheckpoint } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { LOG } from "../../core/evidence/testing/pack.ts";
import { fetchLog } from "./fetch.ts";
import { ObjectLogStore } from "./objects/store.ts";
import { memoryObjects } from "./testing/memory-objects.ts";
import { refusal } from "./testing/shared-contract.ts";

/** A log that says to have so many entries, and has none. */
async function claiming(size: number) {
  const objects = memoryObjects();
  const root = new Uint8Array(32);
  await objects.create(
    "checkpoint",
    Buffer.from(await signCheckpoint(nodeCrypto.sha256, [LOG], "log", { size, root })),
  );
  return objects;
}

describe("fetchLog()", () => {
  it("writes nothing outside of its folder, whatever files a log names", async () => {
    const [objects, outer] = [await claiming(0), mkdtempSync(join(tmpdir(), "writ-fetched-"))];
    for (const name of ["handovers/../../escaped", "handovers/../escaped", "handovers/x.record", "handovers/0.record"])
      await objects.create(name, Buffer.from("x"));
    await fetchLog(new ObjectLogStore(objects), join(outer, "log"));
    expect(readdirSync(outer)).toEqual(["log"]);
    expect(readdirSync(join(outer, "log")).toSorted()).toEqual(["checkpoint", "handovers"]);
    expect(readdirSync(join(outer, "log/handovers"))).toEqual(["0.record"]);
  });

  it("believes no size: a log that lacks what it should have is found at the first file", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "writ-fetched-")), "log");
    const store = new ObjectLogStore(await claiming(Number.MAX_SAFE_INTEGER));
    expect(await refusal(() => fetchLog(store, folder))).toBe("log-damaged");
    expect(existsSync(folder)).toBe(false);
  });
});
