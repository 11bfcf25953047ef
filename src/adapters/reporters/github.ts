import type { CheckReport, Finding, Location } from "#core/model";
import { circumstances, circumstanceText } from "./circumstances.ts";
import { placeOf, ruleId, shortMessage } from "./place.ts";
import type { Reporter } from "./reporter.ts";

/** Workflow commands that GitHub Actions shows as annotations on the changed lines. Waived and baseline findings are notices. */
export const github: Reporter = {
  description: "GitHub Actions annotations",
  render: (report) =>
    [
      ...report.diagnostics.map(diagnosticLine),
      ...circumstances(report).map((one) => command("error", { title: one.code }, circumstanceText(one))),
      ...report.findings.map(findingLine),
    ]
      .map((line) => `${line}\n`)
      .join(""),
};

function findingLine(finding: Finding): string {
  const title = `${ruleId(finding)} (${finding.severity})`;
  return command(
    commandOf(finding),
    { ...placeProperties(finding.location), title },
    `${placeOf(finding.location)} ${shortMessage(finding)}`,
  );
}

function commandOf({ level, baseline }: Finding): string {
  if (baseline || level === "note") return "notice";
  return level === "violation" ? "error" : "warning";
}

function diagnosticLine({ severity, span, code, message, hint }: CheckReport["diagnostics"][number]): string {
  const properties =
    span === undefined ? {} : { file: span.file, line: String(span.start.line), col: String(span.start.column) };
  return command(severity, { ...properties, title: code }, hint === undefined ? message : `${message}: ${hint}`);
}

function placeProperties({ file, start, end }: Location): Readonly<Record<string, string>> {
  if (start === undefined) return { file };
  const last = end === undefined ? {} : { endLine: String(end.line) };
  return { file, line: String(start.line), col: String(start.column), ...last };
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

/** GitHub's own escapes (actions/toolkit, `command.ts`): a value can end neither the command nor a property. */
function escapeData(text: string): string {
  return text.toWellFormed().replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
