import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeyFile } from "#adapters/signers";
import { ask, startHere } from "../server.ts";
import { askSome, faultsFound, startPlane, unlogged, type Answered } from "./plane.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-damage-"));
let answers: readonly Answered[] = [];
let token = "";

/** What a server left that allowed a few things, and what a killed one left: there the lock is free and nothing was published. */
beforeAll(async () => {
  const plane = await startPlane(join(FOLDER, "whole"));
  ({ token } = plane);
  answers = await askSome(plane, ["a", "b", "c"]);
  await plane.stop();
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** A copy of the data, damaged. */
function damaged(name: string, damage: (data: string) => void): string {
  const data = join(FOLDER, name);
  cpSync(join(FOLDER, "whole"), data, { recursive: true });
  damage(data);
  return data;
}

function lastSegment(data: string): string {
  const folder = join(data, "evidence/segments");
  const [last = ""] = readdirSync(folder)
    .filter((one) => one.endsWith(".segment"))
    .toSorted()
    .slice(-1);
  return join(folder, last);
}

/** Why a server does not start over some data; empty when it does. */
async function refusal(data: string): Promise<string> {
  try {
    const server = await startHere({ data });
    await server.stop();
    return "";
  } catch (error) {
    return String(error);
  }
}

describe("a control plane that finds its data damaged", () => {
  it("starts behind a last write that was torn, with all that it had answered", async () => {
    const torn = Buffer.concat([Buffer.from("WritGrp1"), Buffer.alloc(40, 7)]);
    const data = damaged("torn", (at) => {
      const path = lastSegment(at);
      const bytes = readFileSync(path);
      const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
      truncateSync(path, end);
      appendFileSync(path, torn);
    });
    const again = await startHere({ data });
    expect((await ask(again.url, "/v1/status", { token })).status).toBe(200);
    const after = await askSome({ url: again.url, token }, ["after"]);
    await again.stop();
    expect(after.map(({ isAllowed }) => isAllowed)).toEqual([true]);
    expect(await unlogged(data, [...answers, ...after])).toEqual([]);
    expect(await faultsFound(data)).toBe("");
  });

  it("does not start where a checkpoint does not follow from the records", async () => {
    const other = await startPlane(join(FOLDER, "other"));
    await askSome(other, ["x", "y"]);
    await other.stop();
    const foreign = damaged("foreign", (at) => {
      writeFileSync(join(at, "evidence/checkpoint"), readFileSync(join(FOLDER, "other/evidence/checkpoint")));
    });
    const nonsense = damaged("nonsense", (at) => writeFileSync(join(at, "evidence/checkpoint"), "nonsense"));
    const gone = damaged("gone", (at) => rmSync(lastSegment(at)));
    for (const data of [foreign, nonsense, gone]) expect(await refusal(data)).toMatch(/evidence|log/);
  });

  it("does not start where a record was changed", async () => {
    const data = damaged("changed", (at) => {
      const bytes = readFileSync(lastSegment(at));
      const place = bytes.indexOf('"allow"');
      expect(place).toBeGreaterThan(0);
      writeFileSync(lastSegment(at), bytes.fill("D", place + 1, place + 2));
    });
    expect(await refusal(data)).toMatch(/evidence|log/);
  });

  it("does not start with another key than the log's, and begins no other log in its place", async () => {
    const replaced = damaged("replaced", (at) => {
      for (const name of ["evidence.key", "evidence.key.vkey"]) rmSync(join(at, name));
      createKeyFile(join(at, "evidence.key"), "writ.local/another");
    });
    const lost = damaged("lost", (at) => {
      for (const name of ["evidence.key", "evidence.key.vkey"]) rmSync(join(at, name));
    });
    for (const data of [replaced, lost]) expect(await refusal(data)).toMatch(/evidence|log/);
    const same = damaged("same-name", (at) => {
      for (const name of ["evidence.key", "evidence.key.vkey"]) rmSync(join(at, name));
      createKeyFile(join(at, "evidence.key"), "writ.local/faults");
    });
    expect(await refusal(same)).toMatch(/evidence|log/);
  });

  it("does not start over a store that is none, and makes no other in its place", async () => {
    const data = damaged("store", (at) => {
      for (const name of ["writ.db-wal", "writ.db-shm"]) rmSync(join(at, name), { force: true });
      writeFileSync(join(at, "writ.db"), "nonsense ".repeat(1000));
    });
    expect(await refusal(data)).toContain("Cannot open the store");
    expect(readFileSync(join(data, "writ.db"), "utf8")).toContain("nonsense");
  });
});
