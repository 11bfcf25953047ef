import { hash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UnavailableError } from "#core/diagnostics";
import type { Witnessed, WitnessState } from "#core/evidence";

/** A state that can be let go. */
export interface OpenWitnessState extends WitnessState {
  close(): void;
}

/** The name of the state's file in its folder. */
const FILE = "witness.db";

/** Another process that writes is waited for so long. */
const PATIENCE_MS = 5000;

const SCHEMA = `create table if not exists witnessed (
  origin text primary key, origin_hash text not null unique, size integer not null check (size >= 0),
  root text not null, time integer not null check (time > 0), note text not null
) strict`;

/** Tells whether a folder holds the state of a witness. */
export function hasWitnessState(folder: string): boolean {
  return existsSync(join(folder, FILE));
}

/**
 * Opens the state of a witness in a folder, or begins one there: a file of SQLite that is on the disk, its name included, before anything is answered. The folder
 * is readable by its owner alone. Throws an `UnavailableError` when it cannot be opened.
 */
export function openWitnessState(folder: string): OpenWitnessState {
  const database = attempt(`Cannot open the state of the witness in \`${folder}\``, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openFile(join(folder, FILE));
  });
  const told = <Result>(run: () => Result): Promise<Result> =>
    new Promise((resolve) => {
      resolve(attempt("The state of the witness cannot be asked or kept", run));
    });
  return {
    latest: (origin) => told(() => find(database, "origin", origin)),
    latestByHash: (originHash) => told(() => find(database, "origin_hash", originHash)),
    advance: (expected, next) => told(() => (advance(database, expected, next) ? "advanced" : "changed")),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
  try {
    // With a journal that is deleted, `extra` makes its removal durable too, which is what commits.
    database.exec(`pragma journal_mode = delete; pragma synchronous = extra; ${SCHEMA}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function attempt<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnavailableError("witness-state-unavailable", `${what}: ${reason}`, { cause });
  }
}

function find(database: DatabaseSync, column: "origin" | "origin_hash", value: string): Witnessed | null {
  const row = database.prepare(`select origin, size, root, time, note from witnessed where ${column} = ?`).get(value);
  if (row === undefined) return null;
  const { origin, size, root, time, note } = row;
  return {
    origin: String(origin),
    size: Number(size),
    root: String(root),
    timeSeconds: Number(time),
    note: String(note),
  };
}

// INVARIANT (never-back): one statement compares and sets, and a smaller tree never takes the place of a larger one.
function advance(database: DatabaseSync, expected: Witnessed | null, next: Witnessed): boolean {
  const { origin, size, root, timeSeconds, note } = next;
  if (expected === null) {
    const insert = "insert into witnessed (origin, origin_hash, size, root, time, note) values (?, ?, ?, ?, ?, ?)";
    const statement = database.prepare(`${insert} on conflict do nothing`);
    return statement.run(origin, hash("sha256", origin), size, root, timeSeconds, note).changes === 1;
  }
  const statement = database.prepare(
    `update witnessed set size = ?, root = ?, time = ?, note = ?
     where origin = ? and size = ? and root = ? and time = ? and size <= ?`,
  );
  const was = [origin, expected.size, expected.root, expected.timeSeconds, size];
  return statement.run(size, root, timeSeconds, note, ...was).changes === 1;
}
