import { expect, it } from "vitest";
import type { Store } from "#core/store";

/** What every adapter must do about settings. */
export function describeSettings(open: () => Store): void {
  it("sets a value only over the version that the caller saw", async () => {
    const { settings } = open();
    expect(await settings.get("mode")).toBeNull();
    expect(await settings.set("mode", "x", 3)).toEqual({ kind: "conflict", current: null });
    expect(await settings.set("mode", "x", 0)).toEqual({ kind: "set", setting: { value: "x", version: 1 } });
    expect(await settings.set("mode", "y", 0)).toEqual({ kind: "conflict", current: { value: "x", version: 1 } });
    expect(await settings.set("mode", "y", 1)).toEqual({ kind: "set", setting: { value: "y", version: 2 } });
    expect(await settings.get("mode")).toEqual({ value: "y", version: 2 });
  });
}
