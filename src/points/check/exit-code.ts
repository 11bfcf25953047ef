import { hasErrors } from "#core/diagnostics";
import { SEVERITIES, type CheckReport, type Finding } from "#core/model";
import type { CheckOptions } from "./options.ts";

/**
 * The exit codes of the command line contract.
 *
 * `broken` wins over everything, since a run that could not read or evaluate something must never look like an answer; `undecided` is owed for
 * an incomplete input whatever the options say, because only a complete one can be compliant.
 */
export const EXIT = { compliant: 0, violations: 1, broken: 2, warnings: 3, undecided: 4 } as const;

type Outcome = Pick<CheckReport, "findings" | "diagnostics" | "inputs" | "obligations">;

/** What the run ends with, by the worst thing that it found. */
export function exitCode(outcome: Outcome, incomplete: boolean, options: CheckOptions): number {
  if (isBroken(outcome)) return EXIT.broken;
  const live = outcome.findings.filter((finding) => !finding.baseline);
  if (!options.noFail && (isRefused(outcome) || live.some((finding) => isViolation(finding, options))))
    return EXIT.violations;
  if (incomplete || isHeld(outcome) || (options.failOnUnknown && live.some(isUndecided))) return EXIT.undecided;
  const warned = live.some((finding) => finding.level === "warning" && finding.outcome !== "unknown");
  return options.warnExitCode && warned ? EXIT.warnings : EXIT.compliant;
}

function isBroken({ diagnostics, inputs, findings }: Outcome): boolean {
  return (
    hasErrors(diagnostics) ||
    inputs.some((input) => input.status === "failed") ||
    findings.some((finding) => finding.outcome === "error" && finding.level === "violation" && !finding.baseline)
  );
}

/** An agent without a grant is refused, whatever the policies say. */
function isRefused({ obligations }: Outcome): boolean {
  return obligations.some(({ code }) => REFUSALS.has(code));
}

const REFUSALS: ReadonlySet<string> = new Set(["no-grant", "invalid-proposal", "proposal-too-large"]);

function isHeld({ obligations }: Outcome): boolean {
  return obligations.some(({ code }) => code === "approval-required");
}

function isViolation(finding: Finding, { failOn }: CheckOptions): boolean {
  return finding.level === "violation" && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(failOn);
}

function isUndecided(finding: Finding): boolean {
  return finding.outcome === "unknown" && finding.level === "warning";
}
