import { expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import {
  bundlesOver,
  decodeBundle,
  EMPTY_EDGE,
  growTree,
  isSameBytes,
  newEmitter,
  parseCheckpoint,
  tilePath,
  verifyEvidence,
  type Appended,
  type EvidenceLog,
  type Signer,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { keepsTheContractOfLogs } from "../../../core/evidence/testing/log-contract.ts";
import { LOG, trustIn } from "../../../core/evidence/testing/pack.ts";
import { decisions, entriesOf } from "../../../core/evidence/testing/records.ts";
import { testSigner } from "../../../core/evidence/testing/signers.ts";
import type { LogStore } from "../shared/log-store.ts";
import { openSharedLog } from "../shared/open.ts";

/** Opens the store of one place once more, as another process would. */
export type Place = () => Promise<LogStore>;

/** A log that publishes only when it is told to. */
export async function openLog(place: Place, signer: Signer | null = LOG): Promise<EvidenceLog> {
  const signers = signer === null ? [] : [signer];
  return await openSharedLog({ store: await place(), origin: LOG.name, signers, publishAfterMs: 3_600_000 });
}

/** A signer that remembers the heads it has signed, and waits before each signature for what it is told to. */
export function watchedSigner(wait: () => Promise<void> = () => Promise.resolve()): {
  readonly signer: Signer;
  readonly heads: { size: number; root: Uint8Array }[];
} {
  const heads: { size: number; root: Uint8Array }[] = [];
  const sign = async (message: Uint8Array): Promise<Uint8Array> => {
    await wait();
    const checkpoint = parseCheckpoint(Buffer.concat([message, Buffer.from("\n\u2014 x AAAAAAA=\n")]));
    if (checkpoint !== null) heads.push({ size: checkpoint.size, root: checkpoint.root });
    return await LOG.sign(message);
  };
  return { signer: { ...LOG, sign }, heads };
}

/** Everything that a place holds, in the order of the log. */
export async function entriesIn(place: Place): Promise<readonly Uint8Array[]> {
  const log = await openLog(place);
  const size = parseCheckpoint(Buffer.from(await log.publish()))?.size ?? 0;
  const entries: Uint8Array[] = [];
  for (const name of bundlesOver({ from: 0, to: size }, size))
    entries.push(...(decodeBundle((await log.read(tilePath(name))) ?? Buffer.alloc(0)) ?? []));
  await log.close();
  return entries;
}

/** The same, once it was found to be valid. */
export async function contentOf(place: Place): Promise<readonly Uint8Array[]> {
  const entries = await entriesIn(place);
  const store = await place();
  const paths = await store.listFiles("");
  const read = async (path: string): Promise<Uint8Array | null> => await store.readFile(path);
  expect((await verifyEvidence(nodeCrypto, { paths: () => paths, read }, trustIn())).problems).toEqual([]);
  await store.close();
  return entries;
}

/** Fails unless each head is that of a beginning of the entries. */
export function expectOneTree(
  entries: readonly Uint8Array[],
  heads: readonly { readonly size: number; readonly root: Uint8Array }[],
): void {
  const roots = new Map<number, Uint8Array>();
  const tree = growTree(nodeCrypto.sha256, EMPTY_EDGE);
  roots.set(0, tree.head().root);
  for (const entry of entries) {
    tree.add(entry);
    roots.set(tree.size, tree.head().root);
  }
  for (const { size, root } of heads)
    expect(isSameBytes(roots.get(size) ?? Buffer.alloc(0), root), `${size}`).toBe(true);
}

/** The code with which something is refused; null when it is not. */
export async function refusal(run: () => Promise<unknown>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return error.code;
    throw error;
  }
}

/** So many records of an emitter of its own. */
export function recordsOf(emitter: string, count: number): readonly Uint8Array[] {
  return entriesOf(LOG.name, decisions(count), newEmitter(emitter, LOG.name));
}

/** What every log must do that several processes write together. `newPlace` gives an empty one. */
export function keepsTheContractOfSharedLogs(newPlace: () => Promise<Place>): void {
  keepsTheContractOfLogs(async () => await openLog(await newPlace()));

  it("is one log for all who write it: indexes without gaps, everything acknowledged in its place", async () => {
    const place = await newPlace();
    const signed = [watchedSigner(), watchedSigner(), watchedSigner()];
    const logs = await Promise.all(signed.map(({ signer }) => openLog(place, signer)));
    const taken: Map<number, Uint8Array> = new Map();
    await Promise.all(
      logs.map(async (log, at) => {
        for (const entry of recordsOf(`writer-${at}`, 20)) {
          const answer = await log.append(entry);
          if (answer.kind === "appended") taken.set(answer.index, entry);
          if (answer.kind === "appended" && answer.index % 7 === 0) await log.publish();
        }
      }),
    );
    expect([...taken.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    const entries = await contentOf(place);
    expect(entries.map((entry) => Buffer.from(entry).toString())).toEqual(
      Array.from(entries, (_, index) => Buffer.from(taken.get(index) ?? []).toString()),
    );
    expectOneTree(
      entries,
      signed.flatMap(({ heads }) => heads),
    );
    for (const log of logs) await log.close();
  });

  it("goes on where it was left, under any number of openings, by those with a key and those without", async () => {
    const place = await newPlace();
    const all: string[] = [];
    for (let round = 0; round < 4; round++) {
      const log = await openLog(place, round % 2 === 0 ? LOG : null);
      const entries = recordsOf(`round-${round}`, 150);
      const answers = await Promise.all(entries.map((entry) => log.append(entry)));
      expect(answers.every(({ kind }: Appended) => kind === "appended")).toBe(true);
      all.push(...entries.map((entry) => Buffer.from(entry).toString()));
      if (round % 2 === 1) expect(await refusal(() => log.publish())).toBe("log-unsigned");
      await log.close();
    }
    expect((await contentOf(place)).map((entry) => Buffer.from(entry).toString())).toEqual(all);
  });

  it("is not forked by one who was held up while it signed, and whom others have overtaken", async () => {
    const place = await newPlace();
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isHeld = false;
    const slow = watchedSigner(async () => {
      if (!isHeld) return;
      reached.resolve();
      await released.promise;
    });
    const quick = watchedSigner();
    const [one, other] = [await openLog(place, slow.signer), await openLog(place, quick.signer)];
    await Promise.all(recordsOf("one", 300).map((entry) => one.append(entry)));
    isHeld = true;
    const late = one.publish();
    await reached.promise;
    for (const entry of recordsOf("other", 20)) await other.append(entry);
    await other.publish();
    await Promise.all(recordsOf("more", 300).map((entry) => other.append(entry)));
    const newest = await other.publish();
    isHeld = false;
    released.resolve();
    expect(parseCheckpoint(Buffer.from(await late))?.size).toBe(620);
    expect(parseCheckpoint((await one.read("checkpoint")) ?? Buffer.alloc(0))?.size).toBe(620);
    expect(parseCheckpoint(Buffer.from(newest))?.size).toBe(620);
    expectOneTree(await contentOf(place), [...slow.heads, ...quick.heads]);
    await one.close();
    await other.close();
  });

  it("is signed by nobody whose key has not signed it before", async () => {
    const place = await newPlace();
    const log = await openLog(place);
    for (const entry of recordsOf("one", 3)) await log.append(entry);
    await log.publish();
    expect(await refusal(() => openLog(place, testSigner(LOG.name, 9)))).toBe("log-foreign");
    await log.close();
  });
}
