import { modulePath, type ModulePath } from "../address.ts";
import type { BlockInstances, InstanceKey, Instances } from "./instances.ts";
import { moduleOf, type ModuleBlock, type Modules } from "./modules.ts";
import type { Traversal } from "./traversal.ts";

/** Where a value may come from. `id` is null when the way ended before a resource; `certain` means that it can come from nowhere else. */
export interface Origin {
  readonly id: string | null;
  readonly attribute: string | null;
  readonly certain: boolean;
}

/** Where an expression stands: in which module instance, and in which instance of the block there. */
export interface Standpoint {
  readonly modules: ModulePath;
  readonly module: ModuleBlock;
  readonly key: InstanceKey;
  readonly forEach: readonly Traversal[];
  /** The address of the block, where it stands in one. */
  readonly block: string | null;
}

/** Follows what expressions refer to. */
export interface Follower {
  /** The origins of one expression by all its traversals. */
  expression(traversals: readonly Traversal[], from: Standpoint): readonly Origin[];
  /** The origins of one traversal taken alone. */
  traversal(traversal: Traversal, from: Standpoint): readonly Origin[];
}

/** What a `local` is, when the configuration beside the plan says it with one plain traversal. */
export type ResolveLocal = (module: ModuleBlock, name: string) => Traversal | null;

/** More origins than this, or longer ways, are a dead end: they cannot be told apart anyway. */
const MAX_ORIGINS = 256;
const MAX_HOPS = 64;

const DEAD_END: readonly Origin[] = [{ id: null, attribute: null, certain: false }];

/** What following needs, and what it remembers: the origins of steps taken, and how deep it is. */
interface Trail {
  readonly modules: Modules;
  readonly instances: Instances;
  readonly local: ResolveLocal;
  readonly known: Map<string, readonly Origin[]>;
  hops: number;
}

/**
 * Follows traversals to resource instances: up through inputs of modules, down through their outputs, along `for_each`, and through locals.
 *
 * Every step is taken once for each module instance and key, so that configurations which fan out or run in circles cost no more than their
 * size; circles are dead ends.
 */
export function createFollower(modules: Modules, instances: Instances, local: ResolveLocal): Follower {
  const trail: Trail = { modules, instances, local, known: new Map(), hops: 0 };
  return {
    expression: (traversals, from) => followExpression(traversals, from, trail),
    traversal: (traversal, from) => followTraversal(traversal, from, trail),
  };
}

function followExpression(traversals: readonly Traversal[], from: Standpoint, trail: Trail): readonly Origin[] {
  const paired = pair(traversals, from, trail.instances);
  if (paired) return paired;
  const sources = traversals.filter(({ kind }) => kind !== "key" && kind !== "value");
  const origins = sources.flatMap((source) => followTraversal(source, from, trail));
  if (origins.length > MAX_ORIGINS) return DEAD_END;
  return sources.length > 1 ? origins.map((origin) => ({ ...origin, certain: false })) : origins;
}

function followTraversal(one: Traversal, from: Standpoint, trail: Trail): readonly Origin[] {
  switch (one.kind) {
    case "key":
    case "value":
      return [];
    case "resource":
      return resourceOrigins(one, trail.instances.of(from.modules, one.address));
    case "each-value":
      return followEachValue(one.rest, from, trail);
    case "variable":
      return from.module.parent === null
        ? []
        : once(one, from, trail, () => extend(followInput(one.name, from, trail), one.rest));
    case "module":
      return once(one, from, trail, () => followOutput(one, from, trail));
    case "local":
      return once(one, from, trail, () => followLocal(one, from, trail));
    default:
      return DEAD_END;
  }
}

function once(one: Traversal, from: Standpoint, trail: Trail, take: () => readonly Origin[]): readonly Origin[] {
  const step = JSON.stringify([from.modules.address, from.key, one]);
  const seen = trail.known.get(step);
  if (seen) return seen;
  if (trail.hops >= MAX_HOPS) return DEAD_END;
  trail.known.set(step, DEAD_END);
  trail.hops++;
  const origins = take();
  trail.hops--;
  trail.known.set(step, origins);
  return origins;
}

/** A variable of the root module is a value that the plan knows; so is the default of one that the call leaves out. */
function followInput(name: string, from: Standpoint, trail: Trail): readonly Origin[] {
  const call = from.modules.steps.at(-1);
  const { parent, inputs, forEach } = from.module;
  const input = inputs.get(name);
  if (!call || !parent || !input) return [];
  const modules = modulePath(from.modules.steps.slice(0, -1));
  const outside = { modules, module: parent, key: call.key, forEach, block: null };
  return followExpression(input, outside, trail);
}

function followOutput(one: Omit<Keyed, "kind">, from: Standpoint, trail: Trail): readonly Origin[] {
  const modules = modulePath([...from.modules.steps, { name: one.name, key: one.key }]);
  const module = moduleOf(trail.modules, modules);
  const [output, ...rest] = one.rest.split(".");
  const traversals = module?.outputs.get(output ?? "");
  if (!module || !traversals) return DEAD_END;
  const inside = { modules, module, key: null, forEach: [], block: null };
  return extend(followExpression(traversals, inside, trail), rest.join("."));
}

type Keyed = Extract<Traversal, { readonly kind: "module" }>;

function followLocal(
  one: { readonly name: string; readonly rest: string },
  from: Standpoint,
  trail: Trail,
): readonly Origin[] {
  const target = trail.local(from.module, one.name);
  return target ? extend(followTraversal(target, from, trail), one.rest) : DEAD_END;
}

/** With `for_each = <resources or modules>` the value is the one of them under the own key. */
function followEachValue(rest: string, from: Standpoint, trail: Trail): readonly Origin[] {
  const [source] = from.forEach;
  if (from.forEach.length !== 1 || !source || !isWhole(source)) return DEAD_END;
  if (source.kind === "module") return followOutput({ name: source.name, key: from.key, rest }, from, trail);
  const id = trail.instances.of(from.modules, source.address).get(from.key);
  return id === undefined ? DEAD_END : extend([{ id, attribute: null, certain: true }], rest);
}

type Whole = Extract<Traversal, { readonly key: unknown }>;

/** Tells a reference to all instances of a resource or a module, without key or attribute. */
function isWhole(traversal: Traversal | undefined): traversal is Whole {
  return traversal !== undefined && "key" in traversal && traversal.key === null && traversal.rest === "";
}

function extend(origins: readonly Origin[], rest: string): readonly Origin[] {
  if (rest === "") return origins;
  return origins.map((origin) => {
    return { ...origin, attribute: origin.attribute === null ? rest : `${origin.attribute}.${rest}` };
  });
}

function resourceOrigins(one: { key: InstanceKey; rest: string }, found: BlockInstances): readonly Origin[] {
  const attribute = one.rest === "" ? null : one.rest;
  const exact = found.get(one.key);
  if (exact !== undefined) return [{ id: exact, attribute, certain: true }];
  if (one.key !== null || found.size === 0 || found.size > MAX_ORIGINS) return DEAD_END;
  return [...found.values()].map((id) => ({ id, attribute, certain: found.size === 1 }));
}

/**
 * `x.y[each.key]` and `x.y[count.index]`, which a plan shows as `x.y` beside the key: the instance with the own key. An index may be calculated
 * with, so it is certain only when both blocks have as many instances; and `each.value` need not be the key.
 */
function pair(traversals: readonly Traversal[], from: Standpoint, instances: Instances): readonly Origin[] | null {
  const [whole, key] = traversals;
  if (traversals.length !== 2 || !isWhole(whole) || whole.kind !== "resource") return null;
  if (key?.kind !== "key" && key?.kind !== "each-value") return null;
  const found = instances.of(from.modules, whole.address);
  const id = found.get(from.key);
  const sameCount = from.block !== null && found.size === instances.of(from.modules, from.block).size;
  return id === undefined ? null : [{ id, attribute: null, certain: isOwnKey(key, sameCount) }];
}

function isOwnKey(key: Traversal, sameCount: boolean): boolean {
  return key.kind === "key" && (key.name === "each" || sameCount);
}
