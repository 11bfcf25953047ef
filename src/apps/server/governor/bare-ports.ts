import type { Budgets, History, Register } from "#points/agents";

/** No registration limits what is granted. */
export const NO_REGISTER: Register = { objection: () => null };

/** Nothing is used up. */
export const NO_BUDGETS: Budgets = {
  reserve: () => Promise.resolve({ kind: "reserved", reservation: { settle: () => Promise.resolve() } }),
};

/** Nothing is known of what was before. */
export const NO_HISTORY: History = {
  recall: ({ proposal }) =>
    Promise.resolve({
      proposal,
      add: () => Promise.resolve(),
      settle: () => Promise.resolve(),
      close: () => undefined,
    }),
};
