import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import { portFunctions } from "./ports.ts";

const range = portFunctions.find(({ name }) => name === "ports.range")?.overloads[0]?.evaluate;

describe("ports.range()", () => {
  it.each(["icmp", "ICMPV6", "1", 58])("answers no ports for `%s`, which knows none", (protocol) => {
    expect(range?.(-1, -1, protocol)).toEqual([]);
  });

  it.each(["-1", "all", -1])("answers every port for `%s`", (protocol) => {
    expect(range?.(22, 22, protocol)).toEqual([{ from: 0, to: 65535 }]);
  });
});

function span(from: number, to: number): { from: number; to: number } {
  return { from, to };
}

describe("ports.without()", () => {
  const without = portFunctions.find(({ name }) => name === "ports.without")?.overloads[0]?.evaluate;

  it.each([
    ["nothing", [span(20, 25)], [], [span(20, 25)]],
    ["the middle", [span(20, 25)], [span(22, 23)], [span(20, 21), span(24, 25)]],
    ["either end", [span(20, 25)], [span(0, 20), span(25, 99)], [span(21, 24)]],
    ["all of it", [span(20, 25), span(80, 80)], [span(20, 25)], [span(80, 80)]],
    ["what lies beside it", [span(20, 25)], [span(26, 30), span(10, 19)], [span(20, 25)]],
    ["what is no range", [span(20, 25)], [{ from: "20", to: 25 }], [span(20, 25)]],
  ])("takes away %s", (_, ranges, removed, expected) => {
    expect(without?.(ranges, removed)).toEqual(expected);
  });

  it("keeps what it cannot read, and does not know what is left when it does not know what goes", () => {
    const unknown = new Unknown([{ reason: "after-apply", path: "x" }]);
    expect(without?.([unknown, "22"], [span(0, 65_535)])).toEqual([unknown, "22"]);
    expect(without?.([span(22, 22)], [unknown])).toBe(unknown);
  });
});
