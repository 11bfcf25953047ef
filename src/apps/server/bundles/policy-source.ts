import type { Bundle, BundleFile } from "#core/bundle";
import type { ParsedDocuments } from "#core/documents";

/** The policies that a server was started with. */
export interface PolicySource {
  /** Reads and checks them anew; the problems are told to people, one a line, and without a bundle there is at least one. */
  load(): LoadedSource;
  /** As `load`, with these documents in place of the user's own. */
  beside(files: readonly BundleFile[]): LoadedSource;
  /** Tells apart which files are those of the shipped library, to the letter, so that they need not be checked again. */
  known(files: readonly BundleFile[]): KnownFiles;
}

export interface KnownFiles {
  /** Found without error before, together with all kinds of the library; none where not all of these are among the files. */
  readonly shipped: readonly ParsedDocuments[];
  readonly others: readonly BundleFile[];
}

export interface LoadedSource {
  /** Null when they could not be loaded, or when there is none that decides. */
  readonly bundle: Bundle | null;
  readonly problems: readonly string[];
  /** All documents of the bundle as texts, the shipped ones among them, for replicas to load it from the store. */
  readonly files: readonly BundleFile[];
}
