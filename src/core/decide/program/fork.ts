/** Something that lists what it is about, with its place among others of its sort. */
export interface Indexed {
  readonly position: number;
}

/**
 * One level of an index of policies or grants: sorts them by one of the lists that say what they are about, where an empty list puts no limit.
 *
 * A branch grows when it is first asked for. Values that no policy lists share one branch, so that a stream of new values takes no memory.
 */
export class Fork<Item extends Indexed, Branch> {
  readonly #grow: (items: readonly Item[]) => Branch;
  readonly #unlimited: Item[] = [];
  readonly #listed = new Map<string, Item[]>();
  /** Has every listed value from the start: null until its branch grows. */
  readonly #branches = new Map<string, Branch | null>();
  #rest: Branch | undefined;

  constructor(
    items: readonly Item[],
    list: (item: Item) => readonly string[],
    grow: (items: readonly Item[]) => Branch,
  ) {
    this.#grow = grow;
    for (const item of items) this.#sort(item, list(item));
  }

  /** The branch of those that list `value` or list nothing. */
  at(value: string): Branch {
    const branch = this.#branches.get(value);
    if (branch === undefined) return (this.#rest ??= this.#grow(this.#unlimited));
    return branch ?? this.#branch(value);
  }

  #branch(value: string): Branch {
    const branch = this.#grow(merge(this.#listed.get(value) ?? [], this.#unlimited));
    this.#branches.set(value, branch);
    return branch;
  }

  #sort(item: Item, values: readonly string[]): void {
    if (values.length === 0) this.#unlimited.push(item);
    for (const value of new Set(values)) {
      const listed = this.#listed.get(value);
      if (listed === undefined) this.#listed.set(value, [item]);
      else listed.push(item);
      this.#branches.set(value, null);
    }
  }
}

function merge<Item extends Indexed>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  if (others.length === 0) return some;
  return [...some, ...others].toSorted((a, b) => a.position - b.position);
}
