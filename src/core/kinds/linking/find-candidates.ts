import type { NativeReference } from "#core/model";
import type { LinkProgram } from "../mapping/mapping-program.ts";
import { attributeValues, isDeadEnd, referencesAt } from "./attributes.ts";
import type { Hit, LinkIndex, LocalIndex } from "./link-index.ts";
import type { Node } from "./world.ts";

/** How many merely possible candidates are looked for: one makes the link unknown, and a person wants to see a few. */
const ENOUGH_POSSIBLE = 16;

/** The other side of a link: what is certainly joined, in the order in which it was read, and a few of those that may be. Disjoint. */
export interface Candidates {
  readonly proven: readonly Node[];
  readonly possible: readonly Node[];
}

const NONE: Candidates = { proven: [], possible: [] };

/**
 * Finds what a resource is joined with by one link rule.
 *
 * Proven are equal known values inside one group, and proven references in either direction, to the same attribute of a third resource, or both to
 * a third resource as such.
 * Possible are references that may hold, and candidates of the same reading where either side's value could not be followed: the one of the
 * same module where there is exactly one, else all.
 */
export function findCandidates(node: Node, link: LinkProgram, index: LinkIndex): Candidates {
  const { resource, landscape } = node;
  if (link.sameGroup) return { proven: others(index.byGroup.get(resource.group) ?? [], node), possible: [] };
  const local = index.local(landscape);
  const search = new Search(node, link);
  for (const path of link.ours) {
    const values = attributeValues(resource.native, path);
    for (const value of values.known) search.prove(index.withValue(resource.group, value));
    if (local === undefined) continue;
    const references = referencesAt(resource.references, path);
    for (const reference of references) search.follow(reference, local, values.unknown !== null);
    if (isDeadEnd(values, references)) search.suspect(freeFor(node, local));
  }
  if (local !== undefined) search.beFound(local);
  return search.result();
}

class Search {
  readonly #node: Node;
  readonly #link: LinkProgram;
  readonly #proven = new Set<Node>();
  readonly #suspects: (readonly Node[])[] = [];

  constructor(node: Node, link: LinkProgram) {
    this.#node = node;
    this.#link = link;
  }

  prove(nodes: readonly Node[]): void {
    for (const node of nodes) this.#proven.add(node);
  }

  suspect(nodes: readonly Node[]): void {
    if (nodes.length > 0) this.#suspects.push(nodes);
  }

  /** Follows a reference of one of our attributes. */
  follow({ target, attribute, certainty }: NativeReference, local: LocalIndex, isOpen: boolean): void {
    if (target === null || (certainty === "possible" && !isOpen)) return;
    const direct = this.#node.landscape.find(target);
    const fits = direct !== undefined && this.#link.types.includes(direct.resource.type);
    const found = fits && names(this.#link.theirNames, attribute) ? [direct] : [];
    const shared = (local.proven.get(target) ?? []).flatMap((hit) => (hit.attribute === attribute ? [hit.node] : []));
    if (certainty === "proven") this.prove([...found, ...shared]);
    else this.suspect([...found, ...shared]);
  }

  /** Takes the candidates that refer to us, and those that may. */
  beFound(local: LocalIndex): void {
    const { id } = this.#node.resource;
    this.prove(this.#pointing(local.proven.get(id)));
    this.suspect(this.#pointing(local.possible.get(id)));
    this.suspect(local.strayInModule.get(this.#node) ?? []);
    this.suspect(local.stray);
  }

  result(): Candidates {
    if (this.#proven.size === 0 && this.#suspects.length === 0) return NONE;
    const proven = others([...this.#proven], this.#node).toSorted((a, b) => a.ordinal - b.ordinal);
    return { proven, possible: this.#somePossible() };
  }

  // Stops at enough, so that many resources with many possible candidates do not take the product of both.
  #somePossible(): readonly Node[] {
    const possible = new Set(this.#suspects.flatMap((nodes) => this.#firstOf(nodes)));
    return [...possible].slice(0, ENOUGH_POSSIBLE);
  }

  #firstOf(nodes: readonly Node[]): readonly Node[] {
    const first: Node[] = [];
    for (const node of nodes) {
      if (first.length === ENOUGH_POSSIBLE) break;
      if (!this.#proven.has(node) && node.resource !== this.#node.resource) first.push(node);
    }
    return first;
  }

  #pointing(hits: readonly Hit[] = []): readonly Node[] {
    return hits.filter(({ attribute }) => names(this.#link.ourNames, attribute)).map(({ node }) => node);
  }
}

function freeFor({ resource }: Node, local: LocalIndex): readonly Node[] {
  const inModule = local.freeByModule.get(resource.module) ?? [];
  return inModule.length === 1 ? inModule : local.free;
}

/** A reference without an attribute is to the resource as such, whatever names it; one into a block leaves out which of them it is. */
function names(attributes: ReadonlySet<string>, attribute: string | null): boolean {
  return attribute === null || attributes.has(attribute) || attributes.has(attribute.replaceAll(POSITION, ""));
}

const POSITION = /\.\d+(?=\.|$)/g;

function others(nodes: readonly Node[], self: Node): readonly Node[] {
  return nodes.filter(({ resource }) => resource !== self.resource);
}
