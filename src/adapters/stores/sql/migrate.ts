import type { Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { UnavailableError } from "#core/diagnostics";
import { controlPlane } from "./migrations/0001-control-plane.ts";
import { aliases } from "./migrations/0002-aliases.ts";
import { sessions } from "./migrations/0003-sessions.ts";
import { approvals } from "./migrations/0004-approvals.ts";
import { bundles } from "./migrations/0005-bundles.ts";
import { submissions } from "./migrations/0006-submissions.ts";
import { recordings } from "./migrations/0007-recordings.ts";
import { disclosures } from "./migrations/0009-disclosures.ts";
import { agents } from "./migrations/0010-agents.ts";
import { toolsets } from "./migrations/0011-toolsets.ts";
import { stops } from "./migrations/0012-stops.ts";
import { holds } from "./migrations/0013-holds.ts";
import { leases } from "./migrations/0016-leases.ts";
import { tokenTask } from "./migrations/0018-token-task.ts";

/** In the order of their names. One that was published never changes; there is no way down, because data that a step dropped does not come back. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-control-plane": { up: controlPlane },
  "0002-aliases": { up: aliases },
  "0003-sessions": { up: sessions },
  "0004-approvals": { up: approvals },
  "0005-bundles": { up: bundles },
  "0006-submissions": { up: submissions },
  "0007-recordings": { up: recordings },
  "0009-disclosures": { up: disclosures },
  "0010-agents": { up: agents },
  "0011-toolsets": { up: toolsets },
  "0012-stops": { up: stops },
  "0013-holds": { up: holds },
  "0016-leases": { up: leases },
  "0018-token-task": { up: tokenTask },
};

/**
 * Brings the tables up to date. Of replicas that start at once one does it while the others wait: PostgreSQL holds an advisory lock, and a SQLite file
 * has one process. Tables that a newer version of Writ left behind are refused.
 */
export async function migrate<Tables>(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableName: "writ_migrations",
    migrationLockTableName: "writ_migrations_lock",
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const message = "Cannot bring the tables of the store up to date: they may be of a newer version of Writ";
  throw new UnavailableError("store-migration", message, { cause: error });
}
