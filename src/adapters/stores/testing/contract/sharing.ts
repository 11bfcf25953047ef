import { expect, it } from "vitest";
import type { StoreUnderTest } from "../contract.ts";
import { activation, bundle, token } from "./samples.ts";

/** What every adapter must do that replicas share. */
export function describeSharing(under: StoreUnderTest): void {
  it("is one system for replicas that start at once", async () => {
    const where = await under.place();
    const replicas = await Promise.all(Array.from({ length: 5 }, () => under.open(where)));
    const firsts = await Promise.all(replicas.map(({ tokens }, index) => tokens.addFirst(token(`t${index}`))));
    expect(firsts.filter(({ kind }) => kind === "added")).toHaveLength(1);
    await Promise.all(replicas.map(({ bundles }) => bundles.put(bundle("shared"))));
    const results = await Promise.all(
      replicas.map(({ bundles }, index) => bundles.activate(activation(`r${index}`, "shared"), 0)),
    );
    expect(results.filter(({ kind }) => kind === "activated")).toHaveLength(1);
    const heads = await Promise.all(replicas.map(({ bundles }) => bundles.head()));
    expect(new Set(heads.map((head) => head?.id)).size).toBe(1);
    await Promise.all(replicas.map((replica) => replica.close()));
  });
}
