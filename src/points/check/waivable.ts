import { resourceDigest } from "#core/decide";
import type { Finding, Resource } from "#core/model";
import { decideReadings, nowOf } from "./decide-readings.ts";
import { filesOf, findingsOf } from "./input-findings.ts";
import { markRequests } from "./requests.ts";
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
  const decided = decideReadings(request, nowOf(request));
  const standing = decided
    .flatMap((one) => findingsOf(one, request, rules))
    .filter(({ finding }) => finding.waiver === null);
  const files = decided.flatMap(({ proposed }) => filesOf(proposed));
  const { findings } = markRequests(standing, files, { rules: [...rules.values()], textWith: request.textWith });
  const found = new Map<string, WaivableFinding>();
  for (const [index, { effect }] of standing.entries()) {
    const finding = findings[index];
    if (finding === undefined) continue;
    const digest = digestOrNull(effect.resource);
    found.set(`${finding.fingerprint} ${digest}`, { finding, digest });
  }
  return [...found.values()];
}

function digestOrNull(resource: Resource): string | null {
  try {
    return resourceDigest(resource);
  } catch {
    return null;
  }
}
