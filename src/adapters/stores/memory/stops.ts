import { isDeepStrictEqual } from "node:util";
import type { Resumption, Stop, StopEffect, StopState, StopStore } from "#core/store";

/** Stops in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryStops implements StopStore {
  readonly #stops = new Map<string, StopState>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async add(stop: Stop): ReturnType<StopStore["add"]> {
    this.#check();
    const known = this.#stops.get(stop.id);
    if (known !== undefined) return { kind: isDeepStrictEqual(known.stop, stop) ? "added" : "taken" };
    this.#stops.set(stop.id, { stop, resumption: null, effects: [] });
    return { kind: "added" };
  }

  async standing(): Promise<readonly Stop[]> {
    this.#check();
    return this.#sorted()
      .filter(({ resumption }) => resumption === null)
      .map(({ stop }) => stop);
  }

  async find(id: string): Promise<StopState | null> {
    this.#check();
    return this.#stops.get(id) ?? null;
  }

  async list(limit: number): Promise<readonly StopState[]> {
    this.#check();
    return this.#sorted().toReversed().slice(0, limit);
  }

  async resume(id: string, resumption: Resumption): ReturnType<StopStore["resume"]> {
    this.#check();
    const known = this.#stops.get(id);
    if (known === undefined) return { kind: "unknown" };
    const first = known.resumption ?? resumption;
    this.#stops.set(id, { ...known, resumption: first });
    return { kind: "resumed", resumption: first };
  }

  async tell(id: string, effect: StopEffect): ReturnType<StopStore["tell"]> {
    this.#check();
    const known = this.#stops.get(id);
    if (known === undefined) return { kind: "unknown" };
    const others = known.effects.filter(({ replica }) => replica !== effect.replica);
    const effects = [...others, effect].toSorted((a, b) => (a.replica < b.replica ? -1 : 1));
    this.#stops.set(id, { ...known, effects });
    return { kind: "told" };
  }

  #sorted(): readonly StopState[] {
    return [...this.#stops.values()].toSorted((a, b) => (a.stop.id < b.stop.id ? -1 : 1));
  }
}
