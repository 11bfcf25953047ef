import { expect, it } from "vitest";
import type { Store } from "#core/store";
import { createFaultyStore } from "../../../../core/store/testing/faulty-store.ts";
import { activation, token } from "./samples.ts";

/** Faults come in pairs, and whoever calls knows no more than that the call failed. */
export function describeRepetition(open: () => Store): void {
  for (const fault of ["failed", "failed-but-happened"] as const) {
    it(`answers a call that is repeated after it ${fault} as if it had not`, async () => {
      const store = createFaultyStore(open());
      const after = (await store.bundles.head())?.sequence ?? 0;
      const calls: readonly (() => Promise<{ readonly kind: string }>)[] = [
        () => store.tokens.add(token(`again-${fault}`)),
        () => store.tokens.revoke(`again-${fault}`, "2026-02-02T00:00:00.000Z"),
        () => store.tokens.add(token(`again-${fault}`)),
        () => store.bundles.activate(activation(`again-${fault}`, "a"), after),
        () => store.settings.set(`again-${fault}`, "v", 0),
      ];
      const answers: string[] = [];
      for (const call of calls) {
        store.plan(fault);
        await expect(call()).rejects.toMatchObject({ code: "store-unavailable" });
        answers.push((await call()).kind);
      }
      expect(answers).toEqual(["added", "revoked", "added", "activated", "set"]);
      expect((await store.bundles.head())?.sequence).toBe(after + 1);
      expect(await store.settings.get(`again-${fault}`)).toEqual({ value: "v", version: 1 });
    });
  }
}
