import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Store } from "#core/store";
import { openSqlStore } from "../sql/open.ts";
import type { Tables } from "../sql/tables.ts";

const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Opens a store in a PostgreSQL database, which any number of replicas share. Its tables, named `writ_…`, are made in the schema that the connection
 * uses. A server that does not answer costs a call a few seconds, never all of them.
 */
export async function openPostgresStore(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "writ",
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
  });
  // A connection that breaks while nobody uses it is opened anew by whoever asks next.
  pool.on("error", () => {});
  return openSqlStore(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
}
