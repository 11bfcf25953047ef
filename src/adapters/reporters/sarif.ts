import type { Diagnostic, Position } from "#core/diagnostics";
import type { CheckReport, Finding, Location, Rule, Severity } from "#core/model";
import { circumstances, circumstanceText } from "./circumstances.ts";
import { pathText, placeOf, ruleId } from "./place.ts";
import type { Reporter } from "./reporter.ts";
import { requestText, waiverText } from "./waiver.ts";

/** GitHub reads this number, 0 to 10, to rank security results. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.0",
};

/**
 * SARIF 2.1.0 (OASIS). `ruleId` is `policy/validation` and `partialFingerprints` is the finding's own, both stable over runs; waivers are
 * suppressions, the baseline is `baselineState`, diagnostics are notifications of the invocation.
 */
export const sarif: Reporter = {
  description: "SARIF 2.1.0",
  render: (report) => `${JSON.stringify(log(report), null, 2)}\n`,
};

function log(report: CheckReport): object {
  const indexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const { name, version, informationUri } = report.tool;
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name, semanticVersion: version, informationUri, rules: report.rules.map(descriptor) } },
        invocations: [invocation(report)],
        artifacts: report.inputs.map((input) => ({ location: artifact(input.file), roles: ["analysisTarget"] })),
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => result(finding, indexes)),
      },
    ],
  };
}

function descriptor(rule: Rule): object {
  const repair = rule.remediation ?? "See the policy.";
  return {
    id: rule.id,
    name: rule.id.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: repair, markdown: repair },
    defaultConfiguration: { level: rule.mode === "enforce" ? "error" : "warning" },
    properties: {
      "security-severity": SECURITY_SEVERITY[rule.severity],
      severity: rule.severity,
      tags: ["security", ...rule.satisfies],
    },
  };
}

function invocation(report: CheckReport): object {
  const { startedAt, durationMs, exitCode, diagnostics } = report;
  const held = circumstances(report).map((one) => ({
    descriptor: { id: one.code },
    level: "error",
    message: { text: circumstanceText(one).toWellFormed() },
  }));
  return {
    executionSuccessful: exitCode !== 2,
    exitCode,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    toolExecutionNotifications: [...diagnostics.map(notification), ...held],
  };
}

function notification({ code, severity, message, hint, span }: Diagnostic): object {
  const place =
    span === undefined
      ? []
      : [{ physicalLocation: { artifactLocation: artifact(span.file), region: region(span.start, span.end) } }];
  return {
    descriptor: { id: code },
    level: severity,
    message: { text: hint === undefined ? message : `${message}: ${hint}` },
    locations: place,
  };
}

function result(finding: Finding, indexes: ReadonlyMap<string, number>): object {
  const observed = finding.observed.map(({ path, value }) => `${path} = ${value}`).join("; ");
  const text = observed === "" ? finding.message : `${finding.message} (observed: ${observed})`;
  return {
    ruleId: ruleId(finding),
    ruleIndex: indexes.get(ruleId(finding)) ?? -1,
    ...judgement(finding),
    message: { text: text.toWellFormed() },
    locations: [location(finding)],
    relatedLocations: related(finding),
    partialFingerprints: { "writ/v1": finding.fingerprint },
    baselineState: finding.baseline ? "unchanged" : "new",
    ...suppressions(finding),
    properties: {
      outcome: finding.outcome,
      severity: finding.severity,
      resource: finding.resource,
      required: finding.required,
    },
  };
}

/** A waiver suppresses; one that is only asked for is under review, which by SARIF leaves the result as it is. */
function suppressions({ waiver, request }: Finding): object {
  if (waiver === null) return request === null ? {} : { suppressions: [underReview(request)] };
  const { id, owner, approver, category, ticket, expires } = waiver;
  const justification = waiverText(waiver).toWellFormed();
  const properties = { waiver: id, owner, approver, category, ticket, expires };
  return { suppressions: [{ kind: "external", status: "accepted", justification, properties }] };
}

function underReview(request: NonNullable<Finding["request"]>): object {
  const place = { artifactLocation: artifact(request.file), region: { startLine: request.line } };
  const justification = requestText(request).toWellFormed();
  return { kind: "inSource", status: "underReview", justification, location: { physicalLocation: place } };
}

/** An undecided validation is SARIF's `open`, which has no level of its own. */
function judgement({ outcome, level }: Finding): object {
  if (outcome === "unknown") return { kind: "open", level: "none" };
  return { kind: "fail", level: { violation: "error", warning: "warning", note: "note" }[level] };
}

function location(finding: Finding): object {
  return {
    ...physical(finding.location),
    logicalLocations: [{ name: finding.resource.name, fullyQualifiedName: finding.resource.id, kind: "resource" }],
  };
}

function related(finding: Finding): readonly object[] {
  return finding.observed.flatMap((observation, id) => {
    const { location: place } = observation;
    if (place === null || placeOf(place) === placeOf(finding.location)) return [];
    return [
      {
        id,
        ...physical(place),
        message: { text: `${observation.path} comes from ${place.address} ${pathText(place.path)}`.trim() },
      },
    ];
  });
}

function physical({ file, start, end }: Location): object {
  const place = start === undefined ? {} : { region: region(start, end) };
  return { physicalLocation: { artifactLocation: artifact(file), ...place } };
}

function region(start: Position, end: Position | undefined): object {
  const first = { startLine: start.line, startColumn: start.column };
  return end === undefined ? first : { ...first, endLine: end.line, endColumn: end.column };
}

/** A relative reference from the source root; what a URI cannot hold is percent-encoded, segment by segment. */
function artifact(file: string): object {
  const uri = file.toWellFormed().replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return uri.startsWith("/") ? { uri: `file://${uri}` } : { uri: uri.replace(/^\.\//, ""), uriBaseId: "SRCROOT" };
}
