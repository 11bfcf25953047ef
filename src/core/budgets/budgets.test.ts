import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BudgetLimit } from "#core/documents";
import { chargesOf, correctionsOf, windowAt, type Charge, type Use } from "./index.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 1, 10, 30);
const USE: Use = { calls: 1, destroyed: 2, tokens: 100, microUsd: 50, tool: "shop/list" };

function limit(changes: Partial<BudgetLimit> = {}): BudgetLimit {
  return { of: "calls", per: "agent", window: "1h", most: 10, ...changes };
}

function charges(limits: readonly BudgetLimit[], use: Partial<Use> = {}, at = NOW): readonly Charge[] | string {
  const charged = chargesOf([{ agent: "builder", session: "s-1", limits }], { ...USE, ...use }, at);
  return charged.kind === "charges" ? charged.charges : charged.message;
}

function accounts(limits: readonly BudgetLimit[], at = NOW): readonly string[] {
  const found = charges(limits, {}, at);
  return typeof found === "string" ? [found] : found.map(({ account }) => account);
}

describe("windowAt()", () => {
  it.each([
    ["30s", 30_000],
    ["15m", 900_000],
    ["24h", 24 * HOUR],
    ["7d", 168 * HOUR],
  ])("gives windows of %s that follow each other without gaps", (length, lengthMs) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
        const { index = -1, endsAtMs = 0 } = windowAt(length, at) ?? {};
        expect(at).toBeLessThan(endsAtMs);
        expect(at).toBeGreaterThanOrEqual(endsAtMs - lengthMs);
        expect(windowAt(length, endsAtMs)?.index).toBe(index + 1);
      }),
    );
  });

  it.each(["", "h", "1", "0h", "-1h", "1.5h", "1x", "1e400h"])("knows no window of `%s`", (length) => {
    expect(windowAt(length, NOW)).toBeNull();
  });
});

describe("chargesOf()", () => {
  it("charges each limit in an account of its own, by what is counted, of whom, and when", () => {
    const limits = [
      limit(),
      limit({ of: "tokens" }),
      limit({ per: "session" }),
      limit({ per: "fleet", window: null }),
      limit({ window: "2h" }),
    ];
    expect(new Set(accounts(limits)).size).toBe(5);
    expect(accounts([limit()], NOW + 20 * 60_000)).toEqual(accounts([limit()]));
    expect(accounts([limit()], NOW + HOUR)).not.toEqual(accounts([limit()]));
    expect(accounts([limit({ window: null })], NOW + HOUR)).toEqual(accounts([limit({ window: null })]));
  });

  it("charges what is used, and a tool once", () => {
    const limits = (["calls", "destroyed", "tokens", "microUsd", "tools"] as const).map((of) =>
      limit({ of, window: null }),
    );
    const found = charges(limits);
    expect(typeof found === "string" ? found : found.map(({ unit, amount, member }) => [unit, amount, member])).toEqual(
      [
        ["calls", 1, null],
        ["destroyed", 2, null],
        ["microUsd", 50, null],
        ["tokens", 100, null],
        ["tools", 1, "shop/list"],
      ],
    );
    expect(charges([limit({ of: "tools" })], { tool: null })).toEqual([]);
  });

  it("lets the least of several limits of one account hold", () => {
    expect(charges([limit({ most: 9 }), limit({ most: 3 }), limit({ most: 5 })])).toMatchObject([{ most: 3 }]);
  });

  it("charges a limit of all agents once, however many have a part in an act", () => {
    const limits = [limit({ per: "fleet" })];
    const spenders = ["parent", "child"].map((agent) => ({ agent, session: "s", limits }));
    expect(chargesOf(spenders, USE, NOW)).toMatchObject({ kind: "charges", charges: [{ amount: 1 }] });
  });

  it.each([
    ["nobody can count", null],
    ["is no whole number", 1.5],
    ["is less than nothing", -1],
    ["is no number", Number.NaN],
  ])("refuses what %s, whatever the limit is over", (_, destroyed) => {
    for (const per of ["call", "session", "agent", "fleet"] as const) {
      const most = Number.MAX_SAFE_INTEGER;
      expect(charges([limit({ of: "destroyed", per, window: null, most })], { destroyed })).toMatch(
        /cannot be counted/,
      );
    }
    expect(typeof charges([limit()], { destroyed })).not.toBe("string");
  });

  it("refuses a call that takes more than one call may", () => {
    const one = limit({ of: "destroyed", per: "call", window: null, most: 1 });
    expect(charges([one])).toBe("This takes 2 `destroyed`, and one call may use 1 `destroyed`");
    expect(charges([one], { destroyed: 1 })).toEqual([]);
  });

  it("tells agents and sessions apart whatever they are called", () => {
    const limits = [limit({ per: "session" })];
    const [first, second] = [['a","b', "c"] as const, ["a", 'b","c'] as const].map(([agent, session]) =>
      chargesOf([{ agent, session, limits }], USE, NOW),
    );
    expect(first).not.toEqual(second);
  });
});

describe("correctionsOf()", () => {
  const found = charges((["calls", "tokens", "microUsd", "tools"] as const).map((of) => limit({ of, window: null })));
  const made = typeof found === "string" ? [] : found;
  const corrected = (spent: Parameters<typeof correctionsOf>[1]): unknown =>
    correctionsOf(made, spent).map(({ account, amount }) => [JSON.parse(account)[1], amount]);

  it("counts what was used where that is told", () => {
    expect(corrected({ kind: "done", tokens: 7, microUsd: 900 })).toEqual([
      ["microUsd", 900],
      ["tokens", 7],
    ]);
  });

  it.each([
    ["done", {}],
    ["failed", {}],
    ["done", { tokens: -1 }],
    ["failed", { tokens: Number.NaN, microUsd: 0.5 }],
  ] as const)("counts all that was reserved where it is not: %s %j", (kind, told) => {
    expect(corrected({ kind, ...told })).toEqual([]);
  });

  it("counts nothing of what never left but its tool", () => {
    expect(corrected({ kind: "unsent" })).toEqual([
      ["calls", 0],
      ["microUsd", 0],
      ["tokens", 0],
    ]);
  });
});
