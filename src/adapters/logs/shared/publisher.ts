import { UnavailableError } from "#core/diagnostics";
import {
  growTree,
  isSameBytes,
  parseCheckpoint,
  parseTilePath,
  readEdge,
  EMPTY_EDGE,
  signCheckpoint,
  TILE_WIDTH,
  verifierKey,
  verifyNote,
  type Checkpoint,
  type LogFile,
  type LogTree,
  type Signer,
  type TreeHead,
  type VerifierKey,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import type { Group } from "../groups/group.ts";
import type { LogStore, StoredHead } from "./log-store.ts";

/** How often others may publish in between before it is given up. */
const MOST_ATTEMPTS = 20;

/** So many groups are integrated before their room is given back. */
const DROP_AFTER_GROUPS = 32;

/** A tree as far as a checkpoint of the store goes. */
interface Integrated {
  readonly tree: LogTree;
  readonly version: string | null;
  readonly note: string | null;
}

/**
 * Integrates groups of a shared log into its tree: writes tiles and bundles, signs a checkpoint, and puts it in the place of the one that it began from.
 *
 * Any number of processes may do so at once: the tree follows from the groups, so all make the same tiles, and the checkpoint of one alone is kept; the others begin
 * anew behind it. One after the other within a process.
 */
export class SharedPublisher {
  readonly #store: LogStore;
  readonly #origin: string;
  readonly #signers: readonly Signer[];
  readonly #keys: readonly VerifierKey[];
  #integrated: Integrated | null = null;
  /** What this process has signed last, whether or not it was kept. */
  #signed: TreeHead | null = null;
  #undropped = DROP_AFTER_GROUPS;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: LogStore, origin: string, signers: readonly Signer[]) {
    this.#store = store;
    this.#origin = origin;
    this.#signers = signers;
    this.#keys = signers.map((one) => verifierKey(nodeCrypto.sha256, origin, "ed25519", one.publicKey));
  }

  /** Publishes all that is there when its turn comes. Throws an `UnavailableError` when it cannot be read, kept or signed. */
  publish(): Promise<string> {
    const published = this.#last.then(() => this.#publish());
    this.#last = published.catch(() => {});
    return published;
  }

  async #publish(): Promise<string> {
    if (this.#signers.length === 0)
      throw new UnavailableError(
        "log-unsigned",
        `The log in ${this.#store.place} is signed by others: its key is not here`,
      );
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const note = await this.#rounds();
      if (note !== null) return note;
    }
    throw new UnavailableError("log-unpublished", `Others publish the log in ${this.#store.place} all the time`);
  }

  /** Integrates page after page; null when another process has published meanwhile. */
  async #rounds(): Promise<string | null> {
    for (;;) {
      const round = await this.#round();
      if (round === null || round.isLast) return round?.note ?? null;
    }
  }

  async #round(): Promise<{ readonly note: string; readonly isLast: boolean } | null> {
    const head = await this.#store.readHead();
    const current = await this.#treeOf(head);
    if (current === null) return null;
    const { groups, isLast } = await this.#store.groupsFrom(current.tree.size);
    // What was read belongs together only if it is still the same checkpoint that it began from.
    if (!(await this.#isStill(head))) return null;
    for (const group of groups) this.#add(current.tree, group);
    if (isLast) this.#assertWhole(current.tree);
    const note = await this.#noteOver(current, groups.length);
    return note === null ? null : { note, isLast };
  }

  /** The tree that is remembered, where nobody has published since. */
  async #treeOf(head: StoredHead | null): Promise<Integrated | null> {
    const remembered = this.#integrated;
    this.#integrated = null;
    return remembered !== null && remembered.version === head?.version ? remembered : await this.#load(head);
  }

  async #noteOver(current: Integrated, groups: number): Promise<string | null> {
    if (groups > 0 || current.note === null || !this.#isSignedByThese(current.note))
      return await this.#put(current, groups);
    this.#integrated = current;
    return current.note;
  }

  /** Whether the log's signatures under a checkpoint are those of the keys here, and no others: a key that was retired is to sign nothing more. */
  #isSignedByThese(note: string): boolean {
    const signatures = parseCheckpoint(Buffer.from(note))?.note.signatures ?? [];
    const ids = signatures.filter(({ name }) => name === this.#origin).map(({ keyId }) => keyId);
    const own = this.#keys.map(({ id }) => id);
    return ids.length === own.length && own.every((id) => ids.includes(id));
  }

  async #isStill(head: StoredHead | null): Promise<boolean> {
    return (await this.#store.readHead())?.version === head?.version;
  }

  /** The tree of a checkpoint; null when its tiles were replaced by those of a newer one. */
  async #load(head: StoredHead | null): Promise<Integrated | null> {
    if (head === null) return { tree: growTree(nodeCrypto.sha256, EMPTY_EDGE), version: null, note: null };
    const checkpoint = await this.#trusted(head);
    const edge = await readEdge(nodeCrypto.sha256, checkpoint, (path) => this.#store.readFile(path));
    if (edge === null && (await this.#isStill(head)))
      throw this.#damaged(`its tiles do not hash to the root of its checkpoint over ${checkpoint.size} records`);
    if (edge === null) return null;
    const note = new TextDecoder().decode(head.note);
    const tree = growTree(nodeCrypto.sha256, edge);
    this.#compare(tree);
    return { tree, version: head.version, note };
  }

  // INVARIANT (own-checkpoint): a log grows on from nothing that its own key has not signed, so that whoever can write the store alone cannot have a tree signed.
  async #trusted({ note }: StoredHead): Promise<Checkpoint> {
    const checkpoint = parseCheckpoint(note);
    if (checkpoint === null) throw this.#damaged("its checkpoint cannot be read");
    const signed = await verifyNote(nodeCrypto.verifyEd25519, checkpoint.note, this.#keys);
    if (checkpoint.origin === this.#origin && signed.some(({ valid }) => valid)) return checkpoint;
    throw new UnavailableError(
      "log-foreign",
      `The checkpoint of \`${checkpoint.origin}\` in ${this.#store.place} is not signed by the key that is here`,
    );
  }

  async #put({ tree, version }: Integrated, groups: number): Promise<string | null> {
    const [head, files] = [tree.head(), tree.takeFiles()];
    await this.#store.createFiles(files);
    if (head.size >= (this.#signed?.size ?? 0)) this.#signed = head;
    const note = await signCheckpoint(nodeCrypto.sha256, this.#signers, this.#origin, head);
    const kept = await this.#store.replaceHead(Buffer.from(note), version);
    if (kept === null) return null;
    this.#integrated = { tree, version: kept, note };
    await this.#tidy(files, head.size, groups);
    return note;
  }

  #add(tree: LogTree, { first, entries }: Group): void {
    if (first !== tree.size) throw this.#damaged(`records from ${tree.size} on are missing`);
    for (const entry of entries) {
      tree.add(entry);
      this.#compare(tree);
    }
  }

  // INVARIANT (signs-one-tree): what a process has signed once is a beginning of all that it signs later, whatever the store says meanwhile.
  #compare(tree: LogTree): void {
    const signed = this.#signed;
    if (signed?.size !== tree.size || isSameBytes(signed.root, tree.head().root)) return;
    throw this.#damaged(`its first ${signed.size} records are not those that were signed`);
  }

  #assertWhole(tree: LogTree): void {
    if (this.#signed === null || tree.size >= this.#signed.size) return;
    throw this.#damaged(`${this.#signed.size} records were signed, and now there are ${tree.size}`);
  }

  /** What is not needed any more goes, the next time if not now. */
  async #tidy(files: readonly LogFile[], size: number, groups: number): Promise<void> {
    this.#undropped += groups;
    try {
      for (const { path } of files)
        if (parseTilePath(path)?.width === TILE_WIDTH) await this.#store.removeFiles(`${path}.p/`);
      if (this.#undropped < DROP_AFTER_GROUPS) return;
      await this.#store.dropGroups(size);
      this.#undropped = 0;
    } catch {
      // It costs room, and nothing else.
    }
  }

  #damaged(reason: string): UnavailableError {
    return new UnavailableError(
      "log-damaged",
      `The log in ${this.#store.place} is damaged and is not signed: ${reason}`,
    );
  }
}
