import pg from "pg";
import { UnavailableError } from "#core/diagnostics";
import { decodeBundle, encodeBundle, type LogFile } from "#core/evidence";
import type { Group } from "../groups/group.ts";
import type { GroupPage, LogStore, StoredHead } from "../shared/log-store.ts";
import { TABLES } from "./tables.ts";

const MOST_CONNECTIONS = 3;
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** So many groups of at most a few megabytes are read at once. */
const PAGE_GROUPS = 16;

const PLACE = "PostgreSQL";
const HEAD = "checkpoint";

/**
 * A log in the tables of a PostgreSQL database, which any number of processes share.
 *
 * Each group is one statement: it moves the size of the log on and inserts the group there. The row of the size is locked until the group is durable, so that indexes have
 * no gaps and whoever sees a group sees all before it. Rejects where the server would lose what it has acknowledged (`fsync` is off).
 */
export async function openPostgresLogStore(url: string): Promise<LogStore> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "writ-log",
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    onConnect: (client) => client.query(DURABLE),
  });
  pool.on("error", () => {});
  const store = new PostgresLogStore(pool);
  try {
    await store.prepare();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A server may be told to acknowledge before it has written; one that waits for more than its own disk is left as it is. */
const DURABLE =
  "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')";

const APPEND = `
with moved as (update writ_log_size set size = size + $1 returning size - $1 as first)
insert into writ_log_groups (first, count, entries) select first, $1, $2 from moved returning first`;

type Row = Readonly<Record<string, unknown>>;

class PostgresLogStore implements LogStore {
  readonly place = PLACE;
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async prepare(): Promise<void> {
    const [row] = await this.#ask("select current_setting('fsync') as fsync", []);
    if (row?.["fsync"] === "off")
      throw new UnavailableError(
        "log-not-durable",
        "PostgreSQL runs with `fsync = off`, and would lose records that it has taken: turn it on",
      );
    await this.#ask(TABLES, null);
  }

  async append(entries: readonly Uint8Array[]): Promise<number> {
    const [row] = await this.#ask(APPEND, [entries.length, Buffer.from(encodeBundle(entries))]);
    if (row === undefined) throw unavailable("the log has no row for its size");
    return Number(row["first"]);
  }

  async groupsFrom(first: number): Promise<GroupPage> {
    const rows = await this.#ask(
      "select first, count, entries from writ_log_groups where first >= $1 order by first limit $2",
      [first, PAGE_GROUPS],
    );
    return { groups: rows.map(toGroup), isLast: rows.length < PAGE_GROUPS };
  }

  async dropGroups(before: number): Promise<void> {
    await this.#ask("delete from writ_log_groups where first < $1", [before]);
  }

  async readFile(path: string): Promise<Uint8Array | null> {
    const [row] = await this.#ask("select bytes from writ_log_files where path = $1", [path]);
    return row === undefined ? null : bytesOf(row["bytes"]);
  }

  async createFiles(files: readonly LogFile[]): Promise<void> {
    if (files.length === 0) return;
    await this.#ask(
      "insert into writ_log_files (path, bytes) select * from unnest($1::text[], $2::bytea[]) on conflict do nothing",
      [files.map(({ path }) => path), files.map(({ bytes }) => Buffer.from(bytes))],
    );
  }

  async putFile(path: string, bytes: Uint8Array): Promise<void> {
    await this.#ask(
      "insert into writ_log_files (path, bytes) values ($1, $2) on conflict (path) do update set bytes = excluded.bytes",
      [path, Buffer.from(bytes)],
    );
  }

  async removeFiles(prefix: string): Promise<void> {
    await this.#ask("delete from writ_log_files where path ^@ $1", [prefix]);
  }

  async listFiles(prefix: string): Promise<readonly string[]> {
    const rows = await this.#ask("select path from writ_log_files where path ^@ $1 order by path", [prefix]);
    return rows.map(({ path }) => String(path));
  }

  async readHead(): Promise<StoredHead | null> {
    const [row] = await this.#ask("select bytes, version from writ_log_files where path = $1", [HEAD]);
    return row === undefined ? null : { note: bytesOf(row["bytes"]), version: String(row["version"]) };
  }

  async replaceHead(note: Uint8Array, version: string | null): Promise<string | null> {
    const bytes = Buffer.from(note);
    const rows =
      version === null
        ? await this.#ask(
            "insert into writ_log_files (path, bytes, version) values ($1, $2, 1) on conflict do nothing returning version",
            [HEAD, bytes],
          )
        : await this.#ask(
            "update writ_log_files set bytes = $2, version = version + 1 where path = $1 and version = $3 returning version",
            [HEAD, bytes, version],
          );
    return rows[0] === undefined ? null : String(rows[0]["version"]);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #ask(query: string, values: readonly unknown[] | null): Promise<readonly Row[]> {
    try {
      const { rows } = await (values === null
        ? this.#pool.query<Row>(query)
        : this.#pool.query<Row>(query, [...values]));
      return rows;
    } catch (cause) {
      throw unavailable("the database did not answer", cause);
    }
  }
}

function unavailable(reason: string, cause?: unknown): UnavailableError {
  return new UnavailableError("log-unavailable", `The log in ${PLACE} takes nothing: ${reason}`, { cause });
}

function toGroup({ first, count, entries: bundle }: Row): Group {
  const entries = decodeBundle(bytesOf(bundle)) ?? [];
  if (entries.length === count) return { first: Number(first), entries };
  throw new UnavailableError("log-damaged", `The log in ${PLACE} is damaged: record ${String(first)} cannot be read`);
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(0);
}
