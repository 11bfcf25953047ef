import type { NativeChange, NativeResource, SourceReading } from "#core/model";

/** A resource in one state of the world, in the order in which it was read. */
export interface Node {
  readonly resource: NativeResource;
  readonly landscape: Landscape;
  readonly ordinal: number;
}

/** The order in which resources were read. */
export function byOrdinal(a: Node, b: Node): number {
  return a.ordinal - b.ordinal;
}

/** The resources of one reading; references do not leave it. */
export class Landscape {
  readonly #byId = new Map<string, Node>();

  add(node: Node): void {
    if (!this.#byId.has(node.resource.id)) this.#byId.set(node.resource.id, node);
  }

  find(id: string): Node | undefined {
    return this.#byId.get(id);
  }
}

/** Everything that several readings hold in one state: as it is before the changes, or as it will be after them. */
export class World {
  readonly #byType = new Map<string, Node[]>();
  #size = 0;

  /** All nodes of the types, in the order in which they were read. */
  ofTypes(types: readonly string[]): readonly Node[] {
    const [only] = types;
    if (types.length === 1 && only !== undefined) return this.#byType.get(only) ?? [];
    return types.flatMap((type) => this.#byType.get(type) ?? []).toSorted(byOrdinal);
  }

  /** Several changes may be about one and the same state of a resource, as in an import with an update: that is one node. */
  add(resource: NativeResource, landscape: Landscape): Node {
    const same = landscape.find(resource.id);
    if (same?.resource === resource) return same;
    const node: Node = { resource, landscape, ordinal: this.#size++ };
    landscape.add(node);
    const known = this.#byType.get(resource.type);
    if (known === undefined) this.#byType.set(resource.type, [node]);
    else known.push(node);
    return node;
  }
}

/** One state of all readings. */
export interface State {
  readonly world: World;
  /** By reading and change: the resource that the change is about, null where this state has none. */
  readonly nodes: readonly (readonly (Node | null)[])[];
}

/** The state before all changes. */
export function stateBefore(readings: readonly SourceReading[]): State {
  return buildState(readings, ({ before }) => before);
}

/** The state after all changes. What was deleted is gone; what was released is still there. */
export function stateAfter(readings: readonly SourceReading[]): State {
  return buildState(readings, ({ verb, before, after }) => after ?? (verb === "release" ? before : null));
}

function buildState(readings: readonly SourceReading[], pick: (change: NativeChange) => NativeResource | null): State {
  const world = new World();
  const nodes = readings.map(({ changes, surroundings }) => {
    const landscape = new Landscape();
    const own = changes.map(pick).map((resource) => (resource === null ? null : world.add(resource, landscape)));
    for (const resource of surroundings) world.add(resource, landscape);
    return own;
  });
  return { world, nodes };
}
