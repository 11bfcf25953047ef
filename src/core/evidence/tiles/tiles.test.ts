import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBundle, encodeBundle } from "./bundle.ts";
import { bundlesOver, rightEdge, tileAt, tilesOver } from "./layout.ts";
import { parseTilePath, tilePath } from "./paths.ts";

describe("tilePath()", () => {
  it("writes an index in groups of three digits, as C2SP tlog-tiles does", () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 2, index: 0, width: 17 })).toBe("tile/2/000.p/17");
    expect(tilePath({ level: "entries", index: 1000, width: 256 })).toBe("tile/entries/x001/000");
  });

  it("is read back from what it wrote", () => {
    const names = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant("entries" as const)),
      index: fc.nat({ max: 10 ** 15 }),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(names, (name) => {
        expect(parseTilePath(tilePath(name))).toEqual(name);
      }),
    );
  });

  it.each([
    "tile/0/1",
    "tile/00/001",
    "tile/0/001.p/0",
    "tile/0/001.p/256",
    "tile/0/x000/001",
    "tile/0/../001",
    "tile/x/000",
  ])("is no path of a tile: %s", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe("the layout of tiles", () => {
  it("is that of the example of 70,000 entries in C2SP tlog-tiles", () => {
    expect(tileAt(0, 272, 70_000)).toEqual({ level: 0, index: 272, width: 256 });
    expect(rightEdge(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(rightEdge(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(rightEdge(0)).toEqual([]);
  });

  it("takes for a range the tiles above it and the right edge, each once", () => {
    expect(tilesOver({ from: 600, to: 601 }, 70_000).map(tilePath)).toEqual([
      "tile/0/002",
      "tile/1/000",
      "tile/2/000.p/1",
      "tile/0/273.p/112",
      "tile/1/001.p/17",
    ]);
    expect(bundlesOver({ from: 600, to: 601 }, 70_000).map(tilePath)).toEqual(["tile/entries/002"]);
  });
});

describe("bundles", () => {
  it("are read back as they were written", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries))?.map((entry) => [...entry])).toEqual(
          entries.map((entry) => [...entry]),
        );
      }),
    );
  });

  it("are none when they end within an entry", () => {
    const bundle = encodeBundle([new Uint8Array(5), new Uint8Array(300)]);
    const whole = new Set([0, 7, bundle.length]);
    for (let length = 0; length <= bundle.length; length++)
      expect(decodeBundle(bundle.subarray(0, length)) !== null, String(length)).toBe(whole.has(length));
  });
});
