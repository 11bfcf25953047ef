import { describe, expect, it } from "vitest";
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
