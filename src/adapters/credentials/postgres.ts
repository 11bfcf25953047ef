import { randomBytes } from "node:crypto";
import pg from "pg";
import { UnavailableError } from "#core/diagnostics";
import type { TableRight } from "#core/credentials";
import type { Minter } from "./minter.ts";

/** Where roles are made. */
export interface DatabasePlace {
  /** Of a role that may make roles and holds what it gives, with the option to give it. */
  readonly url: string;
  readonly seconds: number;
  readonly now: () => number;
}

const ROLE = /^writ_[a-z0-9_]{1,40}$/;
const TIMEOUT_MS = 10_000;

/**
 * Roles of a PostgreSQL with a password that ends, and rights on some tables. Ended roles lose their sessions, their rights and then themselves.
 */
export function postgresMinter({ url, seconds, now }: DatabasePlace): Minter<readonly TableRight[]> {
  return {
    handleOf: roleOf,
    async mint(id, rights) {
      const role = roleOf(id);
      const password = randomBytes(24).toString("base64url");
      const expiresAt = new Date(now() + seconds * 1000).toISOString();
      await within(url, async (client) => {
        const database = pg.escapeIdentifier(client.database ?? "");
        const login = `login nosuperuser nocreatedb nocreaterole noinherit noreplication connection limit 4`;
        await client.query(`create role ${role} ${login} password '${password}' valid until '${expiresAt}'`);
        await client.query(`grant connect on database ${database} to ${role}`);
        for (const right of rights) await grant(client, role, right);
      });
      return { environment: environmentOf(url, role, password), files: {}, expiresAt };
    },
    async revoke(handle) {
      if (!ROLE.test(handle)) throw unavailable("The handle names no role of a task");
      if (!(await lock(url, handle))) return;
      await within(url, async (client) => {
        await client.query("select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1", [handle]);
        await client.query(`drop owned by ${handle}`);
        await client.query(`drop role ${handle}`);
      });
    },
  };
}

function roleOf(id: string): string {
  return `writ_${id.toLowerCase().replaceAll("-", "_")}`;
}

/** Lets nobody log in any more, by itself, so that none does while sessions are ended; false where there is no such role. */
async function lock(url: string, role: string): Promise<boolean> {
  return await within(url, async (client) => {
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
    if (rowCount === 0) return false;
    await client.query(`alter role ${role} nologin`);
    return true;
  });
}

async function grant(client: pg.Client, role: string, { schema, table, privileges }: TableRight): Promise<void> {
  const [space, name] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(table)];
  await client.query(`grant usage on schema ${space} to ${role}`);
  await client.query(`grant ${privileges.join(", ")} on table ${space}.${name} to ${role}`);
}

/** In one transaction, so that no role is left half made or half ended. */
async function within<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  // A connection that breaks is told to whoever waits for an answer on it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (cause) {
    throw unavailable("The database made or ended no role of a task", cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function environmentOf(url: string, role: string, password: string): Readonly<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  return {
    PGHOST: client.host,
    PGPORT: String(client.port),
    PGDATABASE: client.database ?? "",
    PGUSER: role,
    PGPASSWORD: password,
  };
}

function unavailable(message: string, cause?: unknown): UnavailableError {
  return new UnavailableError("credentials-unavailable", message, cause === undefined ? {} : { cause });
}
