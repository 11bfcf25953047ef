import { describe, expect, it } from "vitest";
import type { Effect } from "#core/model";
import { extentOf } from "./extent.ts";

const effect = (id: string, verb: Effect["verb"], changed = true): Effect =>
  // oxlint-disable-next-line no-unsafe-type-assertion -- nothing else of an effect is read
  ({ verb, changed, resource: { id } }) as Effect;

describe("extentOf()", () => {
  it("counts resources and not the effects that speak for them", () => {
    const effects = [effect("a", "delete"), effect("a", "delete"), effect("b", "update"), effect("c", "create")];
    expect(extentOf(effects)).toEqual({ creations: 1, alterations: 2, deletes: 1 });
  });

  it("counts a replaced resource on both sides", () => {
    expect(extentOf([effect("a", "delete"), effect("a", "create")])).toEqual({
      creations: 1,
      alterations: 1,
      deletes: 1,
    });
  });

  it("leaves out what stays as it is", () => {
    expect(extentOf([effect("a", "update", false)])).toEqual({ creations: 0, alterations: 0, deletes: 0 });
  });
});
