import { expect, it } from "vitest";
import type { StoreUnderTest } from "../contract.ts";
import { activation, bundle, token } from "./samples.ts";

/** What every adapter must do that has a disk. */
export function describeKeeping(under: StoreUnderTest): void {
  it("finds everything again after it was closed", async () => {
    const where = await under.place();
    const before = await under.open(where);
    await before.tokens.addFirst(token("kept"));
    await before.bundles.put(bundle("kept"));
    await before.bundles.activate(activation("kept", "kept"), 0);
    await before.close();
    const after = await under.open(where);
    expect(await after.tokens.find("kept")).toEqual(token("kept"));
    expect(await after.bundles.head()).toMatchObject({ digest: "kept", sequence: 1 });
    expect(await after.tokens.addFirst(token("other"))).toEqual({ kind: "not-first" });
    await after.close();
  });
}
