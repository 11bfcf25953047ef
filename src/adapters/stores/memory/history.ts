import type { HistoryStore, StoredAct, StoredHistory } from "#core/store";

/** Histories in maps. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryHistory implements HistoryStore {
  /** The acts of each agent by their ids. */
  readonly #acts = new Map<string, Map<string, StoredAct>>();
  readonly #heads = new Map<string, string>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async recent(agents: readonly string[], since: string, limit: number): Promise<StoredHistory> {
    this.#check();
    const found = new Map(agents.flatMap((agent) => [...(this.#acts.get(agent) ?? [])]));
    const acts = [...found.values()].filter(({ at }) => at >= since).toSorted(latestFirst);
    const heads = agents.flatMap((agent): [string, string][] => {
      const head = this.#heads.get(agent);
      return head === undefined ? [] : [[agent, head]];
    });
    return { acts: acts.slice(0, limit), heads: new Map(heads) };
  }

  async append(
    acts: readonly StoredAct[],
    after: ReadonlyMap<string, string> | null,
  ): ReturnType<HistoryStore["append"]> {
    this.#check();
    const agents = acts.filter((act) => !this.#has(act)).flatMap((act) => act.agents);
    if (after !== null && agents.some((agent) => this.#heads.get(agent) !== after.get(agent))) {
      return { kind: "conflict" };
    }
    for (const act of acts) if (!this.#has(act)) this.#add(act);
    return { kind: "appended" };
  }

  async amend(amended: Parameters<HistoryStore["amend"]>[0]): Promise<void> {
    this.#check();
    for (const { id, agents, act } of amended) {
      for (const acts of agents.map((agent) => this.#acts.get(agent))) {
        const before = acts?.get(id);
        if (before !== undefined) acts?.set(id, { ...before, act });
      }
    }
  }

  async prune({ before, agents, most }: Parameters<HistoryStore["prune"]>[0]): Promise<void> {
    this.#check();
    for (const acts of this.#acts.values()) for (const [id, { at }] of acts) if (at < before) acts.delete(id);
    for (const agent of agents) {
      const acts = this.#acts.get(agent) ?? new Map<string, StoredAct>();
      for (const { id } of [...acts.values()].toSorted(latestFirst).slice(most)) acts.delete(id);
    }
  }

  #has({ id, agents }: StoredAct): boolean {
    return agents.some((agent) => this.#acts.get(agent)?.has(id) === true);
  }

  #add(act: StoredAct): void {
    for (const agent of act.agents) {
      const acts = this.#acts.get(agent) ?? new Map<string, StoredAct>();
      this.#acts.set(agent, acts.set(act.id, act));
      this.#heads.set(agent, act.id);
    }
  }
}

function latestFirst(a: StoredAct, b: StoredAct): number {
  return a.id < b.id ? 1 : -1;
}
