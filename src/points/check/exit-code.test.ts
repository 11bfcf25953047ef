import { describe, expect, it } from "vitest";
import type { Diagnostic } from "#core/diagnostics";
import type { Finding } from "#core/model";
import { EXIT, exitCode } from "./exit-code.ts";
import type { CheckOptions } from "./options.ts";

type Part = Pick<Finding, "outcome" | "level" | "severity" | "baseline">;

const FAILED: Part = { outcome: "fail", level: "violation", severity: "medium", baseline: false };
const BROKEN: Part = { ...FAILED, outcome: "error" };
const UNKNOWN: Part = { ...FAILED, outcome: "unknown", level: "warning" };
const WARNED: Part = { ...FAILED, level: "warning" };
const PROBLEM: Diagnostic = { code: "x", severity: "error", message: "x" };

const AGENT: CheckOptions["principal"] = { id: "bot", kind: "agent", groups: [], attributes: {}, chain: [] };

interface Given {
  readonly findings?: readonly Part[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly inputs?: readonly { readonly status: "decided" | "failed" }[];
  readonly refusal?: string;
  readonly incomplete?: boolean;
  readonly options?: Partial<CheckOptions>;
}

function codeOf(given: Given): number {
  const evidence = {
    findings: given.findings ?? [],
    diagnostics: given.diagnostics ?? [],
    inputs: given.inputs ?? [],
    obligations: given.refusal === undefined ? [] : [{ code: given.refusal }],
  };
  const options: CheckOptions = {
    principal: { id: "ci", kind: "pipeline", groups: [], attributes: {}, chain: [] },
    environment: null,
    changedOnly: false,
    failOn: "info",
    failOnUnknown: false,
    warnExitCode: false,
    noFail: false,
    showPassed: false,
    baseline: new Set(),
    ...given.options,
  };
  return exitCode(evidence, given.incomplete ?? false, options);
}

describe("exitCode()", () => {
  const table: readonly (readonly [string, Given, number])[] = [
    ["nothing found is compliant", {}, EXIT.compliant],
    ["a violation is 1", { findings: [FAILED] }, EXIT.violations],
    ["a violation below --fail-on is not", { findings: [FAILED], options: { failOn: "high" } }, EXIT.compliant],
    ["a violation at --fail-on is", { findings: [FAILED], options: { failOn: "medium" } }, EXIT.violations],
    ["--no-fail forgives violations", { findings: [FAILED], options: { noFail: true } }, EXIT.compliant],
    ["a violation in the baseline is forgiven", { findings: [{ ...FAILED, baseline: true }] }, EXIT.compliant],
    ["an evaluation error is never 1", { findings: [BROKEN, FAILED] }, EXIT.broken],
    ["a broken input wins over violations", { findings: [FAILED], inputs: [{ status: "failed" }] }, EXIT.broken],
    ["--no-fail never forgives broken input", { diagnostics: [PROBLEM], options: { noFail: true } }, EXIT.broken],
    ["an unknown is an obligation", { findings: [UNKNOWN] }, EXIT.compliant],
    [
      "an unknown with --fail-on unknown is 4",
      { findings: [UNKNOWN], options: { failOnUnknown: true } },
      EXIT.undecided,
    ],
    [
      "an unknown of an agent is held, whatever the options say",
      { findings: [UNKNOWN], options: { principal: AGENT } },
      EXIT.undecided,
    ],
    ["an incomplete input is never compliant", { incomplete: true }, EXIT.undecided],
    ["a violation wins over an incomplete input", { incomplete: true, findings: [FAILED] }, EXIT.violations],
    ["a warning alone is 0", { findings: [WARNED] }, EXIT.compliant],
    ["a warning alone is 3 on request", { findings: [WARNED], options: { warnExitCode: true } }, EXIT.warnings],
    ["an unknown is no warning", { findings: [UNKNOWN], options: { warnExitCode: true } }, EXIT.compliant],
    ["an agent without a grant is refused", { refusal: "no-grant" }, EXIT.violations],
    ["an effect that awaits approval is undecided", { refusal: "approval-required" }, EXIT.undecided],
  ];

  for (const [name, given, expected] of table) it(name, () => expect(codeOf(given)).toBe(expected));
});
