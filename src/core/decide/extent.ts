import type { Effect } from "#core/model";

/** How much one proposal changes at once, as expressions read it in `context.attributes`. */
export type Extent = Readonly<Record<"creations" | "alterations" | "deletes", number>>;

/**
 * Counts the resources that the effects of one proposal create, alter and take away. A resource for which several effects speak counts once; one that is
 * taken away is altered as well, and one that is replaced is all three.
 */
export function extentOf(effects: readonly Effect[]): Extent {
  const changes = effects.filter(({ changed }) => changed);
  return {
    creations: countResources(changes.filter(({ verb }) => verb === "create")),
    alterations: countResources(changes.filter(({ verb }) => verb !== "create")),
    deletes: countResources(changes.filter(({ verb }) => verb === "delete")),
  };
}

function countResources(effects: readonly Effect[]): number {
  return new Set(effects.map(({ resource }) => resource.id)).size;
}
