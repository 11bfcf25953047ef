import type { ModulePath } from "../address.ts";

/** The key of an instance: an index of `count`, a key of `for_each`, or null where there is neither. */
export type InstanceKey = string | number | null;

/** The instances of one block in one module instance: resource ids by instance key. */
export type BlockInstances = ReadonlyMap<InstanceKey, string>;

/** All resource instances that a reading knows, by module instance and block. */
export interface Instances {
  of(modules: ModulePath, block: string): BlockInstances;
}

/** What is known of an instance before it is read: where it stands and under which id. */
export interface InstancePlace {
  readonly id: string;
  readonly modules: ModulePath;
  readonly block: string;
  readonly key: InstanceKey;
}

const NONE: BlockInstances = new Map();

/** Indexes instances; of two at one place the first is kept. Those of one block are indexed when they are first asked for. */
export function indexInstances(places: Iterable<InstancePlace>): Instances {
  const byBlock = new Map<string, InstancePlace[]>();
  for (const place of places) {
    const name = blockName(place.modules, place.block);
    const others = byBlock.get(name);
    if (others) others.push(place);
    else byBlock.set(name, [place]);
  }
  const known = new Map<string, BlockInstances>();
  return {
    of: (modules, block) => {
      const name = blockName(modules, block);
      const instances = known.get(name) ?? instancesOf(byBlock.get(name));
      known.set(name, instances);
      return instances;
    },
  };
}

function instancesOf(places: readonly InstancePlace[] | undefined): BlockInstances {
  if (!places) return NONE;
  const instances = new Map<InstanceKey, string>();
  for (const { key, id } of places) if (!instances.has(key)) instances.set(key, id);
  return instances;
}

function blockName(modules: ModulePath, block: string): string {
  return modules.address === "" ? block : `${modules.address} ${block}`;
}
