import { sql, type Kysely } from "kysely";
import type { Store } from "#core/store";
import { SqlAliases } from "./aliases.ts";
import { SqlApprovals } from "./approvals.ts";
import { SqlBudgets } from "./budgets.ts";
import { SqlBundles } from "./bundles.ts";
import { SqlDisclosures } from "./disclosures.ts";
import type { Durably } from "./durably.ts";
import { guard } from "./guard.ts";
import { SqlLeases } from "./leases.ts";
import { SqlHistory } from "./history.ts";
import { migrate } from "./migrate.ts";
import { SqlRecordings } from "./recordings.ts";
import { SqlSessions } from "./sessions.ts";
import { SqlSettings } from "./settings.ts";
import { SqlStops } from "./stops.ts";
import { SqlSubmissions } from "./submissions.ts";
import type { Tables } from "./tables.ts";
import { SqlTokens } from "./tokens.ts";
import { SqlToolsets } from "./toolsets.ts";

/** What one database does in another way than others. */
export interface Ways {
  /** Writes what acts wait for. */
  readonly durably: Durably;
  /** Overwrites what was deleted, where the database would else keep it for a while. */
  readonly sweep: () => Promise<void>;
  /** Lets go of what the ways hold. */
  readonly close: () => void;
}

/** A store over a database that Kysely speaks to, its tables brought up to date. A database that cannot be opened is closed again. */
export async function openSqlStore(database: Kysely<Tables>, ways: Partial<Ways> = {}): Promise<Store> {
  const durably: Durably = ways.durably ?? ((write) => database.transaction().execute(write));
  const ping = async (): Promise<void> => {
    await guard(() => sql`select 1`.execute(database));
  };
  try {
    await ping();
    await guard(() => migrate(database));
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return {
    tokens: new SqlTokens(database),
    bundles: new SqlBundles(database),
    settings: new SqlSettings(database),
    aliases: new SqlAliases(database),
    approvals: new SqlApprovals(database),
    budgets: new SqlBudgets(database, durably),
    history: new SqlHistory(database, durably),
    disclosures: new SqlDisclosures(database, ways.sweep ?? (() => Promise.resolve())),
    leases: new SqlLeases(database),
    recordings: new SqlRecordings(database),
    sessions: new SqlSessions(database),
    stops: new SqlStops(database),
    submissions: new SqlSubmissions(database),
    toolsets: new SqlToolsets(database),
    ping,
    close: () => {
      ways.close?.();
      return guard(() => database.destroy());
    },
  };
}
