import type { Bundle, BundleFile } from "#core/bundle";

/** The policies that a server was started with. */
export interface PolicySource {
  /** Reads and checks them anew; the problems are told to people, one a line, and without a bundle there is at least one. */
  load(): LoadedSource;
  /** As `load`, with these documents in place of the user's own. */
  beside(files: readonly BundleFile[]): LoadedSource;
}

export interface LoadedSource {
  /** Null when they could not be loaded, or when there is none that decides. */
  readonly bundle: Bundle | null;
  readonly problems: readonly string[];
  /** All documents of the bundle as texts, the shipped ones among them, for replicas to load it from the store. */
  readonly files: readonly BundleFile[];
}
