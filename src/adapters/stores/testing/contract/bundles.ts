import { expect, it } from "vitest";
import type { Store } from "#core/store";
import { activation, bundle } from "./samples.ts";

/** What every adapter must do about bundles. */
export function describeBundles(open: () => Store): void {
  it("keeps a bundle under its digest, whatever is put there later", async () => {
    const { bundles } = open();
    expect(await bundles.put(bundle("a"))).toEqual({ kind: "stored" });
    expect(await bundles.put({ ...bundle("a"), files: [], author: null })).toEqual({ kind: "known" });
    expect(await bundles.get("a")).toEqual(bundle("a"));
    expect(await bundles.get("b")).toBeNull();
  });

  it("activates after the head that the caller saw, and tells who came first", async () => {
    const { bundles } = open();
    await bundles.put(bundle("b"));
    expect(await bundles.head()).toBeNull();
    const first = { ...activation("1", "a"), sequence: 1 };
    expect(await bundles.activate(activation("1", "a"), 0)).toEqual({ kind: "activated", activation: first });
    expect(await bundles.activate(activation("2", "b"), 0)).toEqual({ kind: "conflict", head: first });
    expect(await bundles.activate(activation("2", "b"), 5)).toEqual({ kind: "conflict", head: first });
    expect(await bundles.activate(activation("3", "none"), 1)).toEqual({ kind: "unknown-bundle" });
    expect(await bundles.activate(activation("2", "b"), 1)).toMatchObject({ kind: "activated" });
    expect(await bundles.head()).toEqual({ ...activation("2", "b"), sequence: 2 });
    expect(await bundles.find(1)).toEqual(first);
    expect(await bundles.find(3)).toBeNull();
    expect((await bundles.history(1)).map(({ sequence }) => sequence)).toEqual([2]);
    expect((await bundles.history(9)).map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  it("lets one of many succeed that activate after the same head", async () => {
    const { bundles } = open();
    const after = (await bundles.head())?.sequence ?? 0;
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => bundles.activate(activation(`race-${index}`, "a"), after)),
    );
    expect(results.filter(({ kind }) => kind === "activated")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "conflict")).toHaveLength(7);
    expect((await bundles.head())?.sequence).toBe(after + 1);
  });
}
