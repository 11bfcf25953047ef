import { expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { parseCheckpoint } from "../notes/index.ts";
import type { EvidenceLog } from "../ports.ts";
import { MAX_ENTRY_BYTES } from "../tiles/index.ts";
import { verifyEvidence } from "../verify/index.ts";
import { LOG, logFolder, trustIn } from "./pack.ts";
import { decisions, entriesOf } from "./records.ts";

/** What every log must do. `open` opens a new, empty one under the origin of `LOG`. */
export function keepsTheContractOfLogs(open: () => Promise<EvidenceLog>): void {
  it("gives entries indexes in the order in which they came, and reads back what others would have written", async () => {
    const log = await open();
    const entries = entriesOf(LOG.name, decisions(600));
    const answers = await Promise.all(entries.map((entry) => log.append(entry)));
    expect(answers).toEqual(entries.map((_, index) => ({ kind: "appended", index })));
    expect(log.size()).toBe(600);
    await log.publish();
    for (const [path, bytes] of await logFolder(entries))
      expect(Buffer.from((await log.read(path)) ?? []).equals(bytes), path).toBe(true);
    await log.close();
  });

  it("publishes checkpoints over what was there, each of which stays true", async () => {
    const log = await open();
    const entries = entriesOf(LOG.name, decisions(9));
    const sizes: number[] = [];
    for (const entry of entries) {
      await log.append(entry);
      sizes.push(parseCheckpoint(Buffer.from(await log.publish()))?.size ?? -1);
    }
    expect(sizes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const files = {
      paths: () => ["checkpoint", "tile/0/000.p/9", "tile/entries/000.p/9"],
      read: (path: string) => log.read(path),
    };
    expect((await verifyEvidence(nodeCrypto, files, trustIn())).problems).toEqual([]);
    await log.close();
  });

  it("refuses entries that no bundle can hold, and takes the longest", async () => {
    const log = await open();
    expect((await log.append(new Uint8Array(0))).kind).toBe("refused");
    expect((await log.append(new Uint8Array(MAX_ENTRY_BYTES + 1))).kind).toBe("refused");
    expect(await log.append(new Uint8Array(MAX_ENTRY_BYTES))).toEqual({ kind: "appended", index: 0 });
    await log.close();
  });

  it("takes nothing after it was closed, and reads no file that is not the log's", async () => {
    const log = await open();
    await log.append(Buffer.from("a"));
    expect(await log.read("../secret")).toBeNull();
    expect(await log.read("tile/0/000")).toBeNull();
    await log.close();
    expect((await log.append(Buffer.from("b"))).kind).toBe("unavailable");
    expect(parseCheckpoint((await log.read("checkpoint")) ?? new Uint8Array(0))?.size).toBe(1);
    await log.close();
  });
}
