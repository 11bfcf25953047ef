import type { BudgetLimit, BudgetUnit } from "#core/documents";
import { windowAt } from "./window.ts";

/** What one act uses at most. */
export interface Use {
  readonly calls: number;
  /** Null where nobody can count them. */
  readonly destroyed: number | null;
  readonly tokens: number;
  readonly microUsd: number;
  /** The tool that it calls; null where it calls none. */
  readonly tool: string | null;
}

/** Somebody whose budgets an act is charged to. */
export interface Spender {
  /** The name of the agent's document. */
  readonly agent: string;
  readonly session: string;
  readonly limits: readonly BudgetLimit[];
}

/** What is reserved in one account. */
export interface Charge {
  /** Tells accounts apart: what is counted, of whom, in which window. */
  readonly account: string;
  readonly amount: number;
  readonly most: number;
  /** Counted once for all charges with the same member, in place of `amount`; null where the amount counts. */
  readonly member: string | null;
  readonly unit: BudgetUnit;
  /** Milliseconds since 1970 from which on nobody asks for the account; null where it is never over. */
  readonly endsAtMs: number | null;
  /** The limit in words, for whoever meets it. */
  readonly limit: string;
}

export type Charges =
  | { readonly kind: "charges"; readonly charges: readonly Charge[] }
  | { readonly kind: "refused"; readonly message: string };

/** How long a session may be silent before what it used is forgotten. */
const SILENCE_MS = 30 * 86_400_000;

/**
 * What an act is charged, one charge for each account; or why it fits in no budget.
 *
 * INVARIANT (uncountable-fits-nothing): whatever has a limit and cannot be counted is refused. Of limits for one account the least holds.
 */
export function chargesOf(spenders: readonly Spender[], use: Use, nowMs: number): Charges {
  const charges = new Map<string, Charge>();
  for (const { spender, limit } of spenders.flatMap(limitsOf)) {
    const amount = amountOf(limit.of, use);
    if (amount === null)
      return refused(`It cannot be counted how many \`${limit.of}\` this takes, and ${inWords(limit)}`);
    if (limit.per === "call" && amount > limit.most) {
      return refused(`This takes ${amount} \`${limit.of}\`, and ${inWords(limit)}`);
    }
    const charge = chargeOf(limit, amount, { spender, use, nowMs });
    if (charge !== null && charge.most < (charges.get(charge.account)?.most ?? Infinity))
      charges.set(charge.account, charge);
  }
  return { kind: "charges", charges: [...charges.values()].toSorted(byAccount) };
}

function limitsOf(spender: Spender): readonly { readonly spender: Spender; readonly limit: BudgetLimit }[] {
  return spender.limits.map((limit) => ({ spender, limit }));
}

function refused(message: string): Charges {
  return { kind: "refused", message };
}

function amountOf(unit: BudgetUnit, use: Use): number | null {
  const amount = unit === "tools" ? Number(use.tool !== null) : use[unit];
  return amount !== null && Number.isSafeInteger(amount) && amount >= 0 ? amount : null;
}

interface Occasion {
  readonly spender: Spender;
  readonly use: Use;
  readonly nowMs: number;
}

/** Null where nothing adds up: for a limit of one call, and for one of tools with an act without any. */
function chargeOf(limit: BudgetLimit, amount: number, { spender, use, nowMs }: Occasion): Charge | null {
  const { of: unit, per, window: length, most } = limit;
  if (per === "call" || (unit === "tools" && use.tool === null)) return null;
  const window = length === null ? null : windowAt(length, nowMs);
  const silence = per === "session" ? nowMs + SILENCE_MS : null;
  return {
    account: JSON.stringify([per, unit, ...ownerOf(limit, spender), length, window?.index ?? null]),
    amount,
    most,
    member: unit === "tools" ? use.tool : null,
    unit,
    endsAtMs: window?.endsAtMs ?? silence,
    limit: inWords(limit),
  };
}

function ownerOf({ per }: BudgetLimit, { agent, session }: Spender): readonly string[] {
  if (per === "session") return [agent, session];
  return per === "agent" ? [agent] : [];
}

const OWNERS: Readonly<Record<BudgetLimit["per"], string>> = {
  call: "one call",
  session: "one session",
  agent: "one agent",
  fleet: "all agents together",
};

function inWords({ of: unit, per, window, most }: BudgetLimit): string {
  const time = window === null ? "" : ` in ${window}`;
  return `${OWNERS[per]} may use ${most} \`${unit}\`${time}`;
}

function byAccount(a: Charge, b: Charge): number {
  return a.account < b.account ? -1 : Number(a.account > b.account);
}
