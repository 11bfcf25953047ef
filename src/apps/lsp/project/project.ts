import { loadBundle, type BundleFile } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import { parseDocuments, type AnyDocument, type ParsedDocuments } from "#core/documents";
import { createKinds, type KindDocument, type Kinds } from "#core/kinds";
import type { ProjectFiles } from "./ports.ts";

/** All documents that a workspace speaks of, as they are typed. */
export interface Project {
  /** Those of the library and of the user; of a file that is half typed, those it had when it was last whole. */
  readonly documents: readonly AnyDocument[];
  readonly kinds: Kinds;
  /** The text of every file of the user, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Keeps the documents of a workspace: what is open as it is typed, the rest as it is on disk, and the library behind them. Files are told by their
 * absolute paths.
 */
export class Workspace {
  readonly #files: ProjectFiles;
  readonly #open = new Map<string, string>();
  readonly #whole = new Map<string, ParsedDocuments>();
  #folders: readonly string[] = [];
  #disk: readonly BundleFile[] | undefined;
  #project: Project | undefined;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** Takes the folders of the workspace; what is on disk is read when it is next needed. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.reread();
  }

  /** Forgets what was read from disk. */
  reread(): void {
    this.#disk = undefined;
    this.#project = undefined;
  }

  open(path: string, text: string): void {
    this.#open.set(path, text);
    this.#project = undefined;
  }

  close(path: string): void {
    this.#open.delete(path);
    this.reread();
  }

  /** Everything that `writ lint` says of the user's files, each as it is typed, by file. Files without problems have an empty list. */
  diagnose(): ReadonlyMap<string, readonly Diagnostic[]> {
    const files = this.#ownFiles();
    const { diagnostics } = loadBundle(files, this.#shipped(files));
    const found = new Map<string, Diagnostic[]>(files.map(({ file }) => [file, []]));
    for (const diagnostic of diagnostics) found.get(diagnostic.span?.file ?? "")?.push(diagnostic);
    return found;
  }

  get project(): Project {
    this.#project ??= this.#load();
    return this.#project;
  }

  #load(): Project {
    const files = this.#ownFiles();
    const shipped = this.#shipped(files);
    const own = files.map(({ file, text }) => this.#wholeOf(file, text));
    const documents = [...shipped, ...own].flatMap((one) => one.documents);
    const trusted = new Set(shipped.flatMap((one) => one.documents));
    const definitions = documents.filter(isKindDocument);
    return {
      documents,
      kinds: createKinds(definitions, trusted).kinds,
      texts: new Map(files.map(({ file, text }) => [file, text])),
    };
  }

  /** A file as it was last read without losing a document. */
  #wholeOf(file: string, text: string): ParsedDocuments {
    const parsed = parseDocuments(file, text);
    const before = this.#whole.get(file);
    const isWhole = before === undefined || parsed.documents.length >= before.documents.length;
    if (isWhole) this.#whole.set(file, parsed);
    return isWhole ? parsed : before;
  }

  #ownFiles(): readonly BundleFile[] {
    this.#disk ??= this.#files.own(this.#folders).map(({ path, text }) => ({ file: path, text }));
    const texts = new Map(this.#disk.map(({ file, text }) => [file, text]));
    for (const [path, text] of this.#open) if (isOurs(text)) texts.set(path, text);
    return Array.from(texts, ([file, text]) => ({ file, text }));
  }

  #shipped(own: readonly BundleFile[]): readonly ParsedDocuments[] {
    return this.#files.shipped(new Set(own.map(({ file }) => file)));
  }
}

function isKindDocument(document: AnyDocument): document is Extract<AnyDocument, KindDocument> {
  return document.kind === "ResourceKind" || document.kind === "ResourceMapping";
}

/** Whether a file has documents of ours, whatever else is wrong with it. */
function isOurs(text: string): boolean {
  return /^["']?apiVersion["']?:[ \t]*["']?writ\/|^\{[^]{0,200}"apiVersion":\s*"writ\//m.test(text);
}
