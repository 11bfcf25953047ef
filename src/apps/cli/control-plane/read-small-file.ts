import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** A file that was read whole, and its permissions as they were then. */
export interface SmallFile {
  readonly text: string;
  readonly mode: number;
}

/** Reads a file of at most `most` bytes; `what` it is names it in the `UsageError` that is thrown for one that cannot be read. */
export function readSmallFile(file: string, what: string, most: number): SmallFile {
  try {
    const descriptor = openSync(file, "r");
    try {
      const bytes = Buffer.alloc(most + 1);
      const size = readAll(descriptor, bytes);
      if (size > most) throw new UsageError(`Cannot read ${what} \`${file}\`: it has more than ${most} bytes`);
      return { text: bytes.toString("utf8", 0, size), mode: fstatSync(descriptor).mode };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${what} \`${file}\`: ${reasonOf(error)}`);
  }
}

/** A pipe gives its bytes in pieces. */
function readAll(descriptor: number, bytes: Buffer): number {
  let size = 0;
  for (let read = 1; read > 0 && size < bytes.length; size += read) {
    read = readSync(descriptor, bytes, size, bytes.length - size, null);
  }
  return size;
}
