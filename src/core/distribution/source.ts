import type { BundleFile } from "#core/bundle";

/** What a source holds: documents as somebody wrote them, or a release that still has to be opened. */
export type SourceContent =
  | { readonly kind: "files"; readonly files: readonly BundleFile[] }
  | { readonly kind: "release"; readonly bytes: Uint8Array };

/** What came of asking a source. `revision` names the content: a commit, an entity tag, a digest. */
export type Fetched =
  | { readonly kind: "unchanged" }
  | { readonly kind: "fetched"; readonly revision: string; readonly content: SourceContent }
  | { readonly kind: "unavailable"; readonly reason: string };

/**
 * Where policies come from: a folder, a repository, a server, a registry.
 *
 * Nothing that it gives is believed: files are loaded as a bundle, whole or not at all, and a release is opened by its signature. Total: whatever goes
 * wrong is `unavailable`, and what was there before stays in force. Time and size are bounded. One call at a time.
 */
export interface BundleSource {
  /** For people: the address, without credentials. */
  readonly name: string;
  /** Asks once. `known` is the revision that is here already, null for none. */
  fetch(known: string | null): Promise<Fetched>;
}
