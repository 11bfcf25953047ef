import type {
  Recording,
  RecordingBatch,
  RecordingCoverage,
  RecordingPage,
  RecordingRange,
  RecordingStore,
} from "#core/store";

const DAY = "2026-01-01".length;

interface Counted {
  readonly day: string;
  readonly sequence: number;
  readonly decided: number;
  readonly recorded: number;
}

/** Recordings in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryRecordings implements RecordingStore {
  readonly #recordings = new Map<string, Recording>();
  readonly #counted = new Map<string, Counted>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async add(batch: RecordingBatch): ReturnType<RecordingStore["add"]> {
    this.#check();
    const { source, day, sequence } = batch;
    const key = JSON.stringify([source, day]);
    const before = this.#counted.get(key) ?? { sequence: 0, decided: 0, recorded: 0 };
    if (before.sequence >= sequence) return { kind: "known" };
    const [decided, recorded] = [before.decided + batch.decided, before.recorded + batch.recorded];
    this.#counted.set(key, { day, sequence, decided, recorded });
    for (const recording of batch.recordings) this.#recordings.set(recording.id, this.#counting(recording));
    return { kind: "added" };
  }

  async list({ since, until, after, limit, shadow }: RecordingPage): Promise<readonly Recording[]> {
    this.#check();
    const found = this.#inRange({ since, until })
      .filter(({ id }) => id > after)
      .filter((recording) => shadow === null || recording.shadow?.bundle === shadow);
    return found.slice(0, limit);
  }

  async coverage({ since, until }: RecordingRange): Promise<RecordingCoverage> {
    this.#check();
    const [from, to] = [since.slice(0, DAY), until.slice(0, DAY)];
    const counted = [...this.#counted.values()].filter(({ day }) => day >= from && day <= to);
    return {
      decided: counted.reduce((sum, { decided }) => sum + decided, 0),
      recorded: counted.reduce((sum, { recorded }) => sum + recorded, 0),
      recordings: this.#inRange({ since, until }).length,
    };
  }

  async prune({ before, most, limit }: Parameters<RecordingStore["prune"]>[0]): Promise<number> {
    this.#check();
    for (const [key, { day }] of this.#counted) if (day < before) this.#counted.delete(key);
    const ids = [...this.#recordings.keys()].toSorted();
    const old = ids.filter((id) => id < before).length;
    const removed = ids.slice(0, Math.min(limit, Math.max(old, ids.length - most)));
    for (const id of removed) this.#recordings.delete(id);
    return removed.length;
  }

  async forget(name: string): Promise<number> {
    this.#check();
    const text = JSON.stringify(name);
    const found = [...this.#recordings.values()].filter(({ proposal }) => proposal.includes(text));
    for (const { id } of found) this.#recordings.delete(id);
    return found.length;
  }

  #counting(recording: Recording): Recording {
    const known = this.#recordings.get(recording.id);
    if (known === undefined) return recording;
    const at = known.at > recording.at ? known.at : recording.at;
    return { ...known, at, count: known.count + recording.count };
  }

  /** In the order of their ids. */
  #inRange({ since, until }: RecordingRange): readonly Recording[] {
    return [...this.#recordings.values()]
      .filter(({ at }) => at >= since && at < until)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
