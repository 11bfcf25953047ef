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

/** Indexes instances; of two at one place the first is kept. */
export function indexInstances(places: Iterable<InstancePlace>): Instances {
  const blocks = new Map<string, Map<InstanceKey, string>>();
  for (const { id, modules, block, key } of places) {
    const name = blockName(modules, block);
    const instances = blocks.get(name) ?? new Map<InstanceKey, string>();
    blocks.set(name, instances);
    if (!instances.has(key)) instances.set(key, id);
  }
  return { of: (modules, block) => blocks.get(blockName(modules, block)) ?? NONE };
}

function blockName(modules: ModulePath, block: string): string {
  return modules.address === "" ? block : `${modules.address} ${block}`;
}
