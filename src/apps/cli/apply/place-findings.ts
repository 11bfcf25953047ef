import type { Finding, Location, Observation, SourceRef } from "#core/model";
import { sha256Hex } from "#core/model";
import type { FindingRead, PlanChanges, SubmissionFinding } from "#core/wire";
import type { ReadPlan } from "./read-plan.ts";

type Effect = PlanChanges["effects"][number];

/** The findings of a control plane as those of a run of `writ check`, with places in the user's own files. One about an effect that the plan does not have is left out. */
export function placeFindings(findings: readonly SubmissionFinding[], read: ReadPlan): readonly Finding[] {
  return findings.flatMap((finding) => {
    const effect = read.changes.effects[finding.effect];
    return effect === undefined ? [] : [placeFinding(finding, effect, read)];
  });
}

function placeFinding(finding: SubmissionFinding, effect: Effect, read: ReadPlan): Finding {
  const { outcome, severity, policy, validation, title, message, required, remediation } = finding;
  const { kind, type, id, name, scope, environment } = effect.resource;
  const observed = finding.reads.map((one) => observe(one, effect, read));
  return {
    fingerprint: sha256Hex(JSON.stringify([policy, validation, kind, type, scope, id, effect.verb])).slice(0, 32),
    outcome,
    level: levelOf(finding),
    severity,
    policy,
    validation,
    title,
    message,
    verb: effect.verb,
    resource: { kind, type, id, name, scope, environment },
    input: read.reading.file,
    location: firstPlace(observed) ?? read.reading.locate(effect.source),
    observed,
    required,
    remediation,
    satisfies: [],
    waiver: null,
    request: null,
    foreign: null,
    baseline: false,
  };
}

function levelOf({ outcome, mode }: SubmissionFinding): Finding["level"] {
  if (outcome === "waived" || mode === "audit") return "note";
  if (mode === "warn") return outcome === "unknown" ? "note" : "warning";
  return outcome === "unknown" ? "warning" : "violation";
}

function observe({ path, segments, value }: FindingRead, effect: Effect, { reading, facts }: ReadPlan): Observation {
  const known = factsOf(segments, effect, facts);
  const source = known?.sources[0];
  return {
    path,
    value,
    known: known?.known ?? "yes",
    default: known?.default ?? false,
    location: source === undefined ? null : reading.locate(source),
  };
}

function factsOf(
  segments: FindingRead["segments"],
  effect: Effect,
  facts: ReadPlan["facts"],
): ReturnType<typeof facts> | null {
  const [root, part, ...path] = segments;
  if (root !== "resource") return null;
  if (part === "properties") return facts(effect, path);
  if (part !== "native") return null;
  const source: SourceRef = { ...effect.source, path: [...effect.source.path, ...path] };
  return { known: "yes", default: false, sources: [source] };
}

function firstPlace(observed: readonly Observation[]): Location | null {
  return observed.find(({ location }) => location?.start !== undefined)?.location ?? null;
}
