import { SEVERITIES, type CheckReport, type Finding } from "#core/model";
import { placeOf, ruleId } from "./place.ts";
import { printable } from "./printable.ts";
import type { Reporter } from "./reporter.ts";
import { summaryLine } from "./summary.ts";
import { acceptanceText } from "./waiver.ts";

/** GitHub refuses comments over 65,536 characters. */
const LONGEST = 65_000;

/** A report for a pull request comment: one table, the worst first, cut with a count where a comment could not hold it. */
export const markdown: Reporter = {
  description: "Markdown for a pull request comment",
  render: (report) => {
    const head = [`### writ: ${headline(report)}`, "", markdownCode(summaryLine(report)), ""];
    const notes = [
      ...report.diagnostics.map((one) => `- **${one.severity}** ${markdownText(one.message)}`),
      ...report.obligations.map((one) => `- ${markdownText(one.message)}`),
    ];
    const tail = notes.length === 0 ? [] : ["", ...notes];
    return `${[...head, ...table(report, LONGEST - [...head, ...tail].join("\n").length), ...tail].join("\n").slice(0, LONGEST)}\n`;
  },
};

function headline({ exitCode }: CheckReport): string {
  const titles = ["compliant", "violations found", "could not be checked in full", "warnings only", "undecided"];
  return titles[exitCode] ?? "done";
}

function table({ findings }: CheckReport, budget: number): readonly string[] {
  if (findings.length === 0) return [];
  const lines = ["| severity | rule | resource | where | what |", "|---|---|---|---|---|"];
  let left = budget - lines.join("\n").length - 40;
  for (const [index, finding] of findings.toSorted(bySeverity).entries()) {
    const line = row(finding);
    left -= line.length + 1;
    if (left < 0) return [...lines, "", `… and ${findings.length - index} more`];
    lines.push(line);
  }
  return lines;
}

function bySeverity(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

function row(finding: Finding): string {
  const state = finding.outcome === "fail" ? finding.severity : `${finding.severity} (${finding.outcome})`;
  const acceptance = acceptanceText(finding);
  const what = acceptance === null ? finding.message : `${finding.message}, ${acceptance}`;
  return `| ${state} | ${markdownCode(ruleId(finding))} | ${markdownCode(finding.resource.id)} | ${markdownCode(placeOf(finding.location))} | ${markdownText(what)} |`;
}

/** Text in which nothing a user wrote is markup: no HTML, no links, no mentions, no table cells. */
export function markdownText(value: string): string {
  return printable(value).replaceAll(/[\\`*_{}[\]<>()#+!|~@&-]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Code spans cannot escape a backtick or, inside a table, a bar. */
export function markdownCode(value: string): string {
  return `\`${printable(value).replaceAll("`", "'").replaceAll("|", "¦")}\``;
}
