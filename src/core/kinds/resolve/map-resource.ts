import { CelError, Unknown, type Scope, type Value, type ValueObject } from "#core/language";
import { isList, UNCLASSIFIED, type Resource } from "#core/model";
import type { Linked, Linker } from "../linking/linker.ts";
import type { Node } from "../linking/world.ts";
import type { Completed } from "../mapping/defaults.ts";
import type { MappingProgram } from "../mapping/mapping-program.ts";
import type { KindRegistry } from "../registry.ts";
import { itemKeys } from "./item-keys.ts";

/** A canonical resource with what it was made from. */
export interface Mapped {
  readonly resource: Resource;
  readonly node: Node;
  /** Null for a resource that no kind maps. */
  readonly program: MappingProgram | null;
  /** The element of `each`; null for a resource made from a whole native one. */
  readonly item: Item | null;
  /** What joined it with others, in the state of the world that it is part of. */
  readonly linker: Linker;
}

interface Item {
  /** Tells the item from others of the same native resource, and is the same before and after a change. */
  readonly key: string;
  readonly index: number;
  readonly value: Value;
}

/** What the expressions of a mapping are evaluated on, with the facts that are kept beside. */
export interface Stage {
  readonly scope: Scope;
  readonly completed: Completed;
  readonly linked: Linked;
}

/** What a mapping without variables of its own has in their place, so that every scope has the same shape. */
const NO_VARIABLES: ValueObject = {};

/** What a mapping sees of a resource before anything was linked. */
const NO_LINKS: ValueObject = {};

/** Sets the stage for one native resource, where wanted with at most `most` of what each link joins. */
export function stageFor(node: Node, program: MappingProgram, linker: Linker, most?: number): Stage {
  const completed = program.defaults.complete(node.resource);
  const linked = linker.link(node, program, most);
  return { scope: scopeFor(node, completed, linked.values), completed, linked };
}

/** Every scope has the same shape. */
function scopeFor({ resource }: Node, { native }: Completed, links: ValueObject): Scope {
  const { id, name, type, scope, provider, labels } = resource;
  return {
    native,
    links,
    id,
    name,
    type,
    scope,
    provider,
    labels,
    item: null,
    variables: NO_VARIABLES,
  };
}

/**
 * The canonical resources of one native resource: one for each kind that maps it, or one for each item. Never none: what no mapping takes is
 * `Unclassified`, because a resource without a trace would be a resource without a judgement.
 */
export function mapResource(node: Node, registry: KindRegistry, linker: Linker): readonly Mapped[] {
  const mapped: Mapped[] = [];
  for (const program of registry.programsFor(node.resource)) {
    if (!program.hasItems && mapped.some((other) => isWholeOf(program.kind, other))) continue;
    for (const one of applyProgram(node, program, linker)) mapped.push(one);
  }
  return mapped.length > 0 ? mapped : [unclassified(node, linker)];
}

function isWholeOf(kind: string, { item, program }: Mapped): boolean {
  return item === null && program?.kind === kind;
}

function applyProgram(node: Node, program: MappingProgram, linker: Linker): readonly Mapped[] {
  const completed = program.defaults.complete(node.resource);
  const early = program.appliesUnlinked(() => scopeFor(node, completed, NO_LINKS));
  if (early === false) return [];
  const linked = linker.link(node, program);
  const scope = scopeFor(node, completed, linked.values);
  const make = (item: Item | null, properties: Resource["properties"]): Mapped => {
    const resource = resourceOf(node, program.kind, { properties, links: linked.links, item });
    return { resource, node, program, item, linker };
  };
  const applies = early ?? program.applies(scope);
  if (applies === false) return [];
  if (applies !== true) return [make(null, program.uniform(applies))];
  if (!program.hasItems) return [make(null, program.properties(scope))];
  const items = program.items(scope);
  if (!isList(items)) return [make(null, program.uniform(asFailure(items)))];
  return listItems(items).map((item) => make(item, program.properties({ ...scope, item: item.value })));
}

function listItems(values: readonly Value[]): readonly Item[] {
  const keys = itemKeys(values);
  return values.map((value, index) => ({ key: keys[index] ?? String(index), index, value }));
}

/** What `each` answered when it was no list: an unknown and an error stand for themselves. */
function asFailure(value: Value): Value {
  if (value instanceof Unknown || value instanceof CelError) return value;
  return new CelError("invalid-argument", "What the mapping's `each` answers is no list");
}

function unclassified(node: Node, linker: Linker): Mapped {
  const resource = resourceOf(node, UNCLASSIFIED, { properties: {}, links: [], item: null });
  return { resource, node, program: null, item: null, linker };
}

interface Computed {
  readonly properties: Resource["properties"];
  readonly links: Resource["links"];
  readonly item: Item | null;
}

function resourceOf({ resource }: Node, kind: string, { properties, links, item }: Computed): Resource {
  const { id, type, provider, name, scope, region = null, labels, native, source } = resource;
  const ownId = item === null ? id : itemId(id, item.key);
  const environment = null;
  return {
    kind,
    type,
    provider,
    id: ownId,
    name,
    scope,
    region,
    environment,
    labels,
    properties,
    native,
    links,
    source,
  };
}

/** The id of an item of a resource. */
export function itemId(id: string, key: string): string {
  return `${id}[${key}]`;
}
