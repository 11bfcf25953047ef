import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { MemoryAliases } from "./aliases.ts";
import { MemoryApprovals } from "./approvals.ts";
import { MemoryBudgets } from "./budgets.ts";
import { MemoryBundles } from "./bundles.ts";
import { MemoryDisclosures } from "./disclosures.ts";
import { MemoryLeases } from "./leases.ts";
import { MemoryHistory } from "./history.ts";
import { MemoryRecordings } from "./recordings.ts";
import { MemorySessions } from "./sessions.ts";
import { MemorySettings } from "./settings.ts";
import { MemoryStops } from "./stops.ts";
import { MemorySubmissions } from "./submissions.ts";
import { MemoryTokens } from "./tokens.ts";
import { MemoryToolsets } from "./toolsets.ts";

/** A store for tests and for trying things out: it ends with its process, and so promises no durability. */
export function openMemoryStore(): Store {
  let open = true;
  const check = (): void => {
    if (!open) throw new UnavailableError("store-closed", "The store is closed");
  };
  return {
    tokens: new MemoryTokens(check),
    bundles: new MemoryBundles(check),
    settings: new MemorySettings(check),
    aliases: new MemoryAliases(check),
    approvals: new MemoryApprovals(check),
    budgets: new MemoryBudgets(check),
    history: new MemoryHistory(check),
    disclosures: new MemoryDisclosures(check),
    leases: new MemoryLeases(check),
    recordings: new MemoryRecordings(check),
    sessions: new MemorySessions(check),
    stops: new MemoryStops(check),
    submissions: new MemorySubmissions(check),
    toolsets: new MemoryToolsets(check),
    // oxlint-disable-next-line require-await -- a closed store rejects, it does not throw
    ping: async () => {
      check();
    },
    close: () => {
      open = false;
      return Promise.resolve();
    },
  };
}
