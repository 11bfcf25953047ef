import type { Instant } from "./records.ts";

/** What is reserved in one account: `amount`, or with a `member` one for each that the account has not had before. */
export interface BudgetCharge {
  readonly account: string;
  readonly amount: number;
  /** What may be used in the account, this charge included. */
  readonly most: number;
  readonly member: string | null;
  /** From then on the account may be forgotten; null for never. */
  readonly endsAt: Instant | null;
}

/** Charges that are made together, or not at all; at most one for each account. */
export interface BudgetReservation {
  /** Chosen by whoever asks, new for each act. */
  readonly id: string;
  /** From then on what was reserved counts as used, and settling it can only add. */
  readonly expiresAt: Instant;
  readonly charges: readonly BudgetCharge[];
}

export type BudgetResult =
  | { readonly kind: "reserved" }
  /** The first account, in the order of the charges, with too little left, and how much of it is used. */
  | { readonly kind: "exceeded"; readonly account: string; readonly used: number };

/** What a reservation turned out to be: what an account counts in place of what was reserved in it; all others stay as they are. */
export interface BudgetSettlement {
  readonly id: string;
  readonly at: Instant;
  readonly amounts: readonly { readonly account: string; readonly amount: number }[];
}

/**
 * What is used of budgets.
 *
 * Of all who reserve at once, in whatever replica, no more succeed than fit: an account never counts more than the `most` of the last charge that fitted. What is
 * reserved counts as used from the beginning, so that nothing has to happen for a reservation whose owner is gone.
 */
export interface BudgetStore {
  /** A charge of 0 always fits. A reservation with the id of another is that one. */
  reserve(reservation: BudgetReservation): Promise<BudgetResult>;
  /** Once; after the reservation expired no account counts less than before. `unknown`: there is none with this id that was not settled. */
  settle(settlement: BudgetSettlement): Promise<{ readonly kind: "settled" } | { readonly kind: "unknown" }>;
  /** How much is used of accounts; 0 of those that nothing is known of. */
  used(accounts: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Forgets up to `limit` reservations and as many accounts that were over before `before`. Answers how many there were. */
  prune(before: Instant, limit: number): Promise<number>;
}
