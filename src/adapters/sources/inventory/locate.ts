import type { Span } from "#core/diagnostics";
import type { Locate, Path } from "#core/model";
import {
  createBytePositions,
  elementsAt,
  membersAt,
  textStart,
  type BytePositions,
  type ByteRange,
} from "../json/index.ts";

/** Places in the bytes of an inventory. Nothing is indexed before the first question. */
export class InventoryPlaces {
  readonly #bytes: Uint8Array;
  readonly #positions: BytePositions;
  readonly #whole: ByteRange;
  #resources: readonly ByteRange[] | undefined;

  constructor(bytes: Uint8Array) {
    const start = textStart(bytes);
    this.#bytes = bytes;
    this.#positions = createBytePositions(bytes, start);
    this.#whole = { start, end: start };
  }

  /** The place of a path inside one resource, or of the nearest thing around it that is written. */
  inResource(file: string, index: number, path: Path): Span {
    this.#resources ??= this.#indexResources();
    return this.#span(file, this.#nearest(this.#resources[index] ?? this.#whole, path));
  }

  /** The place of a member of the document, its value included. */
  ofMember(file: string, name: string): Span {
    return this.#span(file, this.#nearest(this.#whole, [name]));
  }

  #span(file: string, { start, end }: ByteRange): Span {
    return { file, start: this.#positions(start), end: this.#positions(end) };
  }

  #indexResources(): readonly ByteRange[] {
    for (const member of membersAt(this.#bytes, this.#whole.start))
      if (member.name === "resources") return [...elementsAt(this.#bytes, member.start)];
    return [];
  }

  #nearest(range: ByteRange, path: Path): ByteRange {
    let nearest = range;
    for (const step of path) {
      const next = typeof step === "number" ? this.#element(nearest, step) : this.#member(nearest, step);
      if (!next) return nearest;
      nearest = next;
    }
    return nearest;
  }

  #element({ start }: ByteRange, index: number): ByteRange | undefined {
    let at = 0;
    for (const element of elementsAt(this.#bytes, start)) if (at++ === index) return element;
    return undefined;
  }

  #member({ start }: ByteRange, name: string): ByteRange | undefined {
    for (const member of membersAt(this.#bytes, start)) if (member.name === name) return member;
    return undefined;
  }
}

/** Creates what finds the places of resources, given the position of each in the list by its address. */
export function createLocate(places: InventoryPlaces, indexes: ReadonlyMap<string, number>): Locate {
  return (ref) => {
    const index = indexes.get(ref.address);
    if (index === undefined) return ref;
    const { start, end } = places.inResource(ref.file, index, ["native", ...ref.path]);
    return { ...ref, start, end };
  };
}
