import { loadDocuments, type BundleFile } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import { parseDocuments, type AnyDocument, type ParsedDocuments } from "#core/documents";
import type { KubernetesVersion } from "#core/language";
import { createKinds, type KindDocument, type Kinds } from "#core/kinds";
import { isPolicyText, kindOf, parameterKinds } from "./policy-text.ts";
import type { FoundFile, ProjectFiles } from "./ports.ts";

/** All documents that a workspace speaks of, as they are typed. */
export interface Project {
  /** Those of the library and of the user; of a file that is half typed, those it had when it was last whole. */
  readonly documents: readonly AnyDocument[];
  readonly kinds: Kinds;
  /** The version of the cluster for which policies of others are written. */
  readonly kubernetes: KubernetesVersion;
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
  #kubernetes: KubernetesVersion | undefined;
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
    this.#kubernetes = undefined;
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
    const { diagnostics } = loadDocuments(files, this.#shipped(files), this.#version());
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
      kubernetes: this.#version(),
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
    this.#disk ??= documentsAmong(this.#files.own(this.#folders));
    const texts = new Map(this.#disk.map(({ file, text }) => [file, text]));
    for (const [path, text] of this.#open) if (texts.has(path) || isPolicyText(text)) texts.set(path, text);
    return Array.from(texts, ([file, text]) => ({ file, text }));
  }

  #version(): KubernetesVersion {
    this.#kubernetes ??= this.#files.kubernetes(this.#folders);
    return this.#kubernetes;
  }

  #shipped(own: readonly BundleFile[]): readonly ParsedDocuments[] {
    return this.#files.shipped(new Set(own.map(({ file }) => file)));
  }
}

function isKindDocument(document: AnyDocument): document is Extract<AnyDocument, KindDocument> {
  return document.kind === "ResourceKind" || document.kind === "ResourceMapping";
}

/** The files that are documents: those that a configuration names, those with policies, and the objects that these take as parameters. */
function documentsAmong(files: readonly FoundFile[]): readonly BundleFile[] {
  const certain = new Set(files.filter(({ named, text }) => named || isPolicyText(text)));
  const kinds = new Set(Array.from(certain, ({ text }) => parameterKinds(text)).flat());
  return files
    .filter((file) => certain.has(file) || kinds.has(kindOf(file.text)))
    .map(({ path, text }) => ({ file: path, text }));
}
