import type { BundleFile } from "#core/bundle";
import { list, record, required, text, whole, type Shape } from "#core/wire";

/**
 * A bundle on its way to those that decide by it: its documents, and the place of its activation among all others.
 *
 * Going back to older documents is a new release with a higher sequence, so that whoever sees a lower one than it has knows that it is being misled.
 */
export interface Release {
  /** Whose policies these are: the name of the control plane, so that no release of another passes for one of this. */
  readonly origin: string;
  /** Counts the activations of the origin from 1. */
  readonly sequence: number;
  /** `Bundle.digest` of the documents. */
  readonly digest: string;
  /** RFC 3339, UTC. */
  readonly activatedAt: string;
  readonly files: readonly BundleFile[];
}

/** The type under which releases are signed and served. */
export const RELEASE_TYPE = "application/vnd.writ.release.v1+json";

/** What no release exceeds. */
export const RELEASE_LIMITS: { readonly bytes: number; readonly files: number; readonly name: number } = {
  bytes: 64 * 1024 * 1024,
  files: 20_000,
  name: 512,
};

const file: Shape<BundleFile> = record("a file with `file` and `text`", {
  file: required(text("a name", RELEASE_LIMITS.name), "Its name, from the root of the bundle"),
  text: required(text("a text", RELEASE_LIMITS.bytes, true), "What stands in it"),
});

/** What is signed. */
export const releaseShape: Shape<Release> = record("a release", {
  origin: required(text("a name", RELEASE_LIMITS.name), "The control plane that activated it"),
  sequence: required(whole(1, Number.MAX_SAFE_INTEGER), "The number of the activation"),
  digest: required(text("a digest", 64), "The digest of the bundle"),
  activatedAt: required(text("a time", 64), "RFC 3339, UTC"),
  files: required(list(file, "files", RELEASE_LIMITS.files), "The documents"),
});
