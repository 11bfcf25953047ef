import type { NativeReference } from "#core/model";
import { attributeValues, isDeadEnd, referencesAt } from "./attributes.ts";
import { composeName, type Composition } from "./composed-name.ts";
import type { LinkProgram } from "./link-program.ts";
import { pushTo } from "./multimap.ts";
import type { Landscape, Node, World } from "./world.ts";

/** A candidate that refers to something by one of its attributes. */
export interface Hit {
  readonly node: Node;
  /** The attribute of the target that it refers to; null for the target as such. */
  readonly attribute: string | null;
}

/** What the candidates of a link in one landscape refer to. */
export interface LocalIndex {
  readonly proven: Map<string, Hit[]>;
  readonly possible: Map<string, Hit[]>;
  /** Candidates by the names that are made of attributes which are not known, as `composeName` spells them. */
  readonly composed: Map<string, Node[]>;
  /** Candidates that may be anybody's, by the one resource of their module that they may belong to, and the rest. */
  readonly strayInModule: Map<Node, Node[]>;
  readonly stray: Node[];
  /** Candidates that no proven reference ties to a resource of our types. */
  readonly free: Node[];
}

/** No node at all, as one object that can be told from others. */
export const NOBODY: readonly Node[] = [];

/** How many of the resources behind one link are named: siblings that name each other would take memory with the square of their number. */
export const MOST_NAMED = 64;

/** How many resources all those with one link are joined with by it, together: siblings that read each other would take time with the square. */
const MOST_JOINED = 4_194_304;

/** How many each of several resources with one link is joined with for certain at most. */
export function mostJoined(owners: number): number {
  return Math.max(MOST_NAMED, Math.floor(MOST_JOINED / owners));
}

/**
 * All candidates of one link rule in one world, found by what they say of their `theirs` attributes.
 *
 * Built once in time linear in the number of candidates; each resource then finds its own without looking at the others'.
 */
export class LinkIndex {
  readonly byGroup: Map<string, Node[]> = new Map();
  /** Whether there are no candidates at all. */
  readonly isEmpty: boolean;
  /** How many each resource is joined with for certain at most. */
  readonly most: number;
  readonly #link: LinkProgram;
  readonly #byValue = new Map<string, Map<string, Node[]>>();
  readonly #local = new Map<Landscape, LocalIndex>();
  readonly #ourTypes: readonly string[];
  readonly #freeByModule = new Map<LocalIndex, ReadonlyMap<string, readonly Node[]>>();
  readonly #owners: readonly Node[];
  #ownersByModule: ReadonlyMap<Landscape, ReadonlyMap<string, readonly Node[]>> | undefined;

  /** `ourTypes` are the native types of the mapping that has the link. */
  constructor(link: LinkProgram, ourTypes: readonly string[], world: World) {
    this.#link = link;
    this.#ourTypes = ourTypes;
    const candidates = world.ofTypes(link.types);
    this.isEmpty = candidates.length === 0;
    this.#owners = this.isEmpty ? [] : world.ofTypes(ourTypes);
    this.most = mostJoined(this.#owners.length);
    for (const node of candidates) this.#add(node);
  }

  /** Candidates of a group one of whose attributes has the known value. */
  withValue(group: string, value: string): readonly Node[] {
    return this.#byValue.get(group)?.get(value) ?? NOBODY;
  }

  /** What the candidates in a landscape refer to; undefined when it has none. */
  local(landscape: Landscape): LocalIndex | undefined {
    return this.#local.get(landscape);
  }

  /** Those that no proven reference ties to a resource of our types and that are as near to `node` as any: the one of its module, else all. */
  freeFor({ resource }: Node, local: LocalIndex): readonly Node[] {
    const byModule = this.#freeByModule.get(local) ?? Map.groupBy(local.free, (free) => free.resource.module);
    this.#freeByModule.set(local, byModule);
    const inModule = byModule.get(resource.module) ?? NOBODY;
    return inModule.length === 1 ? inModule : local.free;
  }

  #add(node: Node): void {
    if (this.#link.sameGroup) {
      pushTo(this.byGroup, node.resource.group, node);
      return;
    }
    const local = this.#localOf(node.landscape);
    const { paths, compositions } = this.#link.theirs;
    const found = paths.map((path) => this.#addAttribute(node, path, local));
    for (const composition of compositions) found.push(this.#addComposed(node, composition, local));
    if (found.includes("stray")) this.#addStray(node, local);
    if (!found.includes("tied")) local.free.push(node);
  }

  #addAttribute(node: Node, path: readonly string[], local: LocalIndex): "tied" | "stray" | "free" {
    const { native, references, group } = node.resource;
    const values = attributeValues(native, path);
    for (const value of values.known) pushTo(this.#valuesOf(group), value, node);
    const mine = referencesAt(references, path);
    const isOpen = values.unknown !== null;
    for (const reference of mine) indexReference(reference, node, { local, isOpen });
    if (isDeadEnd(values, mine)) return "stray";
    return mine.some((reference) => this.#tiesToUs(reference, node)) ? "tied" : "free";
  }

  #addComposed(node: Node, composition: Composition, local: LocalIndex): "stray" | "free" {
    const { text, symbol, isOpen } = composeName(node, composition);
    if (text !== null) pushTo(this.#valuesOf(node.resource.group), text, node);
    if (symbol !== null) pushTo(local.composed, symbol, node);
    return isOpen ? "stray" : "free";
  }

  #tiesToUs({ certainty, target }: NativeReference, { landscape }: Node): boolean {
    const type = target === null ? undefined : landscape.find(target)?.resource.type;
    return certainty === "proven" && type !== undefined && this.#ourTypes.includes(type);
  }

  #addStray(node: Node, local: LocalIndex): void {
    this.#ownersByModule ??= groupByModule(this.#owners);
    const owners = this.#ownersByModule.get(node.landscape)?.get(node.resource.module) ?? [];
    const [only] = owners;
    if (owners.length === 1 && only !== undefined) pushTo(local.strayInModule, only, node);
    else local.stray.push(node);
  }

  #localOf(landscape: Landscape): LocalIndex {
    const known = this.#local.get(landscape);
    if (known !== undefined) return known;
    const local: LocalIndex = {
      proven: new Map(),
      possible: new Map(),
      composed: new Map(),
      strayInModule: new Map(),
      stray: [],
      free: [],
    };
    this.#local.set(landscape, local);
    return local;
  }

  #valuesOf(group: string): Map<string, Node[]> {
    const known = this.#byValue.get(group);
    if (known !== undefined) return known;
    const values = new Map<string, Node[]>();
    this.#byValue.set(group, values);
    return values;
  }
}

function indexReference(
  { target, attribute, certainty }: NativeReference,
  node: Node,
  { local, isOpen }: { readonly local: LocalIndex; readonly isOpen: boolean },
): void {
  if (target === null) return;
  if (certainty === "proven") pushTo(local.proven, target, { node, attribute });
  else if (isOpen) pushTo(local.possible, target, { node, attribute });
}

function groupByModule(nodes: readonly Node[]): ReadonlyMap<Landscape, ReadonlyMap<string, readonly Node[]>> {
  const byLandscape = Map.groupBy(nodes, ({ landscape }) => landscape);
  return new Map(
    Array.from(byLandscape, ([landscape, own]) => [landscape, Map.groupBy(own, ({ resource }) => resource.module)]),
  );
}
