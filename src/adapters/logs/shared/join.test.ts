import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newEmitter, parseTrust, verifyEvidence, type EvidenceLog } from "#core/evidence";
import { createKeyFile, nodeCrypto, openKeyFile } from "#adapters/signers";
import { folderFiles } from "../../../apps/verifier/index.ts";
import { decisions, entriesOf } from "../../../core/evidence/testing/records.ts";
import { fetchLog } from "../fetch.ts";
import type { Objects } from "../objects/objects.ts";
import { ObjectLogStore } from "../objects/store.ts";
import { rotateSharedKey } from "../rotate.ts";
import { memoryObjects } from "../testing/memory-objects.ts";
import { refusal } from "../testing/shared-contract.ts";
import { joinSharedLog, type Joined } from "./join.ts";

function newKey(): string {
  return join(mkdtempSync(join(tmpdir(), "writ-join-")), "log.key");
}

function joinAt(objects: Objects, keyFile: string, newOrigin: string = "example.com/log"): Promise<Joined> {
  return joinSharedLog({ store: new ObjectLogStore(objects), keyFile, newOrigin });
}

async function append({ log }: Pick<Joined, "log">, emitter: string, count: number): Promise<void> {
  for (const entry of entriesOf(log.origin, decisions(count), newEmitter(emitter, log.origin))) await log.append(entry);
}

/** What a verifier that trusts the key in a file says of a log that was fetched. */
async function problemsIn(objects: Objects, keyFile: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "writ-fetched-"));
  await fetchLog(new ObjectLogStore(objects), folder);
  const trust = parseTrust(nodeCrypto.sha256, `log ${readFileSync(`${keyFile}.vkey`, "utf8").trim()}\nquorum none\n`);
  if (trust.kind === "malformed") throw new Error(trust.reason);
  const { problems, summary } = await verifyEvidence(nodeCrypto, folderFiles(folder), trust.trust);
  return problems.length > 0 ? problems.map(({ code }) => code) : [`${summary.records} valid`];
}

describe("joinSharedLog()", () => {
  it("makes one key for all who begin a log at once, and leaves none behind that is not the log's", async () => {
    const objects = memoryObjects();
    const keys = [newKey(), newKey(), newKey()];
    const joined = await Promise.all(keys.map((key, at) => joinAt(objects, key, `example.com/${at}`)));
    expect(new Set(joined.map(({ log }) => log.origin)).size).toBe(1);
    expect(joined.map(({ signs }) => signs).filter((signs) => signs)).toHaveLength(1);
    expect(keys.map(existsSync)).toEqual(joined.map(({ signs }) => signs));
    for (const [at, one] of joined.entries()) await append(one, `replica-${at}`, 5);
    for (const { log } of joined) await log.close();
    const again = await joinAt(objects, keys[joined.findIndex(({ signs }) => signs)] ?? "");
    await again.log.close();
    expect(await problemsIn(objects, keys[joined.findIndex(({ signs }) => signs)] ?? "")).toEqual(["15 valid"]);
  });

  it("refuses the key of another log", async () => {
    const [objects, key, other] = [memoryObjects(), newKey(), newKey()];
    await (await joinAt(objects, key)).log.close();
    createKeyFile(other, "example.com/log");
    expect(await refusal(() => joinAt(objects, other))).toBe("log-foreign");
  });
});

describe("rotateSharedKey()", () => {
  it("passes a log on, for those who trust the old key as well, and lets the old one sign nothing more", async () => {
    const [objects, old, next] = [memoryObjects(), newKey(), newKey()];
    const held: EvidenceLog = (await joinAt(objects, old)).log;
    await append({ log: held }, "before", 300);
    createKeyFile(next, "example.com/log");
    const rotation = { retired: openKeyFile(old), current: openKeyFile(next), by: "a_1" };
    await rotateSharedKey(() => Promise.resolve(new ObjectLogStore(objects)), rotation);
    await append({ log: held }, "late", 3);
    expect(await refusal(() => held.publish())).toBe("log-foreign");
    expect(await refusal(() => joinAt(objects, old))).toBe("log-foreign");
    const after = await joinAt(objects, next);
    await append(after, "after", 3);
    await after.log.close();
    expect(await problemsIn(objects, old)).toEqual(["307 valid"]);
    expect(await problemsIn(objects, next)).toEqual(["307 valid"]);
  });
});
