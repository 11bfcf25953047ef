import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { Witnessed, WitnessState } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { createMemoryState } from "../../core/evidence/testing/witness-state.ts";
import { hasWitnessState, openWitnessState } from "./sqlite-state.ts";

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "writ-witness-"));
}

function witnessed(size: number, root: string = "AA=="): Witnessed {
  return { origin: "example.com/log", size, root, timeSeconds: 1_700_000_000, note: `note ${size}\n` };
}

const STATES: readonly (readonly [string, () => WitnessState])[] = [
  ["in memory", () => createMemoryState(nodeCrypto.sha256)],
  ["in a folder", () => openWitnessState(newFolder())],
];

describe.each(STATES)("a state %s", (_, open) => {
  it("keeps the newest checkpoint of each log", async () => {
    const state = open();
    expect(await state.latest("example.com/log")).toBeNull();
    expect(await state.advance(null, witnessed(3))).toBe("advanced");
    expect(await state.advance(witnessed(3), witnessed(9))).toBe("advanced");
    expect(await state.latest("example.com/log")).toEqual(witnessed(9));
    expect(await state.latest("example.com/other")).toBeNull();
    const hash = Buffer.from(nodeCrypto.sha256(Buffer.from("example.com/log"))).toString("hex");
    expect(await state.latestByHash(hash)).toEqual(witnessed(9));
    expect(await state.latestByHash("0".repeat(64))).toBeNull();
  });

  it("replaces only what is expected", async () => {
    const state = open();
    await state.advance(null, witnessed(3));
    expect(await state.advance(null, witnessed(4))).toBe("changed");
    expect(await state.advance(witnessed(2), witnessed(4))).toBe("changed");
    expect(await state.advance(witnessed(3, "BB=="), witnessed(4))).toBe("changed");
    expect(await state.advance({ ...witnessed(3), timeSeconds: 1 }, witnessed(4))).toBe("changed");
    expect(await state.latest("example.com/log")).toEqual(witnessed(3));
  });

  it("lets one of many through that replace the same", async () => {
    const state = open();
    const attempts = Array.from({ length: 20 }, (_unused, at) => state.advance(null, witnessed(at + 1)));
    expect((await Promise.all(attempts)).filter((result) => result === "advanced").length).toBe(1);
  });
});

describe("a state in a folder", () => {
  it("is there again after it was left without a word, for any number of processes at once", async () => {
    const folder = newFolder();
    const [one, other] = [openWitnessState(folder), openWitnessState(folder)];
    await one.advance(null, witnessed(3));
    expect(await other.advance(null, witnessed(5))).toBe("changed");
    expect(await other.advance(witnessed(3), witnessed(5))).toBe("advanced");
    expect(await openWitnessState(folder).latest("example.com/log")).toEqual(witnessed(5));
    expect(hasWitnessState(folder)).toBe(true);
    one.close();
    other.close();
  });

  it("never takes a smaller tree for a larger one, and is for its owner alone", async () => {
    const folder = join(newFolder(), "state");
    const state = openWitnessState(folder);
    await state.advance(null, witnessed(5));
    expect(await state.advance(witnessed(5), witnessed(4))).toBe("changed");
    expect(statSync(folder).mode & 0o077).toBe(0);
    state.close();
    await expect(state.latest("example.com/log")).rejects.toThrow(UnavailableError);
  });

  it("is not opened when its file is something else", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "witness.db"), "x".repeat(4096));
    expect(() => openWitnessState(folder)).toThrow("Cannot open the state of the witness");
  });
});
