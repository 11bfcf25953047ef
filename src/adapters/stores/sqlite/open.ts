import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, sql, SqliteDialect } from "kysely";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { openSqlStore } from "../sql/open.ts";
import type { Tables } from "../sql/tables.ts";
import { openDatabase, type SqliteFile } from "./database.ts";
import { DeferredSync } from "./deferred-sync.ts";

/**
 * Opens or makes the embedded store in one file, which this process has for itself as long as it is open: a second one is refused with the code
 * `store-in-use`. Every step is on the disk before it is answered. The file and its folder are readable by their owner alone.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: takeFile(file) }) });
  const sync = new DeferredSync(database, file);
  return openSqlStore(database, {
    durably: (write) => sync.write(write),
    // The write-ahead log still has what was deleted, until it is written into the file and begun anew.
    sweep: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(database);
    },
    close: () => sync.close(),
  });
}

function takeFile(file: string): SqliteFile {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // What SQLite lays beside the file gets the file's own permissions.
    closeSync(openSync(file, "a", 0o600));
    return openDatabase(file);
  } catch (cause) {
    if (isBusy(cause)) {
      throw new UnavailableError("store-in-use", `Another process has opened the store \`${file}\``, { cause });
    }
    throw new UnavailableError("store-unavailable", `Cannot open the store \`${file}\``, { cause });
  }
}

const SQLITE_BUSY = 5;

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY;
}
