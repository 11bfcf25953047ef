import type { ParsedDocuments } from "#core/documents";
import type { KubernetesVersion } from "#core/language";

/** A document file on disk. */
export interface DiskFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** A file that may be a document file. */
export interface FoundFile extends DiskFile {
  /** Whether a configuration names it, so that it counts whatever is in it. */
  readonly named: boolean;
}

/** What the server asks of the world: nothing but files, which it reads and never writes. */
export interface ProjectFiles {
  /** The user's files below these folders, or those that their configuration names. Never throws; what cannot be read is left out. */
  readonly own: (folders: readonly string[]) => readonly FoundFile[];
  /** The version of the cluster for which policies of others are compiled. Never throws. */
  readonly kubernetes: (folders: readonly string[]) => KubernetesVersion;
  /** The expectations of the cases of the policy in the file at `policy`. Never throws. */
  readonly expectations: (policy: string) => readonly DiskFile[];
  /** The parsed documents of the library without the files at `paths`, which the user edits. */
  readonly shipped: (paths: ReadonlySet<string>) => readonly ParsedDocuments[];
}
