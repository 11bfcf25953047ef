import { CelError, Unknown, type Value } from "#core/language";
import { isList, isObject, type Path, type PropertyFacts, type SourceRef } from "#core/model";
import type { Mapped } from "../resolve/map-resource.ts";
import { FactReader } from "./fact-reader.ts";
import { sourceOf, valueAt, valueThrough, type ReadTarget } from "./read-target.ts";

/**
 * Tells the facts of properties: what each was computed from, what the source itself stated first; whether it comes from a provider's default alone;
 * and whether it is known.
 *
 * Evaluates the mapping's expressions once more with every read recorded; for explanations, never for decisions. What properties of one native
 * resource have in common is worked out once where they are asked in a row, as findings are.
 */
export class FactFinder {
  #latest: FactReader | undefined;

  /** The facts of the property at `path`. */
  find(mapped: Mapped, path: Path): PropertyFacts {
    const { resource } = mapped;
    const known = knownness(path.reduce<Value | undefined>(valueAt, resource.properties));
    const reader = this.#readerFor(mapped);
    const natives = (reader?.targetsOf(mapped, path) ?? []).filter((target) => target.kind === "native");
    const [stated, missing] = partition(natives, isStated);
    const isFilled = ({ node, path: place }: NativeTarget): boolean =>
      node === mapped.node && reader?.isFilled(place) === true;
    const isDefault = known === "yes" && stated.length === 0 && missing.some(isFilled);
    const sources = [...stated, ...missing].map((target) => sourceOf(target.node, target.path));
    return { known, default: isDefault, sources: sources.length > 0 ? distinct(sources) : [resource.source] };
  }

  #readerFor(mapped: Mapped): FactReader | undefined {
    if (mapped.program === null) return undefined;
    if (this.#latest?.isFor(mapped) !== true) this.#latest = new FactReader(mapped, mapped.program);
    return this.#latest;
  }
}

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
