import { randomBytes } from "node:crypto";
import { answerOf, withoutSecrets } from "#core/analysis";
import type { Decision } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Recording, RecordingBatch, Store } from "#core/store";
import { writeProposal } from "#core/wire";
import type { ActiveBundle, Heard } from "#points/api";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import { Allowance } from "./allowance.ts";
import { isRepeatable, recordingOf } from "./questions.ts";
import { Sample } from "./sample.ts";
import type { Shadow } from "./shadow.ts";

/** How many decisions wait to be looked at, and how many recordings and batches to be written. */
const MOST_QUEUED = 64;
const MOST_PENDING_CHARACTERS = 8 * 1024 * 1024;
const MOST_IN_A_BATCH = 100;
const MOST_BATCHES = 20;
/** Larger questions are not kept. */
const MOST_EFFECTS = 2000;
const MOST_CHARACTERS = 256 * 1024;
const TURN_MS = 3;
const WRITE_EVERY_MS = 2000;
const SECONDS_A_DAY = 86_400;
const MOST_KNOWN = 50_000;
const DAY = "2026-01-01".length;

/** What a recorder works with. */
export interface RecorderPorts {
  readonly store: Pick<Store, "recordings">;
  readonly shadow: Shadow;
  readonly log: Log;
  /** How many new recordings a day fit into what is kept. */
  readonly perDay: number;
}

/** What became of decisions, since the start. */
export interface RecorderCounts {
  readonly decided: number;
  readonly recorded: number;
  /** Not looked at, or no room for one more question today. */
  readonly passedOver: number;
  /** Too large, or not the same question without its secrets. */
  readonly unrepeatable: number;
  /** Looked at, and then not taken by the store. */
  readonly lost: number;
}

interface Queued {
  readonly proposal: Proposal;
  readonly decision: Decision;
  readonly active: ActiveBundle;
  readonly now: Timestamp;
}

/**
 * Keeps questions with their answers, so that they can be decided again. Hears of decisions before they are answered and looks at a sample of them between
 * requests; what it cannot keep up with is counted and let go, and never costs a decision anything.
 */
export class QuestionRecorder {
  readonly #ports: RecorderPorts;
  readonly #sample = new Sample();
  readonly #rows: Allowance;
  readonly #source = randomBytes(12).toString("hex");
  readonly #queue: Queued[] = [];
  readonly #batches: RecordingBatch[] = [];
  readonly #counts = { decided: 0, recorded: 0, passedOver: 0, unrepeatable: 0, lost: 0 };
  #pending = new Map<string, Recording>();
  #characters = 0;
  #known = new Set<string>();
  #decided = 0;
  #sequence = 0;
  #isScheduled = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
    this.#rows = new Allowance(ports.perDay / SECONDS_A_DAY, ports.perDay);
  }

  get counts(): RecorderCounts {
    return this.#counts;
  }

  /** Hears of decisions. Does next to nothing, and never throws. */
  readonly hear: Heard = (judged, { active, now }) => {
    this.#counts.decided += judged.length;
    this.#decided += judged.length;
    this.#timer ??= setTimeout(() => this.#write(), WRITE_EVERY_MS).unref();
    const nowMs = now.seconds * 1000 + now.nanos / 1_000_000;
    for (const { proposal, decision: told, own: decision = told, refusal } of judged) {
      if (proposal === null || decision === null || refusal !== null) continue;
      if (this.#queue.length < MOST_QUEUED && this.#sample.takes(proposal, decision.effect, nowMs))
        this.#queue.push({ proposal, decision, active, now });
      else this.#counts.passedOver += 1;
    }
    this.#schedule();
  };

  /** Looks at what waits, and writes everything down that the store takes. Never rejects. */
  async flush(): Promise<void> {
    for (const queued of this.#queue.splice(0)) this.#lookSafely(queued);
    clearTimeout(this.#timer);
    this.#write();
    await this.#writing;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#queue.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const end = performance.now() + TURN_MS;
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        this.#lookSafely(next);
        if (performance.now() > end) break;
      }
      this.#schedule();
    });
  }

  /** Nothing that goes wrong with a recording may end the process that decides. */
  #lookSafely(queued: Queued): void {
    try {
      this.#look(queued);
    } catch (error) {
      this.#counts.lost += 1;
      this.#ports.log.error("this is a defect in writ, please report it", defectFields(error));
    }
  }

  #look({ proposal, decision, active, now }: Queued): void {
    const text = proposal.effects.length > MOST_EFFECTS ? null : textOf(proposal);
    if (text === null) {
      this.#counts.unrepeatable += 1;
      return;
    }
    const answer = answerOf(decision);
    const asked = text.proposal;
    const shadow = this.#ports.shadow.answer(asked, now);
    const recording = recordingOf({ proposal: text.text, bundle: active.bundle.digest, answer, shadow, asked, now });
    if (this.#known.has(recording.id)) this.#count(recording);
    else if (!isRepeatable(active.program, text.text, now, answer)) this.#counts.unrepeatable += 1;
    else if (this.#hasRoom() && this.#rows.take(Date.parse(recording.at))) this.#count(recording);
    else this.#counts.passedOver += 1;
  }

  #hasRoom(): boolean {
    return this.#characters < MOST_PENDING_CHARACTERS;
  }

  #count(recording: Recording): void {
    const { id, at } = recording;
    const pending = this.#pending.get(id);
    if (pending === undefined) this.#characters += recording.proposal.length;
    this.#pending.set(id, pending === undefined ? recording : { ...pending, at, count: pending.count + 1 });
    this.#counts.recorded += 1;
    if (this.#known.size >= MOST_KNOWN) this.#known = new Set(this.#pending.keys());
    this.#known.add(id);
  }

  /** Hands what was gathered to the store. A batch that the store did not take is offered again, which counts nothing twice. */
  #write(): void {
    this.#timer = undefined;
    for (const batch of this.#gather()) this.#batches.push(batch);
    while (this.#batches.length > MOST_BATCHES) this.#counts.lost += this.#batches.shift()?.recorded ?? 0;
    this.#writing = this.#writing.then(() => this.#offer());
  }

  async #offer(): Promise<void> {
    try {
      for (let batch = this.#batches[0]; batch !== undefined; batch = this.#batches[0]) {
        await this.#ports.store.recordings.add(batch);
        if (this.#batches[0] === batch) this.#batches.shift();
      }
    } catch (error) {
      this.#ports.log.warn("questions could not be recorded", { batches: this.#batches.length, ...errorFields(error) });
    }
  }

  /** Batches of one day each: around midnight there are two. What was decided is counted with the first. */
  #gather(): readonly RecordingBatch[] {
    const byDay = Map.groupBy(this.#pending.values(), ({ at }) => at.slice(0, DAY));
    this.#pending = new Map();
    this.#characters = 0;
    if (byDay.size === 0 && this.#decided > 0) byDay.set(new Date().toISOString().slice(0, DAY), []);
    return [...byDay].flatMap(([day, recordings]) => piecesOf(recordings).map((piece) => this.#batch(day, piece)));
  }

  #batch(day: string, recordings: readonly Recording[]): RecordingBatch {
    const decided = this.#decided;
    this.#decided = 0;
    this.#sequence += 1;
    const recorded = recordings.reduce((sum, { count }) => sum + count, 0);
    return { source: this.#source, sequence: this.#sequence, day, decided, recorded, recordings };
  }
}

/** At least one, be it empty. */
function piecesOf(recordings: readonly Recording[]): readonly (readonly Recording[])[] {
  const count = Math.max(1, Math.ceil(recordings.length / MOST_IN_A_BATCH));
  return Array.from({ length: count }, (_, at) => recordings.slice(at * MOST_IN_A_BATCH, (at + 1) * MOST_IN_A_BATCH));
}

/** A proposal without its secrets, and its text; null where that is too long. */
function textOf(asked: Proposal): { readonly proposal: Proposal; readonly text: string } | null {
  const proposal = withoutSecrets(asked);
  const text = writeProposal(proposal);
  return text.length > MOST_CHARACTERS ? null : { proposal, text };
}
