import { resourceDigest } from "#core/decide";
import type { Finding } from "#core/model";
import { askOthers, othersFor } from "./admission/ask.ts";
import type { ForeignFinding } from "./admission/review.ts";
import { foreignRules } from "./admission/rules.ts";
import { decideReadings, nowOf } from "./decide-readings.ts";
import { filesOf, findingsOf, type EffectFinding } from "./input-findings.ts";
import { markRequests, placedAtResource, type PlacedFinding } from "./requests.ts";
import { rulesOf } from "./rules.ts";
import type { CheckRequest } from "./run.ts";

/** A finding that stands, with the digest that a waiver of it is bound to; null for content that has none. */
export interface WaivableFinding {
  readonly finding: Finding;
  readonly digest: string | null;
}

/** The findings of a run that are not waived, each once for each content that it was found under. */
export function findWaivable(request: CheckRequest): readonly WaivableFinding[] {
  const rules = rulesOf(request.bundle);
  const now = nowOf(request);
  const decided = decideReadings(request, now);
  const standing = [
    ...decided.flatMap((one) => findingsOf(one, request, rules).map(ownPlaced)),
    ...askOthers(request, now).flatMap(({ findings }) => findings.map(foreignPlaced)),
  ].filter(({ finding }) => finding.waiver === null);
  const files = decided.flatMap(({ proposed }) => filesOf(proposed));
  const { findings } = markRequests(standing, files, {
    rules: [...rules.values(), ...foreignRules(othersFor(request).all)],
    textWith: request.textWith,
  });
  const found = new Map<string, WaivableFinding>();
  for (const [index, { digestOf }] of standing.entries()) {
    const finding = findings[index];
    if (finding === undefined) continue;
    const digest = digestOrNull(digestOf);
    found.set(`${finding.fingerprint} ${digest}`, { finding, digest });
  }
  return [...found.values()];
}

/** A finding with its place, and the digest of what it is of. */
interface DigestedFinding extends PlacedFinding {
  /** Throws for content that cannot be written. */
  readonly digestOf: () => string;
}

function ownPlaced({ effect, ...placed }: EffectFinding): DigestedFinding {
  return { ...placed, digestOf: () => resourceDigest(effect.resource) };
}

function foreignPlaced({ finding, subject }: ForeignFinding): DigestedFinding {
  return { ...placedAtResource(finding), digestOf: subject.digest };
}

function digestOrNull(digestOf: () => string): string | null {
  try {
    return digestOf();
  } catch {
    return null;
  }
}
