import type { Decision } from "#core/decide";

/** What a decision came to, and by whom: names of policies, or codes of reasons where no policy but a circumstance decided. */
export interface Answer {
  readonly effect: Decision["effect"];
  /** Sorted, each once; empty for `allow`. */
  readonly by: readonly string[];
}

const STOPPING: ReadonlySet<string> = new Set(["fail", "error", "unknown"]);

/** The answer of a decision, with the enforced policies whose verdicts stood in the way; else the circumstances that did (no grant, unresolved parts). */
export function answerOf({ effect, concerns, reasons }: Decision): Answer {
  if (effect === "allow") return { effect, by: [] };
  const policies = concerns.filter(({ mode, outcome }) => mode === "enforce" && STOPPING.has(outcome));
  const by = [
    ...policies.map(({ policy }) => policy),
    ...reasons.map(({ code }) => code).filter((code) => !STOPPING.has(code)),
  ];
  return { effect, by: [...new Set(by)].toSorted() };
}
