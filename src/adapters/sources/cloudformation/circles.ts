/** Which resources each resource needs before it can be made. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

interface Visit {
  readonly id: string;
  readonly targets: readonly string[];
  next: number;
}

/** The circles of resources that need one another, each in the order in which they were read (Tarjan's strongly connected components). */
export function findCircles(needs: Needs): readonly (readonly string[])[] {
  const search = new CircleSearch(needs);
  for (const id of needs.keys()) search.from(id);
  return search.circles;
}

class CircleSearch {
  readonly circles: (readonly string[])[] = [];
  readonly #needs: Needs;
  readonly #order: ReadonlyMap<string, number>;
  readonly #index = new Map<string, number>();
  readonly #low = new Map<string, number>();
  readonly #stack: string[] = [];
  readonly #onStack = new Set<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#order = new Map([...needs.keys()].map((id, at) => [id, at]));
  }

  from(start: string): void {
    if (this.#index.has(start)) return;
    const visits = [this.#enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next++];
      if (target === undefined) {
        visits.pop();
        this.#leave(visit.id, visits.at(-1)?.id);
      } else if (!this.#index.has(target)) visits.push(this.#enter(target));
      else if (this.#onStack.has(target)) this.#lower(visit.id, this.#index.get(target));
    }
  }

  #enter(id: string): Visit {
    const at = this.#index.size;
    this.#index.set(id, at);
    this.#low.set(id, at);
    this.#stack.push(id);
    this.#onStack.add(id);
    return {
      id,
      targets: [...(this.#needs.get(id) ?? [])].filter((target) => this.#needs.has(target)),
      next: 0,
    };
  }

  #leave(id: string, parent: string | undefined): void {
    if (parent !== undefined) this.#lower(parent, this.#low.get(id));
    if (this.#low.get(id) !== this.#index.get(id)) return;
    const members = this.#stack.splice(this.#stack.lastIndexOf(id));
    for (const member of members) this.#onStack.delete(member);
    if (members.length > 1 || this.#needs.get(id)?.has(id)) {
      this.circles.push(members.toSorted((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0)));
    }
  }

  #lower(id: string, to: number = Infinity): void {
    this.#low.set(id, Math.min(this.#low.get(id) ?? Infinity, to));
  }
}
