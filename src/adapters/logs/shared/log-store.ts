import type { LogFile } from "#core/evidence";
import type { Group } from "../groups/group.ts";

/** The newest checkpoint, and the version under which it may be replaced. */
export interface StoredHead {
  readonly note: Uint8Array;
  readonly version: string;
}

/** Groups that follow each other, and whether there are more behind them. */
export interface GroupPage {
  readonly groups: readonly Group[];
  readonly isLast: boolean;
}

/**
 * What a log that several processes write together is kept in.
 *
 * - **Durability.** What a call answered survives the loss of any of these processes, and of the power.
 * - **Order.** The entries of each `append` stand behind those of every one that was answered before it began, without gaps, and never at an index that
 *   others had. A group that is there never changes.
 * - **Consistency.** A read sees every write that was answered before it began.
 * - **Concurrency.** Any number of calls of any number of processes. The checkpoint alone is replaced, compared and set; tiles are made once.
 * - **Errors.** Every call rejects with an `UnavailableError`, after which it may have happened. Whoever calls tries again.
 */
export interface LogStore {
  /** For messages: without anything secret. */
  readonly place: string;
  /** Puts entries behind all others, and answers the index of the first. */
  append(entries: readonly Uint8Array[]): Promise<number>;
  /** The groups from an index on that begins one, as far as a few megabytes go. With an index that is not the checkpoint's any more, anything may be answered. */
  groupsFrom(first: number): Promise<GroupPage>;
  /** Lets go of groups that end before an index which the checkpoint covers. */
  dropGroups(before: number): Promise<void>;
  readFile(path: string): Promise<Uint8Array | null>;
  /** Makes files; one that is there already stays as it is. */
  createFiles(files: readonly LogFile[]): Promise<void>;
  /** Makes or replaces a file that is not of the tree. */
  putFile(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes the files whose paths begin so. */
  removeFiles(prefix: string): Promise<void>;
  /** The paths that begin so, sorted. */
  listFiles(prefix: string): Promise<readonly string[]>;
  readHead(): Promise<StoredHead | null>;
  /** Replaces the checkpoint if its version is still this one, null for none, and answers its new version; null where another was faster. */
  replaceHead(note: Uint8Array, version: string | null): Promise<string | null>;
  close(): Promise<void>;
}
