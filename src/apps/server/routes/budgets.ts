import { budgetsMessage, type BudgetsMessage } from "#core/wire";
import { source, type Route } from "#points/api";
import type { StoredBudgets } from "../agents/budgets.ts";
import type { ActiveBundles } from "../bundles/active-bundles.ts";

/** Tells callers how much is used of their budgets. */
export function budgetRoute(budgets: Pick<StoredBudgets, "spent">, bundles: Pick<ActiveBundles, "current">): Route {
  return source<BudgetsMessage>(
    { method: "GET", path: "/v1/me/budgets", permission: "any", summary: "How much did I use of what I may?" },
    budgetsMessage,
    async ({ caller }) => ({ budgets: await budgets.spent(caller, bundles.current.bundle) }),
  );
}
