import type { Draft, EmitterKey, EvidenceLog, Stamp } from "#core/evidence";
import { Scribe } from "./scribe.ts";
import type { SpoolFile } from "./spool-file.ts";

/** Something to be recorded, as it was when it happened. */
export interface Spooled {
  readonly draft: Draft;
  readonly stamp: Stamp;
}

/** Records that were lost behind the one before: so many, for one reason. */
interface Lost {
  readonly reason: LossReason;
  /** When the first of them was. */
  readonly stamp: Stamp;
  count: number;
}

type LossReason = "spool-full" | "spool-lost" | "unknown";

interface Waiting {
  what: Spooled | Lost;
  readonly done: () => void;
}

/** What a spool writes with. */
export interface SpoolPorts {
  readonly log: EvidenceLog;
  readonly key: EmitterKey;
  readonly file: SpoolFile;
  readonly stamp: () => Stamp;
}

/** So many records wait; what comes then is lost, and counted. */
const MOST_WAITING = 5000;
const AT_ONCE = 256;
const RETRY_MS = 1000;

/**
 * Records that wait until the log takes them, in the order in which they happened.
 *
 * It never rejects and is bounded. Where too many wait the newest are lost, and once the log takes records again one says in their place how many and why. While the log takes none,
 * what waits lies in a file too, from which the next start goes on: a record whose acknowledgement was lost may stand in the log twice, under one id.
 */
export class Spool {
  /** Records that were lost since the start. */
  dropped = 0;
  readonly #ports: SpoolPorts;
  readonly #scribe: Scribe;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  #isStalled = false;
  /** So many of the first are being written. */
  #underWay = 0;
  #wake: () => void = () => {};
  #isClosed = false;

  constructor(ports: SpoolPorts) {
    this.#ports = ports;
    this.#scribe = new Scribe("best-effort", ports.log.origin, ports.key);
    const { spooled, unreadable } = ports.file.read();
    for (const one of spooled) this.#put(one, () => {});
    if (unreadable > 0) this.#lose(unreadable, "spool-lost");
    this.#isStalled = this.#queue.length > 0;
    this.#run();
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Resolves once the record is durable, or lost. */
  offer(spooled: Spooled): Promise<void> {
    return new Promise((done) => {
      if (this.#queue.length >= MOST_WAITING || this.#isClosed) {
        this.#lose(1, "spool-full");
        done();
        return;
      }
      this.#put(spooled, done);
      if (this.#isStalled) this.#ports.file.append([spooled]);
      this.#run();
    });
  }

  /** Signs what was written and not signed yet, where nothing waits. */
  async sign(): Promise<void> {
    if (this.#running !== null) return;
    if (!(await this.#handIn(this.#scribe.sign(this.#ports.stamp())))) this.#scribe.giveUp();
  }

  /** Tries a last time; what still waits then lies in the file. Answers how many that are. */
  async close(): Promise<number> {
    this.#isClosed = true;
    this.#wake();
    await this.#running;
    return this.#queue.length;
  }

  #put(what: Spooled | Lost, done: () => void): void {
    this.#queue.push({ what, done });
  }

  #lose(count: number, reason: LossReason): void {
    this.dropped += count;
    const last = this.#queue.length > this.#underWay ? this.#queue.at(-1)?.what : undefined;
    if (last !== undefined && "count" in last && last.reason === reason) last.count += count;
    else this.#put({ count, reason, stamp: this.#ports.stamp() }, () => {});
  }

  #run(): void {
    if (this.#queue.length > 0) this.#running ??= this.#pump();
  }

  async #pump(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, AT_ONCE);
      this.#underWay = batch.length;
      const taken = await this.#write(batch);
      this.#underWay = 0;
      for (const { done } of this.#queue.splice(0, taken)) done();
      if (taken > 0) continue;
      this.#stall();
      if (this.#isClosed) break;
      await this.#pause();
    }
    if (this.#queue.length === 0) this.#recover();
    this.#running = null;
  }

  #recover(): void {
    if (this.#isStalled) this.#ports.file.clear();
    this.#isStalled = false;
  }

  /** Hands records in and answers how many of the first ones the log has taken. */
  async #write(batch: readonly Waiting[]): Promise<number> {
    const answers = await Promise.all(batch.map((one) => this.#append(one)));
    const failed = answers.indexOf(false);
    if (failed < 0) return batch.length;
    // Whether it stands in the log is not known, so that whatever follows is said by another emitter.
    this.#scribe.giveUp();
    return failed;
  }

  async #append(waiting: Waiting): Promise<boolean> {
    return await this.#handIn(this.#entriesOf(waiting));
  }

  async #handIn(entries: readonly Uint8Array[]): Promise<boolean> {
    const answers = await Promise.all(entries.map((entry) => this.#ports.log.append(entry)));
    return answers.every(({ kind }) => kind === "appended");
  }

  /** The next record of the emitter. What makes no record is lost like any other. */
  #entriesOf(waiting: Waiting): readonly Uint8Array[] {
    const { stamp } = this.#ports;
    const { what } = waiting;
    const written =
      "count" in what
        ? this.#scribe.writeGap(what, what.stamp, stamp)
        : this.#scribe.write(what.draft, what.stamp, stamp);
    if (written.kind === "written") return written.entries;
    if ("count" in what) return [];
    this.dropped += 1;
    waiting.what = { count: 1, reason: "unknown", stamp: what.stamp };
    return this.#entriesOf(waiting);
  }

  #stall(): void {
    if (this.#isStalled) return;
    this.#isStalled = true;
    const spooled = this.#queue.map(({ what }) => what).filter((what) => "draft" in what);
    this.#ports.file.clear();
    this.#ports.file.append(spooled);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, RETRY_MS).unref();
    });
  }
}
