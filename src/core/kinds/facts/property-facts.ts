import { CelError, Unknown, type CheckedExpression, type Value } from "#core/language";
import { isList, isObject, type Path, type PropertyFacts, type SourceRef } from "#core/model";
import type { CheckedProperty } from "../mapping/check-mapping.ts";
import type { MappingProgram } from "../mapping/mapping-program.ts";
import { splitPath } from "../native-path.ts";
import { stageFor, type Mapped, type Stage } from "../resolve/map-resource.ts";
import { collectReads, type Bindings, type Named, type Reads } from "./collect-reads.ts";
import { sourceOf, valueAt, valueThrough, type ReadTarget } from "./read-target.ts";

/**
 * The facts of a property: what it was computed from, what the source itself stated first; whether it comes from a provider's default alone; and
 * whether it is known.
 *
 * Evaluates the mapping's expressions once more with every read recorded; for explanations, never for decisions.
 */
export function propertyFacts(mapped: Mapped, path: Path): PropertyFacts {
  const { node, program, resource } = mapped;
  const known = knownness(path.reduce<Value | undefined>(valueAt, resource.properties));
  if (program === null) return { known, default: false, sources: [resource.source] };
  const reader = new FactReader(mapped, program);
  const targets = program.checked.properties
    .filter(({ path: own }) => sharesPath(own, path))
    .flatMap((property) => reader.targetsOf(property));
  const natives = targets.filter((target) => target.kind === "native");
  const [stated, missing] = partition(natives, isStated);
  const isDefault =
    known === "yes" &&
    stated.length === 0 &&
    missing.some((target) => target.node === node && reader.isFilled(target.path));
  const sources = [...stated, ...missing].map((target) => sourceOf(target.node, target.path));
  return { known, default: isDefault, sources: sources.length > 0 ? distinct(sources) : [resource.source] };
}

const NOTHING_READ: Reads = { targets: [], whole: undefined };

type NativeTarget = Extract<ReadTarget, { readonly kind: "native" }>;

/** Whether the source itself said what stands at a place, as opposed to leaving it out, writing null or not knowing it. */
function isStated({ node, path }: NativeTarget): boolean {
  const value = path.reduce<Value | undefined>(valueThrough, node.resource.native);
  return value !== undefined && value !== null && !(value instanceof Unknown);
}

function partition<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

class FactReader {
  readonly #mapped: Mapped;
  readonly #program: MappingProgram;
  readonly #stage: Stage;
  readonly #filled: readonly (readonly string[])[];

  constructor(mapped: Mapped, program: MappingProgram) {
    this.#mapped = mapped;
    this.#program = program;
    this.#stage = stageFor(mapped.node, program, mapped.linker);
    this.#filled = this.#stage.completed.filled.map(splitPath);
  }

  targetsOf({ checked }: CheckedProperty): readonly ReadTarget[] {
    const { item } = this.#mapped;
    const root = this.#root();
    const items = this.#readItems(root);
    const bindings = items.whole === undefined ? root : new Map([...root, ["item", items.whole]]);
    const scope = this.#program.withVariables({ ...this.#stage.scope, item: item?.value ?? null });
    const named: Named = {
      link: (name) => this.#selectLink(name),
      variable: (name) => this.#readVariable(name, (variable) => collectReads(variable, scope, bindings, named)),
    };
    return [...collectReads(checked, scope, bindings, named).targets, ...items.targets];
  }

  /** Whether a provider default stands at a place, above it or inside it. */
  isFilled(path: Path): boolean {
    const names = path.filter((step) => typeof step === "string");
    return this.#filled.some((filled) => sharesPath(filled, names));
  }

  #root(): Bindings {
    const native: ReadTarget = { kind: "native", node: this.#mapped.node, path: [] };
    return new Map<string, ReadTarget>([
      ["native", native],
      ["links", { kind: "links" }],
      ["variables", { kind: "variables" }],
    ]);
  }

  /** What `item` stands for where `each` is a list of the source, or what the list was computed from. */
  #readItems(root: Bindings): { readonly whole: ReadTarget | undefined; readonly targets: readonly ReadTarget[] } {
    const { item } = this.#mapped;
    const { each } = this.#program.checked;
    if (item === null || each === null) return { whole: undefined, targets: [] };
    const named: Named = { link: (name) => this.#selectLink(name), variable: () => NOTHING_READ };
    const { whole, targets } = collectReads(each, this.#stage.scope, root, named);
    if (whole?.kind !== "native") return { whole: undefined, targets };
    return { whole: { ...whole, path: [...whole.path, item.index] }, targets: [] };
  }

  #readVariable(name: string, read: (checked: CheckedExpression) => Reads): Reads {
    const variable = this.#program.checked.variables.find((each) => each.name === name);
    return variable === undefined ? NOTHING_READ : read(variable.checked);
  }

  #selectLink(name: string): ReadTarget | undefined {
    const link = this.#program.links.find((each) => each.name === name);
    if (link === undefined) return undefined;
    const { proven, possible } = this.#mapped.linker.candidates(this.#mapped.node, link, this.#program);
    if (link.many) return { kind: "link-list", nodes: proven };
    const [node] = proven.length > 0 ? proven : possible;
    return node && { kind: "native", node, path: [] };
  }
}

/** Whether one path leads to the other or into it. */
function sharesPath(a: Path, b: Path): boolean {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, at) => a[at] === b[at]).every(Boolean);
}

function knownness(value: Value | undefined): PropertyFacts["known"] {
  const unknown = firstUnknown(value);
  if (unknown instanceof CelError) return "no";
  if (unknown === undefined) return "yes";
  return unknown.causes.some(({ reason }) => reason === "after-apply") ? "after-apply" : "no";
}

function firstUnknown(value: Value | undefined): Unknown | CelError | undefined {
  if (value instanceof Unknown || value instanceof CelError) return value;
  const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const part of parts) {
    const found = firstUnknown(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function distinct(sources: readonly SourceRef[]): readonly SourceRef[] {
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}
