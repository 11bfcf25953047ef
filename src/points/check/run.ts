import { NO_ADMISSION, type LoadedAdmission } from "#core/admission";
import { hasErrors, sortDiagnostics, startOfFile, type Diagnostic } from "#core/diagnostics";
import type { Bundle } from "#core/bundle";
import { describeWaivers, type Program } from "#core/decide";
import {
  OUTCOMES,
  type CheckReport,
  type InputSummary,
  type Obligation,
  type QuietVerdict,
  type SourceReading,
} from "#core/model";
import { askOthers, othersFor } from "./admission/ask.ts";
import { describeExceptions } from "./admission/exceptions.ts";
import { NOT_REVIEWED, type ReviewedReading } from "./admission/review.ts";
import { foreignRules } from "./admission/rules.ts";
import { withoutFoundParams } from "./admission/params.ts";
import { addCounts, unasked, worsened } from "./admission/totals.ts";
import { countVerdicts, silenceOf } from "./count.ts";
import { decideReadings, nowOf, type DecidedReading } from "./decide-readings.ts";
import { exitCode } from "./exit-code.ts";
import { filesOf, findingsOf } from "./input-findings.ts";
import type { CheckClock, CheckOptions } from "./options.ts";
import type { ProposedReading } from "./propose.ts";
import { markRequests, placedAtResource, type TextWith } from "./requests.ts";
import { rulesOf } from "./rules.ts";
import { isToldOf, reviewAll, standingOf } from "./waivers.ts";

/** One run: what was read, what it is judged by, and how. */
export interface CheckRequest {
  readonly bundle: Bundle;
  readonly program: Program;
  /** Policies that others wrote for Kubernetes' admission; absent means none. */
  readonly admission?: LoadedAdmission;
  readonly readings: readonly SourceReading[];
  /** Inputs that could not even be read, each with its file. */
  readonly unread: readonly Diagnostic[];
  readonly textWith: TextWith;
  /** What was said of the policies when they were loaded. */
  readonly diagnostics: readonly Diagnostic[];
  readonly options: CheckOptions;
  readonly clock: CheckClock;
  readonly version: string;
}

/** One input with what was decided of it, and what admission policies said of its objects. */
interface JudgedReading extends DecidedReading {
  readonly reviewed: ReviewedReading;
}

/** Decides on every input and reports all that was found. An input that could not be read is reported and loses nothing of the others. */
export function runCheck(request: CheckRequest): CheckReport {
  const now = nowOf(request);
  const admission = request.admission ?? NO_ADMISSION;
  const { all: others } = othersFor(request);
  const reviewed = askOthers(request, now);
  const decided = decideReadings(request, now).map((one, at) => ({ ...one, reviewed: reviewed[at] ?? NOT_REVIEWED }));
  const proposed = decided.map((one) => one.proposed);
  const rules = rulesOf(request.bundle);
  const allRules = [...rules.values(), ...foreignRules(others)];
  const marked = markRequests(
    decided.flatMap((one) => [
      ...findingsOf(one, request, rules),
      ...one.reviewed.findings.map(({ finding }) => placedAtResource(finding)),
    ]),
    proposed.flatMap(filesOf),
    { rules: allRules, textWith: request.textWith },
  );
  const { findings } = marked;
  const reviews = reviewAll(request, { proposed, reviewed }, now);
  const diagnostics = sortDiagnostics([
    ...withoutFoundParams(request.diagnostics, admission, request.readings),
    ...request.unread,
    ...request.readings.flatMap(placedDiagnostics),
    ...nothingJudged(proposed),
    ...reviewed.flatMap((one) => one.diagnostics),
    ...describeExceptions(admission.kyverno.exceptions, reviewed, now),
    ...marked.diagnostics,
    ...describeWaivers(reviews.filter((review) => isToldOf(review, findings))),
  ]);
  const obligations = decided.flatMap(obligationsOf);
  const idle = unasked(others, reviewed);
  const silence = silenceOf(request.bundle, rules, decided);
  const inputs = [...decided.map(summarise), ...unreadInputs(request.unread)];
  return {
    tool: { name: "writ", version: request.version, informationUri: "https://github.com/writ-dev/writ" },
    startedAt: request.clock.startedAt,
    durationMs: request.clock.elapsedMs(),
    principal: { id: request.options.principal.id, kind: request.options.principal.kind },
    environment: request.options.environment,
    bundleDigest: request.bundle.digest,
    effect: worstEffect(decided),
    exitCode: exitCode({ findings, diagnostics, inputs, obligations }, isIncomplete(request.readings), request.options),
    inputs,
    rules: allRules,
    findings,
    quiet: request.options.showPassed ? decided.flatMap((one) => [...quietVerdicts(one), ...one.reviewed.quiet]) : [],
    vacuous: [...silence.vacuous, ...idle],
    awaiting: silence.awaiting,
    mutations: reviewed.flatMap((one) => one.mutations),
    waivers: reviews.map(standingOf),
    obligations,
    annotations: reviewed.flatMap((one) => one.annotations),
    diagnostics,
    counts: addCounts(countVerdicts(decided, silence), reviewed, idle.length),
  };
}

/** An input in which there was nothing to judge is told, so that nobody takes silence for an answer. */
function nothingJudged(proposed: readonly ProposedReading[]): readonly Diagnostic[] {
  return proposed.flatMap(({ reading: { file, diagnostics }, proposal }) => {
    if (proposal.effects.length > 0 || hasErrors(diagnostics)) return [];
    const message = `\`${file}\` holds no resource to judge`;
    const hint = "Make sure that it is the input that was meant; with --changed-only, what stays as it is was left out";
    return [{ code: "nothing-to-judge", severity: "warning", message, hint, span: startOfFile(file) }];
  });
}

/** What is wrong with an input as a whole is placed at its start, so that every report can tell which input it was. */
export function placedDiagnostics({ file, diagnostics }: SourceReading): readonly Diagnostic[] {
  return diagnostics.map((one) => (one.span === undefined ? { ...one, span: startOfFile(file) } : one));
}

function summarise({ proposed: { reading, proposal }, decision, reviewed }: JudgedReading): InputSummary {
  const failed = hasErrors(reading.diagnostics);
  return {
    file: reading.file,
    format: reading.format,
    status: failed ? "failed" : "decided",
    resources: new Set(proposal.effects.map((effect) => effect.source.address)).size,
    effects: proposal.effects.length,
    effect: failed && proposal.effects.length === 0 ? null : worsened(decision.effect, reviewed),
  };
}

function unreadInputs(unread: readonly Diagnostic[]): readonly InputSummary[] {
  const files = new Set(unread.flatMap((one) => (hasErrors([one]) ? (one.span?.file ?? []) : [])));
  return [...files].map((file) => ({
    file,
    format: null,
    status: "failed",
    resources: 0,
    effects: 0,
    effect: null,
  }));
}

function worstEffect(decided: readonly JudgedReading[]): CheckReport["effect"] {
  const effects = new Set(decided.map(({ decision, reviewed }) => worsened(decision.effect, reviewed)));
  if (effects.has("deny")) return "deny";
  if (effects.has("hold")) return "hold";
  return effects.has("allow") ? "allow" : null;
}

function isIncomplete(readings: readonly SourceReading[]): boolean {
  return readings.some((reading) => reading.unresolved.length > 0);
}

function quietVerdicts({ proposed, decision }: DecidedReading): readonly QuietVerdict[] {
  return decision.verdicts.flatMap((verdict) => {
    if (verdict.outcome !== "pass" && verdict.outcome !== "not-applicable") return [];
    const { id = "", type = "", name = "", scope = "" } = proposed.proposal.effects[verdict.effect]?.resource ?? {};
    const rule = `${verdict.policy}/${verdict.validation}`;
    const { file } = proposed.reading;
    return [{ rule, outcome: verdict.outcome, resource: id, subject: { type, name, scope }, file, foreign: null }];
  });
}

/** What is owed, and what holds or denies without being a verdict (a missing grant); findings already tell the verdicts. */
function obligationsOf({ proposed, decision }: DecidedReading): readonly Obligation[] {
  const idOf = (effect: number | null): string | null =>
    effect === null ? null : (proposed.proposal.effects[effect]?.resource.id ?? null);
  const circumstances = decision.reasons.filter(({ code }) => !OUTCOMES.some((outcome) => outcome === code));
  const owed = decision.obligations.flatMap(({ code, message, verdict }) =>
    verdict === null
      ? []
      : [{ code, message, rule: `${verdict.policy}/${verdict.validation}`, resource: idOf(verdict.effect) }],
  );
  return [
    ...circumstances.map(({ code, message, effect }) => ({ code, message, rule: null, resource: idOf(effect) })),
    ...owed,
  ];
}
