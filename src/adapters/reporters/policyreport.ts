import { stringify } from "yaml";
import type { AuditAnnotation, CheckReport, Finding, ForeignEntry, QuietVerdict } from "#core/model";
import { printable } from "./printable.ts";
import { ruleId } from "./place.ts";
import type { Reporter } from "./reporter.ts";
import { requestText } from "./waiver.ts";

/** Group, version and kind names of the Kubernetes Policy working group's reports (`wgpolicyk8s.io/v1alpha2`). */
const API_VERSION = "wgpolicyk8s.io/v1alpha2";

type Result = "pass" | "fail" | "warn" | "error" | "skip";

/** One `PolicyReport` for each namespace and a `ClusterPolicyReport` for the rest, as a YAML stream. */
export const policyreport: Reporter = {
  description: "Kubernetes PolicyReport",
  render: (report) => {
    const scopes = new Map<string, object[]>();
    const annotations = Map.groupBy(report.annotations, ({ file, resource }) => placeOf(file, resource));
    for (const finding of report.findings) {
      const own = annotations.get(placeOf(finding.input, finding.resource.id)) ?? [];
      push(scopes, finding.resource.scope, findingResult(finding, report, own));
    }
    for (const verdict of report.quiet) push(scopes, verdict.subject.scope, quietResult(verdict, report));
    if (scopes.size === 0) scopes.set("", []);
    const documents = [...scopes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([scope, results]) => document(scope, results));
    return documents.map((one) => `---\n${stringify(one, { lineWidth: 0 })}`).join("");
  },
};

function push(scopes: Map<string, object[]>, scope: string, result: object): void {
  const results = scopes.get(scope) ?? [];
  results.push(result);
  scopes.set(scope, results);
}

function document(scope: string, results: readonly object[]): object {
  const namespaced = scope !== "";
  return {
    apiVersion: API_VERSION,
    kind: namespaced ? "PolicyReport" : "ClusterPolicyReport",
    metadata: { name: "writ-check", ...(namespaced ? { namespace: printable(scope) } : {}) },
    summary: summary(results),
    results,
  };
}

function summary(results: readonly object[]): Readonly<Record<Result, number>> {
  const count = (wanted: Result): number => results.filter((one) => "result" in one && one.result === wanted).length;
  return { pass: count("pass"), fail: count("fail"), warn: count("warn"), error: count("error"), skip: count("skip") };
}

function placeOf(file: string, resource: string): string {
  return JSON.stringify([file, resource]);
}

/** What the audit log says of the object of a finding stands among its properties. */
function findingResult(finding: Finding, report: CheckReport, annotations: readonly AuditAnnotation[]): object {
  const { resource, waiver, request, foreign } = finding;
  const resources = [reference(resource.type, resource.name, resource.scope)];
  const acceptance = {
    ...(waiver === null ? {} : waiverProperties(waiver)),
    ...(request === null ? {} : { waiverRequest: printable(requestText(request)) }),
    ...Object.fromEntries(annotations.map(({ key, value }) => [printable(key), printable(value ?? UNTOLD)])),
  };
  if (foreign !== null) {
    const result = finding.outcome === "waived" ? "skip" : foreign.result;
    return { ...foreignResult({ ...foreign, result }, acceptance, report), resources };
  }
  return {
    source: "writ",
    policy: finding.policy,
    rule: ruleId(finding),
    severity: finding.severity,
    result: resultOf(finding),
    scored: finding.level === "violation",
    message: printable(finding.message),
    timestamp: timestamp(report),
    resources,
    properties: { fingerprint: finding.fingerprint, resource: printable(resource.id), ...acceptance },
  };
}

/** A result of a policy of others as its own engine writes it; what Writ knows beside it is added to the properties. */
function foreignResult(entry: ForeignEntry, added: Readonly<Record<string, string>>, report: CheckReport): object {
  const { source, policy, rule, result, scored, category, severity, message } = entry;
  const properties = Object.entries({ ...entry.properties, ...added }).map(([key, value]) => [key, printable(value)]);
  return {
    source,
    policy,
    ...(rule === "" ? {} : { rule }),
    ...(category === null ? {} : { category: printable(category) }),
    ...(severity === null ? {} : { severity }),
    result,
    scored,
    ...(message === "" ? {} : { message: printable(message) }),
    timestamp: timestamp(report),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
  };
}

/** The value of an annotation that cannot be told. */
const UNTOLD = "cannot be told here";

/** Properties are texts. */
function waiverProperties(waiver: NonNullable<Finding["waiver"]>): Readonly<Record<string, string>> {
  const { id, approver, owner, category, expires, reason, ticket } = waiver;
  return {
    waiver: id,
    waivedBy: printable(approver),
    waiverOwner: printable(owner),
    waiverCategory: category,
    waivedUntil: expires,
    waiverReason: printable(reason.trim()),
    ...(ticket === null ? {} : { waiverTicket: printable(ticket) }),
  };
}

function resultOf({ outcome, level }: Finding): Result {
  if (outcome === "waived") return "skip";
  if (outcome === "error" || outcome === "unknown") return "error";
  return level === "violation" ? "fail" : "warn";
}

function quietResult({ rule, outcome, resource, subject, foreign }: QuietVerdict, report: CheckReport): object {
  const resources = [reference(subject.type, subject.name, subject.scope)];
  if (foreign !== null) return { ...foreignResult(foreign, {}, report), resources };
  const [policy = ""] = rule.split("/");
  const result: Result = outcome === "pass" ? "pass" : "skip";
  return {
    source: "writ",
    policy,
    rule,
    result,
    timestamp: timestamp(report),
    resources,
    properties: { resource: printable(resource) },
  };
}

/** `apps/v1 Deployment` is a Kubernetes type; a type of another provider is named as the kind alone. */
function reference(type: string, name: string, scope: string): object {
  const [apiVersion, kind] = type.includes(" ") ? type.split(" ") : [undefined, type];
  const namespace = scope === "" ? {} : { namespace: printable(scope) };
  return { ...(apiVersion === undefined ? {} : { apiVersion }), kind, name: printable(name), ...namespace };
}

function timestamp({ startedAt }: CheckReport): object {
  return { seconds: Math.floor(Date.parse(startedAt) / 1000), nanos: 0 };
}
