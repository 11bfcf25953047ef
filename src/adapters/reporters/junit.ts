import type { CheckReport, Finding, InputSummary, Obligation, QuietVerdict } from "#core/model";
import { circumstances, circumstanceText } from "./circumstances.ts";
import { placeOf, ruleId } from "./place.ts";
import type { Reporter } from "./reporter.ts";
import { requestText, waiverText } from "./waiver.ts";

/**
 * JUnit XML: one suite for each input, one case for each rule and resource.
 *
 * A last suite, `writ`, holds what belongs to no input: mistakes in policies, and refusals such as a missing grant.
 *
 * A violation is a failure. What could not be evaluated is an error, and so is what is unknown where the policy enforces. Warnings pass with
 * their text in `system-out`; waived and baseline findings, and what did not apply, are skipped.
 */
export const junit: Reporter = {
  description: "JUnit XML",
  render: (report) => {
    const general = generalCases(report);
    const suites = [
      ...report.inputs.map((input) => suite(input.file, inputCases(input, report), report)),
      ...(general.length === 0 ? [] : [suite("writ", general, report)]),
    ];
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

function inputCases(input: InputSummary, report: CheckReport): readonly Case[] {
  return [
    ...report.findings.filter((finding) => finding.input === input.file).map(findingCase),
    ...report.quiet.filter((verdict) => verdict.file === input.file).map(quietCase),
    ...report.diagnostics
      .filter((diagnostic) => diagnostic.span?.file === input.file && diagnostic.severity === "error")
      .map(diagnosticCase),
  ];
}

function generalCases(report: CheckReport): readonly Case[] {
  const inputs = new Set(report.inputs.map(({ file }) => file));
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  return [
    ...errors.filter(({ span }) => span === undefined || !inputs.has(span.file)).map(diagnosticCase),
    ...circumstances(report).map(circumstanceCase),
  ];
}

function suite(name: string, cases: readonly Case[], report: CheckReport): Case {
  const tally = cases.reduce((sum, one) => add(sum, one.tally), NOTHING);
  const attributes = `name="${xml(name)}"${tallyAttributes(tally)} timestamp="${report.startedAt.slice(0, 19)}" time="0" hostname="localhost"`;
  return { text: `  <testsuite ${attributes}>\n${cases.map((one) => one.text).join("\n")}\n  </testsuite>`, tally };
}

function findingCase(finding: Finding): Case {
  const attributes = `classname="${xml(ruleId(finding))}" name="${xml(finding.resource.id)}" time="0"`;
  const text = xml(detail(finding));
  const message = xml(finding.message);
  if (finding.outcome === "waived" || finding.baseline) {
    const reason = finding.waiver === null ? "in the baseline" : waiverText(finding.waiver);
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

function circumstanceCase(one: Obligation): Case {
  const attributes = `classname="${xml(one.code)}" name="${xml(one.resource ?? one.code)}" time="0"`;
  const text = `<failure message="${xml(circumstanceText(one))}" type="${xml(one.code)}"></failure>`;
  return { text: testcase(attributes, text), tally: { ...NOTHING, tests: 1, failures: 1 } };
}

function diagnosticCase({ code, message, hint, span }: CheckReport["diagnostics"][number]): Case {
  const place = span === undefined ? "" : placeOf({ ...span, address: "", path: [] });
  const attributes = `classname="input" name="${xml(code)}" time="0"`;
  const text = `<error message="${xml(message)}" type="${xml(code)}">${xml(place)}\n${xml(hint ?? "")}</error>`;
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
  const asked = finding.request === null ? [] : [requestText(finding.request)];
  return [placeOf(finding.location), ...observed, `required ${finding.required}`, ...repair, ...asked].join("\n");
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
