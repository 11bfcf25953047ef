import { mkdtempSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { parseCheckpoint, type Cosigner, type EvidenceLog } from "#core/evidence";
import { LOG } from "../../../core/evidence/testing/pack.ts";
import { heldCosigner, show, withhold } from "../testing/held-cosigner.ts";
import { openFolderLog } from "./open.ts";

function open(folder: string, cosigner: Cosigner): Promise<EvidenceLog> {
  return openFolderLog({ folder, signers: [LOG], publishAfterMs: 3_600_000, cosigner });
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "writ-log-"));
}

/** The size of the newest checkpoint that a log has signed. */
function signedIn(folder: string): number {
  return parseCheckpoint(readFileSync(join(folder, "signed")))?.size ?? -1;
}

async function sizeOf(log: EvidenceLog): Promise<number | null> {
  return parseCheckpoint((await log.read("checkpoint")) ?? new Uint8Array(0))?.size ?? null;
}

describe("a log whose checkpoints are cosigned", () => {
  it("is open before its witnesses answer, and shows what they signed", async () => {
    const cosigner = heldCosigner();
    const log = await open(newFolder(), cosigner);
    expect(await sizeOf(log)).toBeNull();
    await cosigner.answer(show);
    await log.append(Buffer.from("one"));
    const published = log.publish();
    await cosigner.answer(show);
    const note = await published;
    expect(parseCheckpoint(Buffer.from(note))?.note.signatures.map(({ name }) => name)).toEqual([LOG.name, "w"]);
    expect(Buffer.from((await log.read("checkpoint")) ?? []).toString()).toBe(note);
  });

  it("takes records while its witnesses are slow, and proves to them that it grew", async () => {
    const cosigner = heldCosigner();
    const log = await open(newFolder(), cosigner);
    for (let size = 1; size <= 5; size++) expect((await log.append(Buffer.from(`${size}`))).kind).toBe("appended");
    const published = log.publish();
    await cosigner.answer(show);
    await cosigner.answer(show);
    expect(parseCheckpoint(Buffer.from(await published))?.size).toBe(5);
    expect((await cosigner.asked[1]?.prove(3))?.length).toBe(4);
    expect(await cosigner.asked[1]?.prove(6)).toBeNull();
  });

  it("leaves readers the checkpoint before when too few sign, and shows the next that enough do", async () => {
    const cosigner = heldCosigner();
    const folder = newFolder();
    const log = await open(folder, cosigner);
    await cosigner.answer(show);
    await log.append(Buffer.from("one"));
    const published = log.publish().catch((error: unknown) => error);
    await cosigner.answer(withhold);
    const error = await published;
    expect(error instanceof UnavailableError ? error.code : error).toBe("checkpoint-withheld");
    expect(await sizeOf(log)).toBe(0);
    expect(signedIn(folder)).toBe(1);
    const closed = log.close();
    await cosigner.answer(withhold);
    await closed;
    const again = await open(folder, cosigner);
    await cosigner.answer(show);
    const next = again.publish();
    await cosigner.answer(show);
    await next;
    expect(await sizeOf(again)).toBe(1);
  });

  it("does not open when it does not hash to what it had its witnesses asked for", async () => {
    const [folder, cosigner] = [newFolder(), heldCosigner()];
    const log = await open(folder, cosigner);
    await log.append(Buffer.from("one"));
    const closed = log.close();
    await cosigner.answer(withhold);
    await cosigner.answer(withhold);
    await closed;
    const other = newFolder();
    const fork = await openFolderLog({ folder: other, signers: [LOG] });
    await fork.append(Buffer.from("another"));
    await fork.close();
    renameSync(join(folder, "signed"), join(other, "signed"));
    await expect(openFolderLog({ folder: other, signers: [LOG] })).rejects.toThrow("damaged");
  });
});
