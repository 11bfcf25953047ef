import { toHex, utf8 } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import type { Witnessed, WitnessState } from "../witness/index.ts";

/** A state in memory: durable for as long as the test. */
export function createMemoryState(sha256: Sha256): WitnessState {
  const kept = new Map<string, Witnessed>();
  return {
    latest: (origin) => Promise.resolve(kept.get(origin) ?? null),
    latestByHash: (hash) =>
      Promise.resolve(kept.values().find(({ origin }) => toHex(sha256(utf8(origin))) === hash) ?? null),
    advance(expected, next) {
      if (!isSame(kept.get(next.origin) ?? null, expected)) return Promise.resolve("changed");
      kept.set(next.origin, next);
      return Promise.resolve("advanced");
    },
  };
}

function isSame(kept: Witnessed | null, expected: Witnessed | null): boolean {
  if (kept === null || expected === null) return kept === expected;
  return kept.size === expected.size && kept.root === expected.root && kept.timeSeconds === expected.timeSeconds;
}
