import { UnavailableError } from "#core/diagnostics";
import type { Store } from "../store.ts";

/** The two ways in which a call can fail: nothing happened, or it happened and the answer was lost. Whoever calls cannot tell which. */
export type Fault = "failed" | "failed-but-happened";

/** A store whose next calls fail as planned, one fault for each call; with nothing planned it is the store itself. */
export interface FaultyStore extends Store {
  plan(...faults: readonly Fault[]): void;
  /** Every call fails until it is set back to null. */
  always: Fault | null;
}

/** Wraps a store of any kind. */
export function createFaultyStore(store: Store): FaultyStore {
  const planned: Fault[] = [];
  const faulty: FaultyStore = {
    always: null,
    plan: (...faults) => {
      planned.push(...faults);
    },
    tokens: wrap(store.tokens, ask),
    bundles: wrap(store.bundles, ask),
    settings: wrap(store.settings, ask),
    aliases: wrap(store.aliases, ask),
    approvals: wrap(store.approvals, ask),
    budgets: wrap(store.budgets, ask),
    history: wrap(store.history, ask),
    disclosures: wrap(store.disclosures, ask),
    leases: wrap(store.leases, ask),
    recordings: wrap(store.recordings, ask),
    sessions: wrap(store.sessions, ask),
    stops: wrap(store.stops, ask),
    submissions: wrap(store.submissions, ask),
    toolsets: wrap(store.toolsets, ask),
    ping: () => ask(() => store.ping()),
    close: () => store.close(),
  };
  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const fault = planned.shift() ?? faulty.always;
    if (fault === null) return call();
    if (fault === "failed-but-happened") await call();
    throw new UnavailableError("store-unavailable", "The store did not answer");
  }
  return faulty;
}

type Ask = <Answer>(call: () => Promise<Answer>) => Promise<Answer>;

function wrap<Part extends object>(part: Part, ask: Ask): Part {
  return new Proxy(part, {
    get(target, name): unknown {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...values: readonly unknown[]) =>
        ask(async (): Promise<unknown> => Reflect.apply(member, target, values));
    },
  });
}
