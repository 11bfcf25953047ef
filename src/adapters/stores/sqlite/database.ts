import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** A database file as Kysely's dialect for SQLite speaks to it. */
export type SqliteFile = SqliteDatabase;

/**
 * Opens a file with the built-in SQLite: exclusively, because the lock of a process that is killed ends with it, and with a synchronous write-ahead
 * log, so that what was committed survives a loss of power.
 */
export function openDatabase(file: string): SqliteFile {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full");
    // What is deleted, such as who stands behind an alias, does not stay in unused pages.
    database.exec("pragma secure_delete = on; pragma foreign_keys = on; begin immediate; commit");
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    close: () => {
      if (database.isOpen) database.close();
    },
    prepare: preparing((text) => new Statement(database.prepare(text))),
  };
}

/** How many statements are kept; there are no more but for lists of any length. */
const MOST_PREPARED = 256;

/** Prepares each statement once: that takes longer than most statements themselves. One connection runs one at a time, so that none is used twice at once. */
function preparing(prepare: (text: string) => Statement): (text: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (text) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = prepare(text);
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    prepared.set(text, statement);
    return statement;
  };
}

class Statement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...inputs(parameters));
  }

  run(parameters: readonly unknown[]): ReturnType<StatementSync["run"]> {
    return this.#statement.run(...inputs(parameters));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...inputs(parameters));
  }
}

/** What the queries of the store hand in is text, numbers and null, which is checked here once more. */
function inputs(parameters: readonly unknown[]): readonly SQLInputValue[] {
  return parameters.filter(isInput);
}

function isInput(value: unknown): value is SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return true;
  throw new TypeError(`A ${typeof value} cannot be a parameter of a query`);
}
