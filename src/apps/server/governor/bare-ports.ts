import type { Budgets, History, Holds, Register, Stops } from "#points/agents";

/** Nothing is stopped. */
export const NO_STOPS: Stops = {
  stopped: () => null,
  begin: () => ({ signal: new AbortController().signal, over: () => undefined }),
};

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

/** Nobody can be asked, so that whatever is held is refused. */
export const NO_HOLDS: Holds = {
  release: () => Promise.resolve(null),
  ask: () =>
    Promise.resolve({
      kind: "refused",
      objection: { code: "no-approvals", message: "Nobody can be asked to approve this" },
    }),
};
