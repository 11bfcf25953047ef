import { compileProgram } from "#core/decide";
import { hasErrors } from "#core/diagnostics";
import type { Principal } from "#core/model";
import { explainAct, tellDiagnostics } from "#points/mcp";
import { loadBeside } from "../policies/load.ts";
import { timestampNow } from "./clock.ts";
import { checkReading, proposalOf, readingOf } from "./questions.ts";
import type { ToolSetting } from "./setting.ts";
import type { ToolArguments } from "./tool-arguments.ts";
import { ToolProblem } from "./tool-problem.ts";

/** Whoever asks where the documents have no grants, without which no agent may do anything. */
const ANYBODY: Principal = { id: "policy-test", kind: "pipeline", groups: [], attributes: {}, chain: [] };

/** Judges one resource, or an input, by the documents of a call and the shipped kinds alone. */
export function testPolicy(setting: ToolSetting, given: ToolArguments): object {
  const text = given.policy ?? "";
  const { bundle, diagnostics, admission } = loadBeside([{ file: "policy", text }], {
    library: false,
    without: new Set(),
  });
  if (bundle === null || hasErrors(diagnostics) || bundle.policies.length === 0)
    return { ...NOT_JUDGED, diagnostics: tellDiagnostics(diagnostics) };
  const decider = { bundle, program: compileProgram(bundle) };
  const principal = bundle.grants.length === 0 ? ANYBODY : setting.principal;
  const alone = { ...setting, decider, principal, run: { ...setting.run, ...decider, admission, diagnostics } };
  if (given.content === undefined) {
    const explained = explainAct(decider, proposalOf(alone, given), timestampNow());
    return { ...explained, diagnostics: tellDiagnostics(diagnostics) };
  }
  if (given.action !== undefined || given.resource !== undefined)
    throw new ToolProblem("Give either `content`, or `action` and `resource`");
  const {
    effect,
    reasons,
    findings,
    leftOut,
    passed,
    diagnostics: said,
  } = checkReading(alone, readingOf(alone, given));
  return { effect, reasons, concerns: findings, leftOut, passed, diagnostics: said };
}

const NOT_JUDGED = { effect: null, reasons: [], concerns: [], leftOut: 0, passed: 0 };
