import { resourceDigest } from "#core/decide";
import type { Finding } from "#core/model";
import { contextOf, decideReadings, nowOf, type CheckRequest } from "./run.ts";
import { findingOf } from "./findings.ts";
import { rulesOf } from "./rules.ts";

/** A finding that stands, with the digest that a waiver of it is bound to; null for content that has none. */
export interface WaivableFinding {
  readonly finding: Finding;
  readonly digest: string | null;
}

/** The findings of a run that are not waived, each once for each content that it was found under. */
export function findWaivable(request: CheckRequest): readonly WaivableFinding[] {
  const now = nowOf(request);
  const rules = rulesOf(request.bundle);
  const found = new Map<string, WaivableFinding>();
  for (const { proposed, decision } of decideReadings(request, now)) {
    const context = contextOf(request, proposed, rules, now);
    for (const verdict of decision.concerns) {
      const resource = proposed.proposal.effects[verdict.effect]?.resource;
      if (verdict.outcome === "waived" || resource === undefined) continue;
      const finding = findingOf(verdict, context);
      const digest = digestOrNull(resource);
      found.set(`${finding.fingerprint} ${digest}`, { finding, digest });
    }
  }
  return [...found.values()];
}

function digestOrNull(resource: Parameters<typeof resourceDigest>[0]): string | null {
  try {
    return resourceDigest(resource);
  } catch {
    return null;
  }
}
