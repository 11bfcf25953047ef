import type { Interceptor } from "#points/gateway";

/** Lets everything through as it came, where somebody else decides. Lists are as `scope` says. */
export function passAll(scope: "public" | "private"): Interceptor {
  return {
    request: () =>
      Promise.resolve({
        kind: "forward",
        params: null,
        signal: new AbortController().signal,
        outcome: (outcome) => Promise.resolve(outcome),
        message: () => Promise.resolve(null),
        lost: () => Promise.resolve(),
      }),
    list: ({ entries }) => Promise.resolve({ entries, scope }),
    unasked: () => Promise.resolve(null),
    introduces: () => true,
  };
}
