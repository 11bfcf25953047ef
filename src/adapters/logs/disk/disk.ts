/** A file that is written at places and made durable. Every call throws what the operating system said, and what it did up to there is unknown. */
export interface DiskFile {
  /** Writes all bytes at an offset. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Answers after all that was written would survive the loss of power. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a log needs of a file system. A port, so that tests can break it at each step. */
export interface Disk {
  /** A file that is there, for writing. */
  open(path: string): Promise<DiskFile>;
  /** A whole file, or null when there is none. */
  read(path: string): Promise<Buffer | null>;
  /** The names in a folder, sorted; none when there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Puts a file in the place of what was there, so that a reader sees the old or the new one whole; with `durable`, its content and name are so too. */
  replace(path: string, bytes: Uint8Array, durable: boolean): Promise<void>;
  /** Makes the content of a file, or the names in a folder, durable. */
  syncPath(path: string): Promise<void>;
  /** Removes a file or folder with all that it holds; one that is not there is removed already. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
}
