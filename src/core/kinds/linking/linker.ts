import { Unknown, type Value, type ValueObject } from "#core/language";
import type { Link } from "#core/model";
import type { MappingProgram } from "../mapping/mapping-program.ts";
import { ENOUGH_POSSIBLE, findCandidates, NONE, type Candidates } from "./find-candidates.ts";
import { LinkIndex, MOST_NAMED, mostJoined } from "./link-index.ts";
import type { LinkProgram } from "./link-program.ts";
import { landing, passThrough, type Onward } from "./passage.ts";
import type { Node, World } from "./world.ts";

/** The links of one resource: as the mapping's expressions see them, and as they are reported. */
export interface Linked {
  readonly values: ValueObject;
  readonly links: readonly Link[];
}

const UNLINKED: Linked = { values: {}, links: [] };

/** Joins the resources of one world by link rules. */
export class Linker {
  readonly #world: World;
  readonly #indexes = new Map<LinkProgram, LinkIndex>();
  readonly #onwards = new Map<LinkProgram, Onward>();
  readonly #landings = new Map<LinkProgram, { readonly node: Node; readonly candidates: Candidates }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** All links of a mapping for one resource; whoever wants to see a few only gets the first `most` of what each joins for certain. */
  link(node: Node, program: MappingProgram, most: number = Number.POSITIVE_INFINITY): Linked {
    if (program.links.length === 0) return UNLINKED;
    const values: Record<string, Value> = {};
    const links: Link[] = [];
    for (const rule of program.links) {
      const candidates = firstOf(this.candidates(node, rule, program), most);
      values[rule.name] = rule.many ? linkList(candidates) : linkOne(candidates);
      describe(rule.name, candidates, links);
    }
    return { values, links };
  }

  /** What one link of a mapping joins a resource with. */
  candidates(node: Node, rule: LinkProgram, program: MappingProgram): Candidates {
    if (rule.through === null) return findCandidates(node, rule, this.#indexFor(rule, program.rule.types));
    const onward = this.#onwardFor(rule, rule.through, program);
    return onward.isEmpty ? NONE : passThrough(node, this.#landing(node, rule.through, program), onward);
  }

  /** Where a link leads, for links that go on behind it: several often do, one after another. */
  #landing(node: Node, through: LinkProgram, program: MappingProgram): Candidates {
    const latest = this.#landings.get(through);
    if (latest?.node === node) return latest.candidates;
    const candidates = landing(this.candidates(node, through, program), through.many);
    this.#landings.set(through, { node, candidates });
    return candidates;
  }

  /** `ourTypes` are the native types of those that the link begins at. */
  #indexFor(rule: LinkProgram, ourTypes: readonly string[]): LinkIndex {
    const known = this.#indexes.get(rule);
    if (known !== undefined) return known;
    const index = new LinkIndex(rule, ourTypes, this.#world);
    this.#indexes.set(rule, index);
    return index;
  }

  #onwardFor(rule: LinkProgram, through: LinkProgram, program: MappingProgram): Onward {
    const known = this.#onwards.get(rule);
    if (known !== undefined) return known;
    const index = this.#indexFor(rule, through.types);
    const onward: Onward = {
      isEmpty: index.isEmpty,
      from: remember((between) => findCandidates(between, rule, index)),
      most: mostJoined(this.#world.ofTypes(program.rule.types).length),
    };
    this.#onwards.set(rule, onward);
    return onward;
  }
}

/** Many resources lead to the same few: each of these is asked once. */
function remember(find: (node: Node) => Candidates): (node: Node) => Candidates {
  const found = new Map<Node, Candidates>();
  return (node) => {
    const known = found.get(node);
    if (known !== undefined) return known;
    const candidates = find(node);
    found.set(node, candidates);
    return candidates;
  };
}

function firstOf(candidates: Candidates, most: number): Candidates {
  const { proven } = candidates;
  return proven.length <= most ? candidates : { ...candidates, proven: proven.slice(0, most) };
}

// INVARIANT (possible-is-unknown): only a single proven candidate gives a value, and only the absence of every candidate gives null. A merely
// possible one, and a choice between several, is an unknown.
function linkOne({ proven, possible }: Candidates): Value {
  const [first] = proven;
  if (proven.length > 1) return possibleLink(proven);
  return first?.resource.native ?? (possible.length === 0 ? null : possibleLink(possible));
}

function linkList({ proven, possible }: Candidates): Value {
  const natives: Value[] = proven.map(({ resource }) => resource.native);
  return possible.length === 0 ? natives : [...natives, possibleLink(possible)];
}

function possibleLink(nodes: readonly Node[]): Unknown {
  const named = nodes.slice(0, ENOUGH_POSSIBLE);
  return new Unknown(named.map(({ resource }) => ({ reason: "possible-link", path: resource.source.address })));
}

function describe(name: string, { proven, possible }: Candidates, links: Link[]): void {
  for (const { resource } of proven.length > MOST_NAMED ? proven.slice(0, MOST_NAMED) : proven) {
    links.push({ name, target: resource.id, certainty: "proven" });
  }
  for (const { resource } of possible) {
    links.push({ name, target: resource.id, certainty: "possible" });
  }
}
