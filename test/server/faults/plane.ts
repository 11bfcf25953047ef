import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundlesOver, decodeBundle, decodeRecord, tilePath, type EvidenceRecord } from "#core/evidence";
import { nodeDisk, openFolderLog } from "#adapters/logs";
import { createKeyFile, openKeyFile } from "#adapters/signers";
import { openSqliteStore } from "#adapters/stores";
import { verifyFolder } from "#apps/verifier";
import { existsSync, mkdirSync } from "node:fs";
import { isAllowed, WritClient, type Proposal } from "../../../src/client/index.ts";
import { faultyDisk, type Fault as DiskFault, type Step } from "../../../src/adapters/logs/testing/faulty-disk.ts";
import { creation, proposalBy, store as objectStore } from "../../../src/core/decide/testing/proposal.ts";
import { createFaultyStore, type FaultyStore } from "../../../src/core/store/testing/faulty-store.ts";
import { startHere, type StartedServer } from "../server.ts";

/** A control plane whose store and disk fail when they are told to. */
export interface Plane extends StartedServer {
  readonly store: FaultyStore;
  /** Asked at each step of the disk of the evidence log; nothing fails until it is exchanged. */
  faultAt: (step: Step) => DiskFault;
}

/** Starts one over a folder. Its store can be told to fail before it is used the first time. */
export async function startPlane(data: string, before: (store: FaultyStore) => void = () => {}): Promise<Plane> {
  const disk = { faultAt: (_step: Step): DiskFault => "none" };
  const opened: FaultyStore[] = [];
  const server = await startHere(
    { data },
    {
      openers: {
        openStore: async () => {
          const store = createFaultyStore(await openSqliteStore(join(data, "writ.db")));
          before(store);
          opened.push(store);
          return store;
        },
        openEvidence: async () => {
          const faulty = faultyDisk(nodeDisk, (step) => disk.faultAt(step));
          const log = await openFolderLog({ folder: join(data, "evidence"), signers: [keyOf(data)], disk: faulty });
          return { log, signs: true };
        },
      },
    },
  );
  const [store] = opened;
  if (store === undefined) throw new Error("The store was not opened");
  return Object.assign(disk, server, { store });
}

function keyOf(data: string): ReturnType<typeof openKeyFile> {
  const key = join(data, "evidence.key");
  mkdirSync(data, { recursive: true });
  return existsSync(key) ? openKeyFile(key) : createKeyFile(key, "writ.local/faults");
}

/** What was answered to a question that differs from all others, so that its record can be told from theirs. */
export interface Answered {
  readonly isAllowed: boolean;
  /** Of the proposal; null where there was no decision. */
  readonly digest: string | null;
}

/** Asks whether somebody may read a record of their own. Whatever is no allow is none here. */
export async function askOne(
  { url, token }: Pick<Plane, "url" | "token">,
  id: string,
  person = "alice",
): Promise<Answered> {
  try {
    const decision = await new WritClient({ url, token, timeoutMs: 20_000 }).decide(readingOf(id, person));
    return { isAllowed: isAllowed(decision), digest: decision.proposalDigest };
  } catch {
    return { isAllowed: false, digest: null };
  }
}

/** Asks several at once. */
export function askSome(
  plane: Pick<Plane, "url" | "token">,
  ids: readonly string[],
  person?: string,
): Promise<readonly Answered[]> {
  return Promise.all(ids.map((id) => askOne(plane, id, person)));
}

function readingOf(id: string, person: string): Proposal {
  const record = { ...objectStore({ kind: "Record", id, properties: { status: "active" } }), region: null };
  return proposalBy("person", {
    principal: { id: person },
    effects: [creation(record, { verb: "read", before: record })],
    context: { attributes: { creations: 0, alterations: 0, deletes: 0 } },
  });
}

/** The records in the log of a server that has stopped, in order. */
export async function recordsOf(data: string): Promise<readonly EvidenceRecord[]> {
  const log = await openFolderLog({
    folder: join(data, "evidence"),
    signers: [openKeyFile(join(data, "evidence.key"))],
  });
  try {
    const entries: Uint8Array[] = [];
    for (const name of bundlesOver({ from: 0, to: log.size() }, log.size())) {
      entries.push(...(decodeBundle((await log.read(tilePath(name))) ?? new Uint8Array(0)) ?? []));
    }
    return entries.map((bytes) => {
      const result = decodeRecord(bytes);
      if (result.kind === "malformed") throw new Error(result.reason);
      return result.record;
    });
  } finally {
    await log.close();
  }
}

/** Which of the allows that were answered stand in no record of an allow. */
export async function unlogged(data: string, answers: readonly Answered[]): Promise<readonly string[]> {
  const records = await recordsOf(data);
  const logged = new Set(records.flatMap(({ body }) => (body["effect"] === "allow" ? [body["proposal"]] : [])));
  return answers.flatMap(({ isAllowed: allowed, digest }) =>
    allowed && !logged.has(`sha256:${digest}`) ? [String(digest)] : [],
  );
}

/** What the verifier finds in the log of a server that has stopped: empty when all of it is valid. */
export async function faultsFound(data: string): Promise<string> {
  const key = readFileSync(join(data, "evidence.key.vkey"), "utf8").trim();
  const folder = join(data, "evidence");
  const { exitCode, text } = await verifyFolder({ folder, format: "text", openssl: false, key, known: [] });
  return exitCode === 0 ? "" : text;
}
