import fc from "fast-check";
import { expect, it } from "vitest";
import type { BudgetCharge, BudgetStore, Store } from "#core/store";

const EXPIRES = "2026-03-01T12:00:00.000Z";
const BEFORE = "2026-03-01T11:00:00.000Z";
const AFTER = "2026-03-01T12:00:00.000Z";

/** What every store of budgets must do; each test has accounts of its own. */
export function describeBudgets(open: () => Store): void {
  it("reserves what fits, and of what does not nothing at all", async () => {
    const { budgets } = open();
    expect(await reserve(budgets, "fits-1", charge("fits-a", 3, 5), charge("fits-b", 1, 1))).toEqual(RESERVED);
    expect(await reserve(budgets, "fits-2", charge("fits-a", 2, 5), charge("fits-b", 1, 1))).toEqual({
      kind: "exceeded",
      account: "fits-b",
      used: 1,
    });
    expect(await used(budgets, "fits-a", "fits-b", "fits-c")).toEqual([3, 1, 0]);
    expect(await reserve(budgets, "fits-3", charge("fits-a", 2, 5), charge("fits-b", 0, 0))).toEqual(RESERVED);
    expect(await used(budgets, "fits-a")).toEqual([5]);
  });

  it("counts a member once, and never gives it back", async () => {
    const { budgets } = open();
    expect(await reserve(budgets, "tools-1", toolCharge("a"))).toEqual(RESERVED);
    expect(await reserve(budgets, "tools-2", toolCharge("a"))).toEqual(RESERVED);
    expect(await reserve(budgets, "tools-3", toolCharge('b"\u0000\ud800'))).toEqual(RESERVED);
    expect(await reserve(budgets, "tools-4", toolCharge("c"))).toEqual({ kind: "exceeded", account: "tools", used: 2 });
    expect(await reserve(budgets, "tools-5", toolCharge('b"\u0000\ud800'))).toEqual(RESERVED);
    expect(await used(budgets, "tools")).toEqual([2]);
  });

  it("takes a reservation that is made again for the first", async () => {
    const { budgets } = open();
    expect(await reserve(budgets, "again", charge("again", 3, 4))).toEqual(RESERVED);
    expect(await reserve(budgets, "again", charge("again", 3, 4))).toEqual(RESERVED);
    expect(await used(budgets, "again")).toEqual([3]);
  });

  it("settles once, and counts what was used in place of what was reserved", async () => {
    const { budgets } = open();
    await reserve(budgets, "settle", charge("settle-a", 10, 10), charge("settle-b", 1, 1));
    const settlement = { id: "settle", at: BEFORE, amounts: [{ account: "settle-a", amount: 4 }] };
    expect(await budgets.settle(settlement)).toEqual({ kind: "settled" });
    expect(await budgets.settle(settlement)).toEqual({ kind: "unknown" });
    expect(await budgets.settle({ ...settlement, id: "settle-never" })).toEqual({ kind: "unknown" });
    expect(await used(budgets, "settle-a", "settle-b")).toEqual([4, 1]);
    expect(await reserve(budgets, "settle-2", charge("settle-a", 7, 10))).toMatchObject({ kind: "exceeded", used: 4 });
  });

  it("counts more than was reserved where more was used", async () => {
    const { budgets } = open();
    await reserve(budgets, "more", charge("more", 0, 10));
    await budgets.settle({ id: "more", at: BEFORE, amounts: [{ account: "more", amount: 25 }] });
    expect(await used(budgets, "more")).toEqual([25]);
    expect(await reserve(budgets, "more-2", charge("more", 1, 10))).toMatchObject({ kind: "exceeded", used: 25 });
  });

  it("gives nothing back once a reservation expired, but adds", async () => {
    const { budgets } = open();
    await reserve(budgets, "late", charge("late-a", 5, 9), charge("late-b", 5, 9));
    const amounts = [
      { account: "late-a", amount: 0 },
      { account: "late-b", amount: 7 },
    ];
    expect(await budgets.settle({ id: "late", at: AFTER, amounts })).toEqual({ kind: "settled" });
    expect(await used(budgets, "late-a", "late-b")).toEqual([5, 7]);
  });

  it("forgets what is over, and keeps what is not", async () => {
    const { budgets } = open();
    await reserve(
      budgets,
      "old",
      { ...charge("old-a", 1, 9), endsAt: "2020-01-01T00:00:00.000Z" },
      charge("old-b", 1, 9),
    );
    expect(await budgets.prune("2020-01-02T00:00:00.000Z", 100)).toBe(1);
    expect(await used(budgets, "old-a", "old-b")).toEqual([0, 1]);
  });

  it("never lets those who reserve at once take more than there is, whatever they settle", async () => {
    const { budgets } = open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(demand, { minLength: 8, maxLength: 24 }),
        fc.integer({ min: 0, max: 60 }),
        async (demands, most) => {
          run += 1;
          const own = `race-${run}`;
          const taken = await Promise.all(
            demands.map((one, at) => take(budgets, { ...one, id: `${own}-${at}`, own, most })),
          );
          const [a = 0, b = 0, tools = 0] = await used(budgets, `${own}-a`, `${own}-b`, `${own}-tools`);
          expect(a).toBe(taken.reduce((sum, { first }) => sum + first, 0));
          expect(b).toBe(taken.reduce((sum, { second }) => sum + second, 0));
          expect(a).toBeLessThanOrEqual(most);
          expect(b).toBeLessThanOrEqual(most);
          expect(tools).toBe(new Set(taken.flatMap(({ tool }) => tool ?? [])).size);
          expect(tools).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 6 },
    );
  });
}

const RESERVED = { kind: "reserved" };

const demand = fc.record({
  first: fc.integer({ min: 0, max: 9 }),
  second: fc.integer({ min: 0, max: 9 }),
  tool: fc.constantFrom(null, "x", "y", "z"),
  isUnsent: fc.boolean(),
});

interface Demand {
  readonly id: string;
  readonly own: string;
  readonly most: number;
  readonly first: number;
  readonly second: number;
  readonly tool: string | null;
  readonly isUnsent: boolean;
}

/** Reserves, and gives back what is not sent; answers what stays counted. */
async function take(
  budgets: BudgetStore,
  { id, own, most, first, second, tool, isUnsent }: Demand,
): Promise<Pick<Demand, "first" | "second" | "tool">> {
  const charges = [charge(`${own}-a`, first, most), charge(`${own}-b`, second, most)];
  const tools = tool === null ? [] : [{ ...charge(`${own}-tools`, 1, 2), member: tool }];
  const { kind } = await reserve(budgets, id, ...charges, ...tools);
  if (kind === "exceeded") return { first: 0, second: 0, tool: null };
  if (!isUnsent) return { first, second, tool };
  const amounts = charges.map(({ account }) => ({ account, amount: 0 }));
  await budgets.settle({ id, at: BEFORE, amounts });
  return { first: 0, second: 0, tool };
}

function toolCharge(member: string): BudgetCharge {
  return { ...charge("tools", 1, 2), member };
}

function charge(account: string, amount: number, most: number): BudgetCharge {
  return { account, amount, most, member: null, endsAt: null };
}

function reserve(
  budgets: BudgetStore,
  id: string,
  ...charges: readonly BudgetCharge[]
): ReturnType<BudgetStore["reserve"]> {
  return budgets.reserve({ id, expiresAt: EXPIRES, charges });
}

async function used(budgets: BudgetStore, ...accounts: readonly string[]): Promise<readonly (number | undefined)[]> {
  const found = await budgets.used(accounts);
  return accounts.map((account) => found.get(account));
}
