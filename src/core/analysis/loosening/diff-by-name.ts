export interface NamedDifference<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  /** As they are afterwards. */
  readonly changed: readonly Item[];
}

/** Which of two lists of named things came, went, or are no longer the same. */
export function diffByName<Item extends { readonly name: string }>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (before: Item, after: Item) => boolean,
): NamedDifference<Item> {
  const old = new Map(before.map((item) => [item.name, item]));
  const now = new Set(after.map(({ name }) => name));
  return {
    added: after.filter(({ name }) => !old.has(name)),
    removed: before.filter(({ name }) => !now.has(name)),
    changed: after.filter((item) => {
      const was = old.get(item.name);
      return was !== undefined && !isSame(was, item);
    }),
  };
}
