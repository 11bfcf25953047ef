import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UnavailableError } from "#core/diagnostics";
import { reasonOf } from "../disk/reason.ts";

/**
 * Takes a folder for this process alone, by the lock of an empty SQLite file: it is the operating system's, so it ends with the process however
 * that ends. Throws an `UnavailableError` when another has it. Answers what gives it back.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "lock");
  const database = attempt(folder, () => new DatabaseSync(path, { timeout: 0 }));
  try {
    database.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    database.close();
    throw new UnavailableError("log-locked", `The log in \`${folder}\` is open in another process`, { cause: error });
  }
  return () => {
    database.close();
  };
}

function attempt(folder: string, open: () => DatabaseSync): DatabaseSync {
  try {
    return open();
  } catch (error) {
    throw new UnavailableError("log-unreadable", `Cannot open the log in \`${folder}\`: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}
