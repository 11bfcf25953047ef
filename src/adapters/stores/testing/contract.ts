import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "#core/store";
import { describeAliases } from "./contract/aliases.ts";
import { describeApprovals } from "./contract/approvals.ts";
import { describeBudgets } from "./contract/budgets.ts";
import { describeBundles } from "./contract/bundles.ts";
import { describeDisclosures } from "./contract/disclosures.ts";
import { describeHistory } from "./contract/history.ts";
import { describeKeeping } from "./contract/keeping.ts";
import { describeLeases } from "./contract/leases.ts";
import { describeRecordings } from "./contract/recordings.ts";
import { describeRepetition } from "./contract/repetition.ts";
import { describeSessions } from "./contract/sessions.ts";
import { describeSettings } from "./contract/settings.ts";
import { describeSharing } from "./contract/sharing.ts";
import { describeStops } from "./contract/stops.ts";
import { describeTokens } from "./contract/tokens.ts";
import { describeSubmissions } from "./contract/submissions.ts";
import { describeToolsets } from "./contract/toolsets.ts";

/** How the kit opens stores. */
export interface StoreUnderTest {
  readonly name: string;
  /** Why it cannot be tested here; null when it can. */
  readonly skip: string | null;
  /** Where a store may be that nobody used. */
  place(): Promise<string>;
  open(place: string): Promise<Store>;
  /** Whether a place still has what was written when it is opened again, and whether several may have it open. */
  readonly keeps: boolean;
  readonly isShared: boolean;
}

/** What every adapter of `Store` must do. */
export function describeStore(under: StoreUnderTest): void {
  describe.skipIf(under.skip !== null)(
    `a store in ${under.name}${under.skip === null ? "" : ` (${under.skip})`}`,
    () => {
      let store: Store;
      beforeAll(async () => {
        store = await under.open(await under.place());
      });
      afterAll(() => store.close());

      describeTokens(() => store);
      describeBundles(() => store);
      describeSettings(() => store);
      describeAliases(() => store);
      describeApprovals(() => store);
      describeBudgets(() => store);
      describeDisclosures(() => store);
      describeLeases(() => store);
      describeHistory(() => store);
      describeRecordings(() => store);
      describeSessions(() => store);
      describeStops(() => store);
      describeSubmissions(() => store);
      describeToolsets(() => store);
      describeRepetition(() => store);
      if (under.keeps) describeKeeping(under);
      if (under.isShared) describeSharing(under);

      it("answers a ping while it is open, and rejects everything once it is closed", async () => {
        const own = await under.open(await under.place());
        await own.ping();
        await own.close();
        await expect(own.ping()).rejects.toMatchObject({ name: "UnavailableError" });
        await expect(own.bundles.head()).rejects.toMatchObject({ name: "UnavailableError" });
      });
    },
  );
}
