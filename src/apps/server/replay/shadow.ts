import { answerOf } from "#core/analysis";
import { decide, type Program } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Recording, SettingStore } from "#core/store";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Candidate, Candidates } from "./candidates.ts";

/** How often the store is asked whether another candidate is to run. */
const FOLLOW_MS = 2000;
/** How much of a second a candidate may take. */
const MOST_MS_A_SECOND = 50;
const SETTING = "shadow";

/** That a candidate runs beside what decides, since when and by whose wish. */
export interface ShadowRun {
  readonly bundle: string;
  readonly by: string;
  readonly at: string;
}

/** What a shadow works with. */
export interface ShadowPorts {
  readonly settings: SettingStore;
  readonly candidates: Candidates;
  readonly log: Log;
}

export type ShadowChange = { readonly kind: "changed" } | { readonly kind: "conflict" };

/**
 * A candidate beside what decides: asked after the answer was given, of the questions that are looked at, and for a small part of each second. Replicas follow
 * what the store says runs.
 */
export class Shadow {
  readonly #ports: ShadowPorts;
  readonly #counts = { answered: 0, dropped: 0 };
  #run: ShadowRun | null = null;
  #program: Program | null = null;
  #timer: NodeJS.Timeout | undefined;
  #second = 0;
  #spentMs = 0;

  constructor(ports: ShadowPorts) {
    this.#ports = ports;
  }

  /** Since the start of this process. */
  get counts(): { readonly answered: number; readonly dropped: number } {
    return this.#counts;
  }

  /** What the candidate says; null where none runs, or it had its time. */
  answer(proposal: Proposal, now: Timestamp): Recording["shadow"] {
    const [run, program] = [this.#run, this.#program];
    if (run === null || program === null) return null;
    if (!this.#hasTime(now.seconds)) {
      this.#counts.dropped += 1;
      return null;
    }
    const began = performance.now();
    const answer = answerOf(decide(program, proposal, now));
    this.#spentMs += performance.now() - began;
    this.#counts.answered += 1;
    return { bundle: run.bundle, ...answer };
  }

  /** What is to run according to the store. */
  async read(): Promise<ShadowRun | null> {
    const setting = await this.#ports.settings.get(SETTING);
    return runIn(setting?.value);
  }

  /** Lets a candidate run everywhere, or none; `conflict`: somebody else changed that meanwhile. */
  async change(run: ShadowRun | null): Promise<ShadowChange> {
    const { settings } = this.#ports;
    const current = await settings.get(SETTING);
    const value = run === null ? "" : JSON.stringify(run);
    const { kind } = await settings.set(SETTING, value, current?.version ?? 0);
    if (kind === "conflict") return { kind };
    await this.#take(run);
    return { kind: "changed" };
  }

  /** Runs what the store says from now on. */
  follow(): void {
    this.#timer = setTimeout(() => {
      void this.catchUp().finally(() => {
        if (this.#timer !== undefined) this.follow();
      });
    }, FOLLOW_MS).unref();
  }

  /** Runs what the store says now; where it does not answer, what ran goes on. */
  async catchUp(): Promise<void> {
    try {
      await this.#take(await this.read());
    } catch (error) {
      this.#ports.log.debug("what runs in shadow is not known", errorFields(error));
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #take(run: ShadowRun | null): Promise<void> {
    if (run?.bundle === this.#run?.bundle) return;
    this.#program = null;
    this.#run = run;
    if (run === null) return;
    const candidate = await this.#find(run);
    if (this.#run !== run) return;
    if (candidate.kind === "usable") this.#program = candidate.program;
    else this.#ports.log.error("the candidate cannot run in shadow", { bundle: run.bundle });
  }

  /** Where the store does not tell, nothing was taken over, so that it is asked again. */
  async #find(run: ShadowRun): Promise<Candidate> {
    try {
      return await this.#ports.candidates.find(run.bundle);
    } catch (error) {
      if (this.#run === run) this.#run = null;
      throw error;
    }
  }

  #hasTime(second: number): boolean {
    if (second !== this.#second) {
      this.#second = second;
      this.#spentMs = 0;
    }
    return this.#spentMs < MOST_MS_A_SECOND;
  }
}

function runIn(value: string | undefined): ShadowRun | null {
  if (value === undefined || value === "") return null;
  try {
    const run: ShadowRun = JSON.parse(value);
    return typeof run.bundle === "string" ? run : null;
  } catch {
    return null;
  }
}
