import type {
  BudgetCharge,
  BudgetReservation,
  BudgetResult,
  BudgetSettlement,
  BudgetStore,
  Instant,
} from "#core/store";

interface Account {
  used: number;
  readonly members: Set<string>;
  endsAt: Instant | null;
}

interface Reserved {
  readonly expiresAt: Instant;
  readonly amounts: ReadonlyMap<string, number>;
  isSettled: boolean;
}

/** Budgets in maps. Its methods do everything in one turn, so that each is one atomic step. */
export class MemoryBudgets implements BudgetStore {
  readonly #accounts = new Map<string, Account>();
  readonly #reservations = new Map<string, Reserved>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async reserve({ id, expiresAt, charges }: BudgetReservation): Promise<BudgetResult> {
    this.#check();
    if (this.#reservations.has(id)) return { kind: "reserved" };
    for (const charge of charges) {
      const used = this.#accounts.get(charge.account)?.used ?? 0;
      const amount = this.#amountOf(charge);
      if (amount > 0 && used + amount > charge.most) return { kind: "exceeded", account: charge.account, used };
    }
    const amounts = new Map(charges.map((charge) => [charge.account, this.#charge(charge)]));
    this.#reservations.set(id, { expiresAt, amounts, isSettled: false });
    return { kind: "reserved" };
  }

  async settle({ id, at, amounts }: BudgetSettlement): ReturnType<BudgetStore["settle"]> {
    this.#check();
    const reserved = this.#reservations.get(id);
    if (reserved === undefined || reserved.isSettled) return { kind: "unknown" };
    reserved.isSettled = true;
    const isOver = reserved.expiresAt <= at;
    for (const { account, amount } of amounts) {
      const difference = amount - (reserved.amounts.get(account) ?? amount);
      const known = this.#accounts.get(account);
      if (known !== undefined && (difference > 0 || !isOver)) known.used += difference;
    }
    return { kind: "settled" };
  }

  async used(accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    this.#check();
    return new Map(accounts.map((account) => [account, this.#accounts.get(account)?.used ?? 0]));
  }

  async prune(before: Instant, limit: number): Promise<number> {
    this.#check();
    const reservations = [...this.#reservations].filter(([, { expiresAt }]) => expiresAt < before).slice(0, limit);
    const accounts = [...this.#accounts].filter(([, { endsAt }]) => endsAt !== null && endsAt < before).slice(0, limit);
    for (const [id] of reservations) this.#reservations.delete(id);
    for (const [account] of accounts) this.#accounts.delete(account);
    return reservations.length + accounts.length;
  }

  #amountOf({ account, amount, member }: BudgetCharge): number {
    if (member === null) return amount;
    return this.#accounts.get(account)?.members.has(member) === true ? 0 : 1;
  }

  #charge(charge: BudgetCharge): number {
    const amount = this.#amountOf(charge);
    const account = this.#accounts.get(charge.account) ?? { used: 0, members: new Set(), endsAt: null };
    account.used += amount;
    account.endsAt = charge.endsAt;
    if (charge.member !== null) account.members.add(charge.member);
    this.#accounts.set(charge.account, account);
    return amount;
  }
}
