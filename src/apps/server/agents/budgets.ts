import { chargesOf, correctionsOf, type Charge, type Spender, type Use } from "#core/budgets";
import type { Caller } from "#core/access";
import type { Bundle } from "#core/bundle";
import type { BudgetStore, Store } from "#core/store";
import type { SpentMessage } from "#core/wire";
import type { Act, Budgets, Reservation, Reserved, Settlement } from "#points/agents";
import { stampNow } from "../evidence/stamp.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { registeredFor } from "./registered.ts";

/** How long an act may be under way before what was reserved for it counts for good. */
const UNDER_WAY_MS = 3_600_000;
/** After how many reservations what is over is forgotten, and how much of it at a time. */
const RESERVATIONS_PER_SWEEP = 500;
const MOST_SWEPT = 1000;

/** What budgets over a store are given. */
export interface BudgetParts {
  readonly store: BudgetStore;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of what could not be forgotten now. */
  readonly report: (error: unknown) => void;
}

/**
 * Budgets of agents over the store: those of the one that acts, of each on whose behalf it does, and of all agents. An act that is charged nothing costs no question.
 */
export class StoredBudgets implements Budgets {
  readonly #parts: BudgetParts;
  #reserved = 0;

  constructor(parts: BudgetParts) {
    this.#parts = parts;
  }

  async reserve(act: Act, { bundle }: { readonly bundle: Bundle }): Promise<Reserved> {
    const { store, now, newId } = this.#parts;
    const nowMs = now();
    const charged = chargesOf(spendersOf(act, bundle), useOf(act), nowMs);
    if (charged.kind === "refused") return exceeded(charged.message);
    const { charges } = charged;
    if (charges.length === 0) return { kind: "reserved", reservation: FREE };
    const id = newId();
    const expiresAt = instant(nowMs + UNDER_WAY_MS);
    const result = await store.reserve({ id, expiresAt, charges: charges.map(toStored) });
    this.#sweep(nowMs);
    if (result.kind === "reserved") return { kind: "reserved", reservation: this.#reservation(id, charges) };
    const met = charges.find(({ account }) => account === result.account);
    return exceeded(`Too little of a budget is left: ${met?.limit ?? "one has ended"}, and ${result.used} are used`);
  }

  /** How much is used of what adds up over the sessions of a caller. Rejects with `UnavailableError`. */
  async spent(caller: Caller, bundle: Bundle): Promise<readonly SpentMessage[]> {
    const { store, now } = this.#parts;
    const spenders = spendersOf({ caller, session: "" }, bundle).map((spender) => ({
      ...spender,
      limits: spender.limits.filter(({ per }) => per === "agent" || per === "fleet"),
    }));
    const charged = chargesOf(spenders, NOTHING_MORE, now());
    const charges = charged.kind === "charges" ? charged.charges : [];
    const used = charges.length === 0 ? new Map() : await store.used(charges.map(({ account }) => account));
    return charges.map(({ limit, most, account, endsAtMs }) => ({
      limit,
      most,
      used: used.get(account) ?? 0,
      renews: endsAtMs === null ? null : instant(endsAtMs),
    }));
  }

  #reservation(id: string, charges: readonly Charge[]): Reservation {
    return {
      settle: async (settlement: Settlement) => {
        const amounts = correctionsOf(charges, settlement);
        await this.#parts.store.settle({ id, at: instant(this.#parts.now()), amounts });
      },
    };
  }

  #sweep(nowMs: number): void {
    this.#reserved += 1;
    if (this.#reserved % RESERVATIONS_PER_SWEEP !== 0) return;
    this.#parts.store.prune(instant(nowMs), MOST_SWEPT).catch(this.#parts.report);
  }
}

/** The budgets of a server. */
export function openBudgets({ budgets }: Pick<Store, "budgets">, log: Log): StoredBudgets {
  return new StoredBudgets({
    store: budgets,
    now: Date.now,
    newId: () => stampNow(Date.now()).id,
    report: (error) => log.error("budgets that are over could not be forgotten", errorFields(error)),
  });
}

/** An act that asks for nothing is charged in every account of whoever acts. */
const NOTHING_MORE: Use = { calls: 0, destroyed: 0, tokens: 0, microUsd: 0, tool: "none" };

const FREE: Reservation = { settle: () => Promise.resolve() };

function exceeded(message: string): Reserved {
  return { kind: "exceeded", objection: { code: "budget-exceeded", message } };
}

/** The limits of each agent with those that hold for every one; the fleet's count once, in an account that all share. */
function spendersOf(act: Pick<Act, "caller" | "session">, bundle: Bundle): readonly Spender[] {
  const shared = bundle.settings?.spec.budgets ?? [];
  return registeredFor(act, bundle).map(({ metadata, spec }) => ({
    agent: metadata.name,
    session: act.session,
    limits: [...spec.budgets, ...shared],
  }));
}

function useOf({ cost, surface }: Act): Use {
  return { ...cost, tool: toolOf(surface) };
}

function toolOf(surface: Act["surface"]): string | null {
  if (surface.kind === "tool") return `${surface.server}/${surface.name}`;
  return surface.kind === "command" ? "command" : null;
}

function toStored({
  account,
  amount,
  most,
  member,
  endsAtMs,
}: Charge): Parameters<BudgetStore["reserve"]>[0]["charges"][number] {
  return { account, amount, most, member, endsAt: endsAtMs === null ? null : instant(endsAtMs) };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
