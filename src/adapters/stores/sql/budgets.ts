import { sql, type Kysely, type Transaction } from "kysely";
import type {
  BudgetCharge,
  BudgetReservation,
  BudgetResult,
  BudgetSettlement,
  BudgetStore,
  Instant,
} from "#core/store";
import type { Durably } from "./durably.ts";
import { guard } from "./guard.ts";
import type { Tables } from "./tables.ts";

/**
 * Budgets in tables: what is used of each account, what was counted once in it, and what reservations took.
 *
 * INVARIANT (never-overspent): the row of an account is compared and set in one statement, which locks it until the reservation is made as a whole or not at all; rows
 * are locked in the order of their accounts, so that no two wait for each other.
 */
export class SqlBudgets implements BudgetStore {
  readonly #database: Kysely<Tables>;
  readonly #durably: Durably;

  constructor(database: Kysely<Tables>, durably: Durably) {
    this.#database = database;
    this.#durably = durably;
  }

  reserve(reservation: BudgetReservation): Promise<BudgetResult> {
    return guard(async () => {
      try {
        await this.#durably((transaction) => reserve(transaction, reservation));
        return { kind: "reserved" };
      } catch (error) {
        if (!(error instanceof Exceeded)) throw error;
        const { account } = error;
        return { kind: "exceeded", account, used: (await usedOf(this.#database, [account])).get(account) ?? 0 };
      }
    });
  }

  settle({ id, at, amounts }: BudgetSettlement): ReturnType<BudgetStore["settle"]> {
    return guard(() =>
      this.#durably(async (transaction) => {
        const row = await transaction
          .updateTable("writ_reservations")
          .set({ settled: 1 })
          .where("id", "=", id)
          .where("settled", "=", 0)
          .returning(["amounts", "expires_at"])
          .executeTakeFirst();
        if (row === undefined) return { kind: "unknown" };
        const reserved = new Map<string, number>(JSON.parse(row.amounts));
        for (const { account, amount } of amounts.toSorted(byAccount)) {
          const difference = amount - (reserved.get(account) ?? amount);
          if (difference > 0 || row.expires_at > at) await add(transaction, account, difference);
        }
        return { kind: "settled" };
      }),
    );
  }

  used(accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return guard(() => usedOf(this.#database, accounts));
  }

  prune(before: Instant, limit: number): Promise<number> {
    return guard(async () => {
      const expired = this.#database.selectFrom("writ_reservations").select("id").where("expires_at", "<", before);
      const reservations = await this.#database
        .deleteFrom("writ_reservations")
        .where("id", "in", expired.limit(limit))
        .executeTakeFirst();
      const over = this.#database.selectFrom("writ_accounts").select("account").where("ends_at", "<", before);
      const accounts = await this.#database
        .deleteFrom("writ_accounts")
        .where("account", "in", over.limit(limit))
        .executeTakeFirst();
      return Number(reservations.numDeletedRows) + Number(accounts.numDeletedRows);
    });
  }
}

/** Rolls back a reservation that does not fit. */
class Exceeded extends Error {
  override readonly name = "Exceeded";
  readonly account: string;

  constructor(account: string) {
    super("The reservation does not fit");
    this.account = account;
  }
}

async function reserve(transaction: Transaction<Tables>, { id, expiresAt, charges }: BudgetReservation): Promise<void> {
  const row = { id, expires_at: expiresAt, amounts: "[]", settled: 0 };
  const inserted = await transaction
    .insertInto("writ_reservations")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  const amounts: [string, number][] = [];
  for (const one of charges.toSorted(byAccount)) amounts.push([one.account, await charge(transaction, one)]);
  await transaction
    .updateTable("writ_reservations")
    .set({ amounts: JSON.stringify(amounts) })
    .where("id", "=", id)
    .execute();
}

/** Charges an account, and answers how much that is. */
async function charge(
  transaction: Transaction<Tables>,
  { account, amount, most, member, endsAt }: BudgetCharge,
): Promise<number> {
  await transaction
    .insertInto("writ_accounts")
    .values({ account, used: 0, members: "[]", ends_at: endsAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (member !== null) return chargeMember(transaction, { account, member, most, endsAt });
  const update = transaction
    .updateTable("writ_accounts")
    .set({ used: sql<number>`used + ${amount}`, ends_at: endsAt })
    .where("account", "=", account);
  const { numUpdatedRows } = await (
    amount === 0 ? update : update.where("used", "<=", most - amount)
  ).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Exceeded(account);
  return amount;
}

interface MemberCharge {
  readonly account: string;
  readonly member: string;
  readonly most: number;
  readonly endsAt: Instant | null;
}

/** Counts a member of an account unless it is there already. The row is written first, which locks it while its members are read. */
async function chargeMember(
  transaction: Transaction<Tables>,
  { account, member, most, endsAt }: MemberCharge,
): Promise<number> {
  const row = await transaction
    .updateTable("writ_accounts")
    .set({ ends_at: endsAt })
    .where("account", "=", account)
    .returning(["members", "used"])
    .executeTakeFirstOrThrow();
  const members: readonly string[] = JSON.parse(row.members);
  if (members.includes(member)) return 0;
  if (Number(row.used) + 1 > most) throw new Exceeded(account);
  await transaction
    .updateTable("writ_accounts")
    .set({ used: members.length + 1, members: JSON.stringify([...members, member]) })
    .where("account", "=", account)
    .execute();
  return 1;
}

async function add(transaction: Transaction<Tables>, account: string, difference: number): Promise<void> {
  await transaction
    .updateTable("writ_accounts")
    .set({ used: sql<number>`used + ${difference}` })
    .where("account", "=", account)
    .execute();
}

async function usedOf(database: Kysely<Tables>, accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map(accounts.map((account) => [account, 0]));
  if (accounts.length === 0) return found;
  const rows = await database
    .selectFrom("writ_accounts")
    .select(["account", "used"])
    .where("account", "in", accounts)
    .execute();
  for (const { account, used } of rows) found.set(account, Number(used));
  return found;
}

function byAccount(a: { readonly account: string }, b: { readonly account: string }): number {
  return a.account < b.account ? -1 : Number(a.account > b.account);
}
