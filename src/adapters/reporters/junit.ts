import type { CheckReport, Finding, InputSummary, QuietVerdict } from "#core/model";
import { placeOf, ruleId } from "./place.ts";
import type { Reporter } from "./reporter.ts";

/**
 * JUnit XML: one suite for each input, one case for each rule and resource.
 *
 * A violation is a failure. What could not be evaluated is an error, and so is what is unknown where the policy enforces. Warnings pass with
 * their text in `system-out`; waived and baseline findings, and what did not apply, are skipped.
 */
export const junit: Reporter = {
  description: "JUnit XML",
  render: (report) => {
    const suites = report.inputs.map((input) => suite(input, report));
    const total = suites.reduce((sum, one) => add(sum, one.tally), NOTHING);
    const body = suites.map((one) => one.text).join("\n");
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="writ"${tallyAttributes(total)} time="${seconds(report)}">\n${body}\n</testsuites>\n`;
  },
};

interface Tally {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

const NOTHING: Tally = { tests: 0, failures: 0, errors: 0, skipped: 0 };

interface Case {
  readonly text: string;
  readonly tally: Tally;
}

function suite(input: InputSummary, report: CheckReport): Case {
  const cases = [
    ...report.findings.filter((finding) => finding.input === input.file).map(findingCase),
    ...report.quiet.filter((verdict) => verdict.file === input.file).map(quietCase),
    ...report.diagnostics
      .filter((diagnostic) => diagnostic.span?.file === input.file && diagnostic.severity === "error")
      .map(diagnosticCase),
  ];
  const tally = cases.reduce((sum, one) => add(sum, one.tally), NOTHING);
  const attributes = `name="${xml(input.file)}"${tallyAttributes(tally)} timestamp="${report.startedAt.slice(0, 19)}" time="0" hostname="localhost"`;
  return { text: `  <testsuite ${attributes}>\n${cases.map((one) => one.text).join("\n")}\n  </testsuite>`, tally };
}

function findingCase(finding: Finding): Case {
  const attributes = `classname="${xml(ruleId(finding))}" name="${xml(finding.resource.id)}" time="0"`;
  const text = xml(detail(finding));
  const message = xml(finding.message);
  if (finding.outcome === "waived" || finding.baseline) {
    const reason =
      finding.waiver === null ? "in the baseline" : `waived by ${finding.waiver.id}: ${finding.waiver.reason}`;
    return skipped(attributes, xml(reason));
  }
  if (finding.level === "violation" && finding.outcome === "fail") {
    return {
      text: testcase(attributes, `<failure message="${message}" type="${finding.severity}">${text}</failure>`),
      tally: { ...NOTHING, tests: 1, failures: 1 },
    };
  }
  if (finding.outcome === "error" || (finding.outcome === "unknown" && finding.level !== "note")) {
    return {
      text: testcase(attributes, `<error message="${message}" type="${finding.outcome}">${text}</error>`),
      tally: { ...NOTHING, tests: 1, errors: 1 },
    };
  }
  return { text: testcase(attributes, `<system-out>${text}</system-out>`), tally: { ...NOTHING, tests: 1 } };
}

function quietCase({ rule, resource, outcome }: QuietVerdict): Case {
  const attributes = `classname="${xml(rule)}" name="${xml(resource)}" time="0"`;
  if (outcome === "not-applicable") return skipped(attributes, "not applicable");
  return { text: `    <testcase ${attributes}/>`, tally: { ...NOTHING, tests: 1 } };
}

function diagnosticCase({ code, message, hint }: CheckReport["diagnostics"][number]): Case {
  const attributes = `classname="input" name="${xml(code)}" time="0"`;
  const text = `<error message="${xml(message)}" type="${xml(code)}">${xml(hint ?? "")}</error>`;
  return { text: testcase(attributes, text), tally: { ...NOTHING, tests: 1, errors: 1 } };
}

function skipped(attributes: string, reason: string): Case {
  return { text: testcase(attributes, `<skipped message="${reason}"/>`), tally: { ...NOTHING, tests: 1, skipped: 1 } };
}

function testcase(attributes: string, body: string): string {
  return `    <testcase ${attributes}>${body}</testcase>`;
}

function detail(finding: Finding): string {
  const observed = finding.observed.map(({ path, value }) => `observed ${path} = ${value}`);
  const repair = finding.remediation === null ? [] : [`repair ${finding.remediation.trim()}`];
  return [placeOf(finding.location), ...observed, `required ${finding.required}`, ...repair].join("\n");
}

function add(a: Tally, b: Tally): Tally {
  return {
    tests: a.tests + b.tests,
    failures: a.failures + b.failures,
    errors: a.errors + b.errors,
    skipped: a.skipped + b.skipped,
  };
}

function tallyAttributes({ tests, failures, errors, skipped }: Tally): string {
  return ` tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function seconds(report: CheckReport): string {
  return (report.durationMs / 1000).toFixed(3);
}

const ILLEGAL_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Text for an attribute or an element; what XML 1.0 cannot hold at all becomes U+FFFD. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(ILLEGAL_IN_XML, "\ufffd")
    .replaceAll(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] ?? "");
}
