import { sql, type Kysely } from "kysely";
import type { Store } from "#core/store";
import { SqlAliases } from "./aliases.ts";
import { SqlApprovals } from "./approvals.ts";
import { SqlBudgets } from "./budgets.ts";
import { SqlBundles } from "./bundles.ts";
import { SqlDisclosures } from "./disclosures.ts";
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

/**
 * A store over a database that Kysely speaks to, its tables brought up to date. A database that cannot be opened is closed again. `sweep` overwrites what was
 * deleted, where the database would else keep it for a while.
 */
export async function openSqlStore(
  database: Kysely<Tables>,
  sweep: () => Promise<void> = () => Promise.resolve(),
): Promise<Store> {
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
    budgets: new SqlBudgets(database),
    history: new SqlHistory(database),
    disclosures: new SqlDisclosures(database, sweep),
    leases: new SqlLeases(database),
    recordings: new SqlRecordings(database),
    sessions: new SqlSessions(database),
    stops: new SqlStops(database),
    submissions: new SqlSubmissions(database),
    toolsets: new SqlToolsets(database),
    ping,
    close: () => guard(() => database.destroy()),
  };
}
