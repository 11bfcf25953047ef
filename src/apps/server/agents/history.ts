import type { Bundle } from "#core/bundle";
import { UnavailableError } from "#core/diagnostics";
import { historyOf, readAct, sessionLabels, writeAct, type RememberedAct } from "#core/history";
import type { Proposal } from "#core/model";
import type { HistoryStore, Store, StoredAct } from "#core/store";
import type { Act, History, Recollection } from "#points/agents";
import { stampNow } from "../evidence/stamp.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { PendingActs } from "./pending-acts.ts";
import { readsHistory } from "./reads-history.ts";
import { agentsOf } from "./registered.ts";
import { datedOf, instant, remember, sessionKey, settled } from "./remember.ts";
import { Turns } from "./turns.ts";

/** How long acts are remembered, and how many of an agent. */
const REMEMBERED_MS = 30 * 86_400_000;
const MOST_ACTS = 1000;
/** After how many acts what is too much of an agent is forgotten. */
const ACTS_PER_SWEEP = 200;

/** What a history over a store is given. */
export interface HistoryParts {
  readonly store: HistoryStore;
  readonly bundle: () => Bundle;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of what could not be kept or forgotten now. */
  readonly report: (error: unknown) => void;
}

/**
 * What agents did, over the store.
 *
 * Where no document reads the history, acts are kept while they are judged, for the documents that will. Where one does, each act of an agent (and of those on whose behalf) is judged alone, by
 * a history that was read for it, and is allowed only once it stands in the store as the next after what was read: so neither a restart nor another replica forgets,
 * and of two acts at the same time each knows of the other.
 */
export class StoredHistory implements History {
  readonly #parts: HistoryParts;
  readonly #pending: PendingActs;
  readonly #turns = new Turns();
  #added = 0;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    this.#pending = new PendingActs(parts.store, parts.report);
  }

  async recall(act: Act): Promise<Recollection> {
    const bundle = this.#parts.bundle();
    const agents = agentsOf(act, bundle);
    if (!readsHistory(bundle)) return this.#unread(act, agents);
    const close = await this.#turns.take(agents);
    try {
      return await this.#read(act, agents, close);
    } catch (error) {
      close();
      throw error;
    }
  }

  /** Waits until all acts are kept. */
  close(): Promise<void> {
    return this.#pending.close();
  }

  #unread(act: Act, agents: readonly string[]): Recollection {
    // Kept while it is judged and recorded, as what it may become.
    let remembered: RememberedAct = { ...remember(act, []), effect: "allow" };
    const stored = this.#toStored(act, agents, remembered);
    const kept = this.#pending.add(stored);
    kept.catch(() => undefined);
    return {
      proposal: act.proposal,
      add: async (effect) => {
        await kept;
        if (effect === "allow") return;
        remembered = { ...remembered, effect };
        this.#pending.lower({ ...stored, act: writeAct(remembered) });
      },
      settle: async (settlement) => {
        remembered = settled(remembered, settlement);
        await this.#amend({ ...stored, act: writeAct(remembered) }, remembered);
      },
      close: () => undefined,
    };
  }

  /** What a result was found to hold is kept before anybody has it. */
  async #amend(stored: StoredAct, { labels }: RememberedAct): Promise<void> {
    if (labels.length > 0) await this.#pending.label(stored);
    else this.#pending.lower(stored);
  }

  async #read(act: Act, agents: readonly string[], close: () => void): Promise<Recollection> {
    const { store, now } = this.#parts;
    await this.#pending.flush();
    const nowMs = now();
    const sinceMs = nowMs - REMEMBERED_MS;
    const since = instant(sinceMs);
    const session = sessionKey(act);
    const [{ acts, heads }, own] = await Promise.all([
      store.recent(agents, since, MOST_ACTS + 1),
      store.recent([session], since, 1),
    ]);
    const dated = acts.slice(0, MOST_ACTS).map(datedOf);
    const oldest = dated.at(-1);
    const last = own.acts[0];
    const past = {
      acts: dated,
      // Of several acts in the millisecond of the oldest some may be cut off.
      knownSinceMs: acts.length > MOST_ACTS && oldest !== undefined ? oldest.atMs + 1 : sinceMs,
      last: last === undefined ? null : readAct(last.act),
      session: act.session,
      nowMs,
    };
    const { context } = act.proposal;
    const proposal = { ...act.proposal, context: { ...context, history: historyOf(past) } };
    const after = new Map([...heads, ...own.heads]);
    return this.#recollection(act, { agents, proposal, carried: sessionLabels(past), after, close });
  }

  #recollection(act: Act, { agents, proposal, carried, after, close }: Reading): Recollection {
    const { store } = this.#parts;
    let remembered = remember(act, carried);
    let stored: StoredAct | null = null;
    return {
      proposal,
      add: async (effect) => {
        remembered = { ...remembered, effect };
        stored = this.#toStored(act, agents, remembered);
        // What is refused takes nobody's turn. An allow has to be the next act after what was read.
        const added = await store.append([stored], effect === "allow" ? after : null);
        if (added.kind === "conflict") throw overtaken();
        this.#sweep(agents);
      },
      settle: async (settlement) => {
        if (stored === null) return;
        remembered = settled(remembered, settlement);
        await this.#amend({ ...stored, act: writeAct(remembered) }, remembered);
      },
      close,
    };
  }

  #toStored(act: Act, agents: readonly string[], remembered: RememberedAct): StoredAct {
    const { newId, now } = this.#parts;
    return { id: newId(), agents: [...agents, sessionKey(act)], at: instant(now()), act: writeAct(remembered) };
  }

  #sweep(agents: readonly string[]): void {
    this.#added += 1;
    if (this.#added % ACTS_PER_SWEEP !== 0) return;
    const before = instant(this.#parts.now() - REMEMBERED_MS);
    this.#parts.store.prune({ before, agents, most: MOST_ACTS + 1 }).catch(this.#parts.report);
  }
}

/** What was read for an act. */
interface Reading {
  readonly agents: readonly string[];
  readonly proposal: Proposal;
  /** What the results of the session were found to hold. */
  readonly carried: readonly string[];
  /** The last act of everybody in whose history it will be. */
  readonly after: ReadonlyMap<string, string>;
  readonly close: () => void;
}

/** Another replica allowed an act of the agent meanwhile. */
function overtaken(): UnavailableError {
  return new UnavailableError("history-overtaken", "The agent did something else at the same time: try again");
}

/** The history of a server. */
export function openHistory({ history }: Pick<Store, "history">, bundle: () => Bundle, log: Log): StoredHistory {
  return new StoredHistory({
    store: history,
    bundle,
    now: Date.now,
    newId: () => stampNow(Date.now()).id,
    report: (error) => log.error("what agents did could not be kept or forgotten", errorFields(error)),
  });
}
