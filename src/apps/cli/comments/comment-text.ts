import { hash } from "node:crypto";
import type { CheckReport } from "#core/model";
import type { SubmissionAnswer } from "#core/wire";
import { markdownCode, markdownText, REPORTERS } from "#adapters/reporters";

/** GitHub takes no comment with more characters; GitLab takes more. */
const LONGEST = 65_536;
const MOST_FIXES = 12;
const LONGEST_FIXES = 16_384;
const PRESENTATION = { colour: false, width: null, quiet: false, verbose: false } as const;

/** The line by which the comment about one root module is found again; readers do not see it. */
export function markerOf(folder: string): string {
  return `<!-- writ:${hash("sha256", folder).slice(0, 16)} -->`;
}

/**
 * What a pull request is told of a submission: the decision, the findings with their lines, and what would release it. Nothing that a user or a policy wrote is
 * markup in it, mentions anybody or ends a comment, and it is never longer than a comment may be.
 */
export function commentText(answer: SubmissionAnswer, report: CheckReport, folder: string): string {
  const head = `${markerOf(folder)}\n`;
  const tail = `\n${releaseLines(answer, report).join("\n")}\n`;
  const body = REPORTERS.markdown.render(report, PRESENTATION);
  const left = LONGEST - head.length - tail.length - CUT.length;
  return `${head}${body.length <= left ? body : `${firstLines(body, left)}${CUT}`}${tail}`;
}

/** Cut between lines: code that is not closed any more would be markup. */
function firstLines(body: string, most: number): string {
  return body.slice(0, Math.max(0, body.lastIndexOf("\n", most - 1)));
}

const CUT = "\n\n… cut\n";

function releaseLines({ id, decision, approval, expiresAt }: SubmissionAnswer, report: CheckReport): readonly string[] {
  const about = `Submission ${markdownCode(id)}, until ${markdownText(expiresAt)}.`;
  if (decision.effect === "allow")
    return ["#### It may be applied", "", `${about} \`writ apply\` applies exactly this plan, once.`];
  if (decision.effect === "hold") {
    return [
      "#### What would release it",
      "",
      `An approver who did not ask for it: ${markdownCode(`writ approvals approve ${approval ?? ""}`)}, after ${markdownCode(`writ approvals show ${approval ?? ""}`)}.`,
      "",
      about,
    ];
  }
  return [
    "#### What would release it",
    "",
    ...fixesIn(report),
    "- Then plan and submit again. Where a finding has to be accepted for a time, a waiver among the policies does that; nobody can approve a denied plan.",
    "",
    about,
  ];
}

function fixesIn({ findings }: CheckReport): readonly string[] {
  const violations = findings.filter(({ level, remediation }) => level === "violation" && remediation !== null);
  const fixes = violations.map(
    ({ policy, remediation }) => `- ${markdownCode(policy)}: ${markdownText((remediation ?? "").slice(0, 1000))}`,
  );
  return withinLength([...new Set(fixes)].slice(0, MOST_FIXES));
}

/** As many of the first lines as fit; escaped text is several times as long as what was written. */
function withinLength(lines: readonly string[]): readonly string[] {
  let left = LONGEST_FIXES;
  return lines.filter((line) => (left -= line.length) >= 0);
}
