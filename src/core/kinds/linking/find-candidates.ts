import type { NativeReference } from "#core/model";
import { attributeValues, isDeadEnd, referencesAt } from "./attributes.ts";
import { composeName, type Composition } from "./composed-name.ts";
import type { AttributeSet, LinkProgram } from "./link-program.ts";
import { NOBODY, type Hit, type LinkIndex, type LocalIndex } from "./link-index.ts";
import { byOrdinal, type Node } from "./world.ts";

/** How many merely possible candidates are looked for: one makes the link unknown, and a person wants to see a few. */
export const ENOUGH_POSSIBLE = 16;

/** The other side of a link: what is certainly joined, in the order in which it was read, and a few of those that may be. Disjoint. */
export interface Candidates {
  readonly proven: readonly Node[];
  readonly possible: readonly Node[];
  /** Whether there may be more possible ones, none of which was looked at. */
  readonly hasMore: boolean;
}

/** Candidates of which as many are possible as are looked for. */
export function candidatesOf(proven: readonly Node[], possible: readonly Node[]): Candidates {
  return { proven, possible, hasMore: possible.length >= ENOUGH_POSSIBLE };
}

/** Nothing is joined, and nothing may be. */
export const NONE: Candidates = { proven: NOBODY, possible: NOBODY, hasMore: false };

/**
 * Finds what a resource is joined with by one link rule.
 *
 * Proven are equal known values inside one group, and proven references in either direction, to the same attribute of a third resource, or both to
 * a third resource as such.
 * Possible are references that may hold, and candidates of the same reading where either side's value could not be followed: the one of the
 * same module where there is exactly one, else all. Past what `index` allows for one resource, what is joined is not looked at and merely possible.
 */
export function findCandidates(node: Node, link: LinkProgram, index: LinkIndex): Candidates {
  if (index.isEmpty) return NONE;
  if (link.sameGroup) return divide(index.byGroup.get(node.resource.group) ?? NOBODY, node, index.most);
  const local = index.local(node.landscape);
  const search = new Search(node, link, index.most);
  for (const path of link.ours.paths) search.byAttribute(path, index, local);
  for (const composition of link.ours.compositions) search.byName(composition, index, local);
  if (local !== undefined) search.beFound(local);
  return search.result();
}

class Search {
  readonly #node: Node;
  readonly #link: LinkProgram;
  readonly #most: number;
  #proven: Set<Node> | undefined;
  #suspects: Iterable<Node>[] | undefined;

  constructor(node: Node, link: LinkProgram, most: number) {
    this.#node = node;
    this.#link = link;
    this.#most = most;
  }

  /** Looks for what one of our attributes names. */
  byAttribute(path: readonly string[], index: LinkIndex, local: LocalIndex | undefined): void {
    const { native, references, group } = this.#node.resource;
    const values = attributeValues(native, path);
    for (const value of values.known) this.prove(index.withValue(group, value));
    if (local === undefined) return;
    const mine = referencesAt(references, path);
    for (const reference of mine) this.follow(reference, local, values.unknown !== null);
    if (isDeadEnd(values, mine)) this.suspect(index.freeFor(this.#node, local));
  }

  /** Looks for what a name made of our attributes names. */
  byName(composition: Composition, index: LinkIndex, local: LocalIndex | undefined): void {
    const { text, symbol, isOpen } = composeName(this.#node, composition);
    if (text !== null) this.prove(index.withValue(this.#node.resource.group, text));
    if (local === undefined) return;
    if (symbol !== null) this.prove(local.composed.get(symbol) ?? NOBODY);
    if (isOpen) this.suspect(index.freeFor(this.#node, local));
  }

  prove(nodes: Iterable<Node>): void {
    if (nodes === NOBODY) return;
    const proven = (this.#proven ??= new Set());
    for (const node of nodes) {
      if (proven.size > this.#most + ENOUGH_POSSIBLE) return;
      proven.add(node);
    }
  }

  suspect(nodes: Iterable<Node>): void {
    if (nodes !== NOBODY) (this.#suspects ??= []).push(nodes);
  }

  /** Follows a reference of one of our attributes. */
  follow({ target, attribute, certainty }: NativeReference, local: LocalIndex, isOpen: boolean): void {
    if (target === null || (certainty === "possible" && !isOpen)) return;
    const direct = this.#node.landscape.find(target);
    const fits = direct !== undefined && this.#link.types.includes(direct.resource.type);
    const take = (nodes: Iterable<Node>): void => (certainty === "proven" ? this.prove(nodes) : this.suspect(nodes));
    if (fits && names(this.#link.theirs, attribute)) take([direct]);
    else if (fits && certainty === "possible" && isPart(this.#link.theirs, attribute)) this.suspect([direct]);
    take(nodesOf(local.proven.get(target), (named) => named === attribute));
  }

  /** Takes the candidates that refer to us, and those that may. */
  beFound(local: LocalIndex): void {
    const { id } = this.#node.resource;
    const { ours } = this.#link;
    this.prove(nodesOf(local.proven.get(id), (attribute) => names(ours, attribute)));
    this.suspect(nodesOf(local.possible.get(id), (attribute) => names(ours, attribute) || isPart(ours, attribute)));
    this.suspect(local.strayInModule.get(this.#node) ?? NOBODY);
    if (local.stray.length > 0) this.suspect(local.stray);
  }

  result(): Candidates {
    if (this.#proven === undefined || this.#proven.size === 0) return this.#onlyPossible();
    const inOrder = this.#proven.size === 1 ? [...this.#proven] : [...this.#proven].toSorted(byOrdinal);
    const { proven, possible } = divide(inOrder, this.#node, this.#most);
    return candidatesOf(proven, possible.length > 0 ? possible : this.#somePossible());
  }

  #onlyPossible(): Candidates {
    const possible = this.#somePossible();
    return possible.length === 0 ? NONE : candidatesOf(NOBODY, possible);
  }

  #somePossible(): readonly Node[] {
    if (this.#suspects === undefined) return NOBODY;
    return somePossible(
      this.#suspects,
      (node) => node.resource === this.#node.resource || this.#proven?.has(node) === true,
    );
  }
}

/** Some of the suspects that are not ruled out, each once. Stops at enough, so that many resources with many suspects do not take the product of both. */
export function somePossible(
  suspects: readonly Iterable<Node>[],
  isRuledOut: (node: Node) => boolean,
): readonly Node[] {
  const possible: Node[] = [];
  for (const nodes of suspects) {
    for (const node of nodes) {
      if (!isRuledOut(node) && !possible.includes(node)) possible.push(node);
      if (possible.length === ENOUGH_POSSIBLE) return possible;
    }
  }
  return possible;
}

/** The candidates that refer by an attribute which is asked for. */
function nodesOf(hits: readonly Hit[] | undefined, isAsked: (attribute: string | null) => boolean): Iterable<Node> {
  return hits === undefined ? NOBODY : askedOf(hits, isAsked);
}

function* askedOf(hits: readonly Hit[], isAsked: (attribute: string | null) => boolean): Generator<Node> {
  for (const { node, attribute } of hits) if (isAsked(attribute)) yield node;
}

/** A reference without an attribute is to the resource as such, whatever names it; one into a block leaves out which of them it is. */
function names({ names: attributes }: AttributeSet, attribute: string | null): boolean {
  return attribute === null || attributes.has(attribute) || attributes.has(attribute.replaceAll(POSITION, ""));
}

/** Whether a value that may come from an attribute may be the name that this is a part of. */
function isPart({ parts }: AttributeSet, attribute: string | null): boolean {
  return attribute !== null && parts.has(attribute);
}

const POSITION = /\.\d+(?=\.|$)/g;

/** The first `most` of those joined, without the resource itself, and some of the rest as merely possible. */
function divide(joined: readonly Node[], self: Node, most: number): Candidates {
  const others = joined.slice(0, most + ENOUGH_POSSIBLE + 1).filter(({ resource }) => resource !== self.resource);
  return candidatesOf(others.slice(0, most), others.slice(most, most + ENOUGH_POSSIBLE));
}
