import { findRepair, type RepairOperation } from "#core/analysis";
import { decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Effect, Finding, Proposal } from "#core/model";
import { proposeReadings, runCheck, type CheckRequest } from "#points/check";
import { firstOf, short } from "./bounds.ts";
import { tellDiagnostics, type ToldConcern, type ToldDiagnostic } from "./told.ts";

/** A finding with its place in the input. */
export interface ToldFinding extends ToldConcern {
  readonly level: string;
  readonly file: string;
  readonly line: number | null;
}

/** What a check came to. */
export interface CheckedPlan {
  /** Null where nothing could be decided on. */
  readonly effect: "allow" | "hold" | "deny" | null;
  /** Of `writ check`: 0 compliant, 1 violations, 2 not decided for an error, 3 warnings, 4 undecided. */
  readonly exitCode: number;
  /** What else holds or denies it, such as that no grant covers it. */
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  readonly findings: readonly ToldFinding[];
  /** How many findings were left out. */
  readonly leftOut: number;
  /** How many validations passed. */
  readonly passed: number;
  readonly diagnostics: readonly ToldDiagnostic[];
}

/** Checks as `writ check` does, and tells what was found, what violates first. */
export function checkPlan(request: CheckRequest): CheckedPlan {
  const report = runCheck(request);
  const ordered = report.findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  const { told, leftOut } = firstOf(ordered);
  const patchOf = told.length === 0 ? () => null : createRepairs(request);
  return {
    effect: report.effect,
    exitCode: report.exitCode,
    reasons: firstOf(report.obligations.filter(({ rule }) => rule === null)).told.map(({ code, message }) => ({
      code,
      message: short(message),
    })),
    findings: told.map((finding) => tellFinding(finding, patchOf(finding))),
    leftOut,
    passed: report.counts.pass,
    diagnostics: tellDiagnostics(report.diagnostics),
  };
}

const LEVELS: readonly Finding["level"][] = ["violation", "warning", "note"];

function tellFinding(finding: Finding, patch: readonly RepairOperation[] | null): ToldFinding {
  const { policy, validation, title, severity, outcome, message, resource, observed, required, location } = finding;
  return {
    policy,
    validation,
    title,
    level: finding.level,
    severity,
    outcome,
    message: short(message),
    resource: resource.id,
    file: location.file,
    line: location.start?.line ?? null,
    read: observed.map(({ path, value }) => ({ path, value: short(value) })),
    required: short(required),
    remediation: finding.remediation === null ? null : short(finding.remediation),
    satisfies: finding.satisfies,
    patch,
  };
}

interface Judged {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

/** Finds the way back from findings to the verdicts that they tell of, and what would mend these. */
function createRepairs(request: CheckRequest): (finding: Finding) => readonly RepairOperation[] | null {
  const { program, bundle, readings, options, clock } = request;
  const now = new Timestamp(clock.now.seconds, clock.now.nanos);
  const verdicts = new Map<string, Judged>();
  for (const { reading, proposal } of proposeReadings(program, bundle.kinds, readings, options)) {
    for (const verdict of decide(program, proposal, now).concerns) {
      const effect = proposal.effects[verdict.effect];
      if (effect !== undefined)
        verdicts.set(keyOf({ ...verdict, ...effect, input: reading.file }), { proposal, verdict });
    }
  }
  return (finding) => {
    const judged = finding.foreign === null ? verdicts.get(keyOf(finding)) : undefined;
    return judged === undefined ? null : findRepair(program, judged.proposal, { verdicts: [judged.verdict], now });
  };
}

interface Subject {
  readonly input: string;
  readonly policy: string;
  readonly validation: string;
  readonly verb: string;
  readonly resource: Pick<Effect["resource"], "kind" | "type" | "scope" | "id">;
}

function keyOf({ input, policy, validation, verb, resource: { kind, type, scope, id } }: Subject): string {
  return JSON.stringify([input, policy, validation, verb, kind, type, scope, id]);
}
