import type { CheckReport, Counts, Finding } from "#core/model";
import type { DecisionMessage, SubmissionFinding } from "#core/wire";
import { EXIT } from "#points/check";
import { packageVersion } from "../package-root.ts";
import { placeFindings } from "./place-findings.ts";
import type { ReadPlan } from "./read-plan.ts";

/** What a control plane decided on a plan. */
export interface Decided {
  readonly decision: DecisionMessage;
  readonly findings: readonly SubmissionFinding[];
}

const EXIT_OF: Readonly<Record<DecisionMessage["effect"], number>> = {
  allow: EXIT.compliant,
  hold: EXIT.undecided,
  deny: EXIT.violations,
};

/** The decision of a control plane as a report of `writ check`, for every format of reports. */
export function reportOf({ decision, findings }: Decided, read: ReadPlan, startedAt: Date): CheckReport {
  const placed = placeFindings(findings, read);
  const { reading, changes } = read;
  const resources = new Set(changes.effects.map(({ source }) => source.address)).size;
  const { effect } = decision;
  const input = {
    file: reading.file,
    format: reading.format,
    status: "decided",
    resources,
    effects: changes.effects.length,
    effect,
  } as const;
  return {
    tool: { name: "writ", version: packageVersion(), informationUri: "https://github.com/writ-dev/writ" },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    principal: { id: "control-plane", kind: "service" },
    environment: changes.environment,
    bundleDigest: decision.bundleDigest,
    effect,
    exitCode: EXIT_OF[effect],
    inputs: [input],
    rules: rulesOf(placed),
    findings: placed,
    quiet: [],
    vacuous: [],
    awaiting: [],
    mutations: [],
    waivers: [],
    obligations: circumstancesOf(decision, read),
    annotations: [],
    diagnostics: reading.diagnostics,
    counts: countsOf(decision),
  };
}

function rulesOf(findings: readonly Finding[]): CheckReport["rules"] {
  const rules = findings.map(({ policy, validation, title, severity, remediation, satisfies, level }) => ({
    id: `${policy}/${validation}`,
    policy,
    validation,
    title,
    description: title,
    severity,
    mode: level === "violation" ? ("enforce" as const) : ("warn" as const),
    evidence: "configuration" as const,
    remediation,
    satisfies,
  }));
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}

const OUTCOMES: ReadonlySet<string> = new Set(["fail", "unknown", "error"]);

/** Why it is denied or held beside what verdicts say. */
function circumstancesOf({ reasons }: DecisionMessage, { changes }: ReadPlan): CheckReport["obligations"] {
  return reasons
    .filter(({ code }) => !OUTCOMES.has(code))
    .map(({ code, message, effect }) => ({
      code,
      message,
      rule: null,
      resource: effect === null ? null : (changes.effects[effect]?.resource.id ?? null),
    }));
}

function countsOf({ verdicts, passed, notApplicable }: DecisionMessage): Counts {
  const count = (wanted: (verdict: DecisionMessage["verdicts"][number]) => boolean): number =>
    verdicts.filter(wanted).length;
  return {
    pass: passed,
    fail: count(({ outcome, mode }) => outcome === "fail" && mode === "enforce"),
    warn: count(({ outcome, mode }) => outcome === "fail" && mode !== "enforce"),
    unknown: count(({ outcome }) => outcome === "unknown"),
    error: count(({ outcome }) => outcome === "error"),
    waived: count(({ outcome }) => outcome === "waived"),
    notApplicable,
    vacuous: 0,
    awaiting: 0,
  };
}
