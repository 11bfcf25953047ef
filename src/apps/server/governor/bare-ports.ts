import type { History } from "#points/agents";

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
