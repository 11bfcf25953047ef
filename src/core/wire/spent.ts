import { list, orNull, record, required, text, whole, type Shape } from "./shape/index.ts";

/** How much is used of one budget that adds up over sessions. */
export interface SpentMessage {
  /** The limit in words. */
  readonly limit: string;
  readonly most: number;
  /** What is reserved for acts under way included. */
  readonly used: number;
  /** When counting begins anew; null for never. */
  readonly renews: string | null;
}

/** The budgets of a caller that is a registered agent, with those of everybody on whose behalf it acts and of all agents. */
export interface BudgetsMessage {
  readonly budgets: readonly SpentMessage[];
}

const MOST = Number.MAX_SAFE_INTEGER;

const spent = record<SpentMessage>("a budget", {
  limit: required(text("a sentence", 1000), "the limit in words"),
  most: required(whole(0, MOST), "how much there may be at most"),
  used: required(whole(0, MOST), "how much is used, what is reserved included"),
  renews: required(orNull(text("a time", 64)), "when counting begins anew; null for never"),
});

export const budgetsMessage: Shape<BudgetsMessage> = record<BudgetsMessage>("budgets", {
  budgets: required(list(spent, "budgets", 10_000), "those that add up over sessions"),
});
