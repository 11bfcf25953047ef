import { hasErrors } from "#core/diagnostics";
import { SEVERITIES, type CheckReport, type Finding, type InputSummary, type Obligation } from "#core/model";
import type { CheckOptions } from "./options.ts";

/**
 * The exit codes of the command line contract.
 *
 * `broken` wins over everything, since a run that could not read or evaluate something must never look like an answer; `undecided` is owed for
 * an incomplete input whatever the options say, because only a complete one can be compliant.
 */
export const EXIT = { compliant: 0, violations: 1, broken: 2, warnings: 3, undecided: 4 } as const;

/** The parts of a report that the exit code depends on. */
export interface ExitEvidence {
  readonly findings: readonly Pick<Finding, "outcome" | "level" | "severity" | "baseline">[];
  readonly diagnostics: CheckReport["diagnostics"];
  readonly inputs: readonly Pick<InputSummary, "status">[];
  readonly obligations: readonly Pick<Obligation, "code">[];
}

/** What the run ends with, by the worst thing that it found. */
export function exitCode(evidence: ExitEvidence, incomplete: boolean, options: CheckOptions): number {
  if (isBroken(evidence)) return EXIT.broken;
  const live = evidence.findings.filter((finding) => !finding.baseline);
  if (!options.noFail && (isRefused(evidence) || live.some((finding) => isViolation(finding, options))))
    return EXIT.violations;
  if (incomplete || isHeld(evidence) || (mindsUnknowns(options) && live.some(isUndecided))) return EXIT.undecided;
  const warned = live.some((finding) => finding.level === "warning" && finding.outcome !== "unknown");
  return options.warnExitCode && warned ? EXIT.warnings : EXIT.compliant;
}

function isBroken({ diagnostics, inputs, findings }: ExitEvidence): boolean {
  return (
    hasErrors(diagnostics) ||
    inputs.some((input) => input.status === "failed") ||
    findings.some((finding) => finding.outcome === "error" && finding.level === "violation" && !finding.baseline)
  );
}

/** An agent without a grant is refused, whatever the policies say. */
function isRefused({ obligations }: ExitEvidence): boolean {
  return obligations.some(({ code }) => REFUSALS.has(code));
}

const REFUSALS: ReadonlySet<string> = new Set([
  "no-grant",
  "agent-environment",
  "chain-unresolved",
  "unregistered-agent",
  "invalid-proposal",
  "proposal-too-large",
]);

/** What is not known holds an agent, so its run must never look compliant. */
function mindsUnknowns({ failOnUnknown, principal }: CheckOptions): boolean {
  return failOnUnknown || principal.kind === "agent";
}

function isHeld({ obligations }: ExitEvidence): boolean {
  return obligations.some(({ code }) => code === "approval-required");
}

function isViolation(finding: ExitEvidence["findings"][number], { failOn }: CheckOptions): boolean {
  return finding.level === "violation" && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(failOn);
}

function isUndecided(finding: ExitEvidence["findings"][number]): boolean {
  return finding.outcome === "unknown" && finding.level === "warning";
}
