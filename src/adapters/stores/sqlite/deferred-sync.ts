import { close, fdatasync, fsyncSync, closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { sql, type Kysely, type Transaction } from "kysely";
import type { Tables } from "../sql/tables.ts";

/**
 * Makes what is written durable without keeping the whole process waiting for the disk: a transaction is committed without a sync, and then the write-ahead log is synced beside
 * everything else.
 *
 * INVARIANT (durable-before-answered): a write is answered after a sync of the log that began when its commit stood in it; the transactions of all others are committed with a
 * sync of their own, and those that are copied into the database file were synced before.
 */
export class DeferredSync {
  readonly #database: Kysely<Tables>;
  readonly #log: string;
  #descriptor: number | null = null;

  /** `file` is the database's, which is open as long as this is used. */
  constructor(database: Kysely<Tables>, file: string) {
    this.#database = database;
    this.#log = `${file}-wal`;
  }

  async write<Answer>(write: (transaction: Transaction<Tables>) => Promise<Answer>): Promise<Answer> {
    const answer = await this.#database.connection().execute(async (connection) => {
      await sql`pragma synchronous = normal`.execute(connection);
      try {
        return await connection.transaction().execute(write);
      } finally {
        await sql`pragma synchronous = full`.execute(connection);
      }
    });
    await promisify(fdatasync)((this.#descriptor ??= openLog(this.#log)));
    return answer;
  }

  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) close(descriptor);
  }
}

/** The log stands beside the database as long as that is open. That it does is made durable as well. */
function openLog(file: string): number {
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return openSync(file, "r+");
}
