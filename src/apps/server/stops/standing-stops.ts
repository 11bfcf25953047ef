import { concerns, stopText, type StoppableAct } from "#core/stops";
import type { Stop } from "#core/store";
import type { Objection } from "#points/agents";

/** So old what is known of stops may be; then everything is stopped. */
export const STALE_MS = 5000;

/** The stops that hold, in memory. Whoever asks waits for nothing. */
export class StandingStops {
  readonly #monotonic: () => number;
  #stops: ReadonlyMap<string, Stop> = new Map();
  /** Stops of this process, until a reading that began after they were stored. */
  readonly #own = new Map<string, { readonly stop: Stop; readonly storedAt: number | null }>();
  #readAt: number | null = null;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  get size(): number {
    return this.#stops.size;
  }

  /** Those that are not stored yet. */
  get unstored(): readonly Stop[] {
    return [...this.#own.values()].filter(({ storedAt }) => storedAt === null).map(({ stop }) => stop);
  }

  // INVARIANT (stops-fail-closed): what is not known is stopped: before the first reading, and when the last one is too old.
  /** Why an act may not begin; null where nothing stops it. */
  objection(act: StoppableAct): Objection | null {
    if (this.#readAt === null || this.#monotonic() - this.#readAt > STALE_MS) return UNREADABLE;
    for (const stop of this.#stops.values()) if (concerns(stop, act)) return objectionOf(stop);
    return null;
  }

  /** Adds a stop of this process, which holds from now on. */
  add(stop: Stop): void {
    this.#own.set(stop.id, { stop, storedAt: null });
    this.#stops = new Map([...this.#stops, [stop.id, stop]]);
  }

  stored(stop: Stop): void {
    this.#own.set(stop.id, { stop, storedAt: this.#monotonic() });
  }

  remove(id: string): void {
    this.#own.delete(id);
    this.#stops = new Map([...this.#stops].filter(([one]) => one !== id));
  }

  /** Takes over what the store has, asked at `begunAt`; answers those that are new here. */
  read(stored: readonly Stop[], begunAt: number): readonly Stop[] {
    for (const [id, { storedAt }] of this.#own) if (storedAt !== null && storedAt < begunAt) this.#own.delete(id);
    const known = this.#stops;
    const own = [...this.#own.values()].map(({ stop }) => stop);
    this.#stops = new Map([...stored, ...own].map((stop) => [stop.id, stop]));
    this.#readAt = begunAt;
    return stored.filter(({ id }) => !known.has(id));
  }
}

const UNREADABLE: Objection = {
  code: "stops-unreadable",
  message: "It cannot be told whether somebody stopped this, and what cannot be told is stopped: try again later",
};

function objectionOf(stop: Stop): Objection {
  const why = stop.reason === "" ? "" : `: ${stop.reason.slice(0, LONGEST_REASON)}`;
  return {
    code: "stopped",
    message: `Somebody stopped ${stopText(stop)}, and nothing of it goes on before it is resumed${why}`,
  };
}

const LONGEST_REASON = 500;
