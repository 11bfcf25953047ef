import { InvariantError, type LineIndex, type Span } from "#core/diagnostics";
import type { DocumentNode } from "../read/node.ts";
import type { Origin } from "../types/index.ts";
import { locateInScalar } from "./locate-in-scalar.ts";

/** The text of a file with its lines, shared by all documents in it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The trees of its documents, made when first asked for. */
  roots(): readonly DocumentNode[];
}

/** The origin of the document at this position in the source. Places are worked out when they are asked for. */
export function createOrigin(source: SourceText, position: number): Origin {
  return new TreeOrigin(source, position);
}

type Path = readonly (string | number)[];

class TreeOrigin implements Origin {
  readonly #source: SourceText;
  readonly #position: number;

  constructor(source: SourceText, position: number) {
    this.#source = source;
    this.#position = position;
  }

  get file(): string {
    return this.#source.file;
  }

  get span(): Span {
    return this.#spanOf(this.#root);
  }

  at(path: Path): Span {
    return this.#spanOf(this.#find(path).node);
  }

  key(path: Path): Span {
    const { node } = this.#find(path.slice(0, -1));
    const entry = node.kind === "map" ? node.entries.get(String(path.at(-1))) : undefined;
    return entry === undefined ? this.at(path) : this.#source.lines.span(entry.keyStart, entry.keyEnd);
  }

  within(path: Path, start: number, end: number): Span {
    const { node, found } = this.#find(path);
    if (!found || node.kind !== "scalar" || typeof node.value !== "string") return this.#spanOf(node);
    const written = this.#source.text.slice(node.start, node.end);
    const [from, to] = locateInScalar(written, { style: node.style, value: node.value }, start, end);
    return this.#source.lines.span(node.start + from, node.start + to);
  }

  get #root(): DocumentNode {
    const root = this.#source.roots()[this.#position];
    if (root !== undefined) return root;
    throw new InvariantError("unstable-reading", "A file has fewer documents when it is read again");
  }

  #find(path: Path): { readonly node: DocumentNode; readonly found: boolean } {
    let node = this.#root;
    for (const step of path) {
      const child = childOf(node, step);
      if (child === undefined) return { node, found: false };
      node = child;
    }
    return { node, found: true };
  }

  #spanOf(node: DocumentNode): Span {
    return this.#source.lines.span(node.start, node.end);
  }
}

function childOf(node: DocumentNode, step: string | number): DocumentNode | undefined {
  if (node.kind === "list") return typeof step === "number" ? node.items[step] : undefined;
  return node.kind === "map" ? node.entries.get(String(step))?.value : undefined;
}
