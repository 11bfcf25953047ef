import type { Store } from "#core/store";
import type { Settings } from "../config/settings.ts";
import type { Log } from "../telemetry/log.ts";
import { Disclosures } from "./disclosures.ts";
import { Retention } from "./retention.ts";

/** Disclosures, as the settings say. */
export interface OpenDisclosures {
  /** What was kept is opened and forgotten, whether more is kept or not. */
  readonly disclosures: Disclosures;
  /** Null where nothing more is to be kept. */
  readonly sealing: Disclosures | null;
  close(): Promise<void>;
}

/** Opens what there is to disclose, and begins to remove what is too old. */
export function openDisclosures(
  settings: Pick<Settings, "disclosures" | "disclosureDays">,
  store: Store,
  log: Log,
): OpenDisclosures {
  const disclosures = new Disclosures(store.disclosures, Date.now);
  const retention = new Retention({ store: store.disclosures, days: settings.disclosureDays, log, now: Date.now });
  return {
    disclosures,
    sealing: settings.disclosures === "on" ? disclosures : null,
    close: async () => retention.close(),
  };
}
