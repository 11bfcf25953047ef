import type { CheckedExpression } from "#core/language";
import type { Path } from "#core/model";
import { MOST_NAMED } from "../linking/link-index.ts";
import type { MappingProgram } from "../mapping/mapping-program.ts";
import { splitPath } from "../native-path.ts";
import { stageFor, type Mapped, type Stage } from "../resolve/map-resource.ts";
import { collectReads, type Bindings, type Named, type Reads } from "./collect-reads.ts";
import type { ReadTarget } from "./read-target.ts";

const NOTHING_READ: Reads = { targets: [], whole: undefined };

/**
 * Reads once more what the properties of one native resource were computed from.
 *
 * INVARIANT (facts-are-bounded): it looks at no more than `MOST_NAMED` of the resources behind a link, and at the list of items once; else
 * explaining many siblings would take time with the square of their number.
 */
export class FactReader {
  readonly #mapped: Mapped;
  readonly #program: MappingProgram;
  readonly #stage: Stage;
  readonly #root: Bindings;
  readonly #filled: readonly (readonly string[])[];
  #items: Reads | undefined;

  constructor(mapped: Mapped, program: MappingProgram) {
    const { node, linker } = mapped;
    this.#mapped = mapped;
    this.#program = program;
    this.#stage = stageFor(node, program, linker, MOST_NAMED);
    this.#root = new Map<string, ReadTarget>([
      ["native", { kind: "native", node, path: [] }],
      ["links", { kind: "links" }],
      ["variables", { kind: "variables" }],
    ]);
    this.#filled = this.#stage.completed.filled.map(splitPath);
  }

  /** Whether what was made from this reader's native resource by its mapping is what `mapped` is, or another item of the same. */
  isFor({ node, program, linker }: Mapped): boolean {
    return node === this.#mapped.node && program === this.#program && linker === this.#mapped.linker;
  }

  /** What all properties were computed from that stand at the path, above it or inside it. */
  targetsOf({ item }: Mapped, path: Path): readonly ReadTarget[] {
    const origin = item === null ? NOTHING_READ : this.#originOf(item.index);
    const bindings = origin.whole === undefined ? this.#root : new Map([...this.#root, ["item", origin.whole]]);
    const scope = this.#program.withVariables({ ...this.#stage.scope, item: item?.value ?? null });
    const variables = new Map<string, Reads>();
    const read = (checked: CheckedExpression): Reads => collectReads(checked, scope, bindings, named);
    const named: Named = {
      link: (name) => this.#selectLink(name),
      variable: (name) => {
        const reads = variables.get(name) ?? this.#readVariable(name, read);
        variables.set(name, reads);
        return reads;
      },
    };
    return this.#program.checked.properties
      .filter(({ path: own }) => sharesPath(own, path))
      .flatMap(({ checked }) => [...read(checked).targets, ...origin.targets]);
  }

  /** Whether a provider default stands at a place, above it or inside it. */
  isFilled(path: Path): boolean {
    const names = path.filter((step) => typeof step === "string");
    return this.#filled.some((filled) => sharesPath(filled, names));
  }

  /** What `item` stands for where `each` is a list of the source, or what the list was computed from. */
  #originOf(index: number): Reads {
    const { whole, targets } = (this.#items ??= this.#readItems());
    if (whole?.kind !== "native") return { whole: undefined, targets };
    return { whole: { ...whole, path: [...whole.path, index] }, targets: [] };
  }

  #readItems(): Reads {
    const { each } = this.#program.checked;
    if (each === null) return NOTHING_READ;
    const named: Named = { link: (name) => this.#selectLink(name), variable: () => NOTHING_READ };
    return collectReads(each, this.#stage.scope, this.#root, named);
  }

  #readVariable(name: string, read: (checked: CheckedExpression) => Reads): Reads {
    const variable = this.#program.checked.variables.find((each) => each.name === name);
    return variable === undefined ? NOTHING_READ : read(variable.checked);
  }

  #selectLink(name: string): ReadTarget | undefined {
    const link = this.#program.links.find((each) => each.name === name);
    if (link === undefined) return undefined;
    const { node, linker } = this.#mapped;
    const { proven, possible } = linker.candidates(node, link, this.#program);
    if (link.many) return { kind: "link-list", nodes: proven.slice(0, MOST_NAMED) };
    const [first] = proven.length > 0 ? proven : possible;
    return first && { kind: "native", node: first, path: [] };
  }
}

/** Whether one path leads to the other or into it. */
function sharesPath(a: Path, b: Path): boolean {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, at) => a[at] === b[at]).every(Boolean);
}
