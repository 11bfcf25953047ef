import { concerns, type StoppableAct } from "#core/stops";
import type { Stop } from "#core/store";
import type { Act, Running } from "#points/agents";

/** An act that is under way. */
interface Entry {
  readonly act: StoppableAct;
  readonly controller: AbortController;
  /** Told when it is over. */
  readonly over: Set<() => void>;
}

/** How many acts a stop cancelled; `over` resolves once none of them is under way. */
export interface Cancellation {
  readonly cancelled: number;
  readonly running: () => number;
  readonly over: Promise<void>;
}

/** The acts that are under way in this process, so that a stop reaches them. */
export class RunningActs {
  readonly #entries = new Set<Entry>();

  begin(act: Act): Running {
    const entry: Entry = { act: stoppable(act), controller: new AbortController(), over: new Set() };
    this.#entries.add(entry);
    return {
      signal: entry.controller.signal,
      over: () => {
        if (!this.#entries.delete(entry)) return;
        for (const tell of entry.over) tell();
      },
    };
  }

  /** Cancels all that a stop concerns. */
  cancel(stop: Stop, reason: Error): Cancellation {
    const concerned = [...this.#entries].filter(({ act }) => concerns(stop, act));
    let running = concerned.length;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const one = (): void => {
      running -= 1;
      if (running === 0) resolve(undefined);
    };
    for (const { over } of concerned) over.add(one);
    if (running === 0) resolve(undefined);
    for (const { controller } of concerned) controller.abort(reason);
    return { cancelled: concerned.length, running: () => running, over: promise };
  }
}

/** What of an act tells whether it is stopped. */
export function stoppable({ caller, session, surface }: Act): StoppableAct {
  if (surface.kind === "command") return { caller, session, through: null };
  const server = surface.kind === "model" ? surface.provider : surface.server;
  return { caller, session, through: { server, name: surface.name } };
}
