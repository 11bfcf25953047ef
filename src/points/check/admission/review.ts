import {
  creationRequest,
  namespacesAmong,
  reviewConstraints,
  reviewRequest,
  type AdmissionVerdict,
  type LoadedAdmission,
} from "#core/admission";
import type { Decision } from "#core/decide";
import type { Diagnostic } from "#core/diagnostics";
import {
  sha256Hex,
  type Counts,
  type Finding,
  type NativeResource,
  type QuietVerdict,
  type SourceReading,
} from "#core/model";
import { admissionFinding, ruleOf } from "./finding.ts";
import { objectsOf, unaskedObjects } from "./objects.ts";

/** The policies that others wrote for Kubernetes' admission, and what stands beside them. */
export type AdmissionPolicies = Pick<LoadedAdmission, "policies" | "constraints" | "objects" | "digest">;

/** What admission policies said of the objects of one reading. */
export interface ReviewedReading {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly passed: readonly QuietVerdict[];
  readonly policies: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks the admission policies about the creation of every Kubernetes object of every reading; they know the namespaces of all of them. */
export function reviewReadings(
  { policies, constraints, objects }: AdmissionPolicies,
  readings: readonly SourceReading[],
  baseline: ReadonlySet<string>,
): readonly ReviewedReading[] {
  if (policies.length + constraints.length === 0) return [];
  const read = readings.map((reading) => ({ reading, objects: objectsOf(reading) }));
  const namespaces = namespacesAmong([...objects, ...read.flatMap((one) => one.objects.map(({ object }) => object))]);
  return read.map((one) => {
    const judged = one.objects.flatMap(({ resource, object }) => {
      const request = creationRequest(object);
      const verdicts = [
        ...reviewRequest(policies, request, { namespaces, params: objects }).verdicts,
        ...reviewConstraints(constraints, request, namespaces),
      ];
      return verdicts.map((verdict): Judged => ({ verdict, resource }));
    });
    return reviewedOf(one.reading, judged, baseline);
  });
}

interface Judged {
  readonly verdict: AdmissionVerdict;
  readonly resource: NativeResource;
}

function reviewedOf(reading: SourceReading, judged: readonly Judged[], baseline: ReadonlySet<string>): ReviewedReading {
  const { file } = reading;
  const findings = judged.flatMap(({ verdict, resource }) =>
    verdict.decision.evaluation === "admit" ? [] : [admissionFinding(verdict, resource, reading, baseline)],
  );
  const passed = judged.flatMap(({ verdict, resource }): readonly QuietVerdict[] =>
    verdict.decision.evaluation === "admit"
      ? [{ rule: ruleOf(verdict), outcome: "pass", resource: resource.id, file }]
      : [],
  );
  const policies = new Set(judged.map(({ verdict }) => verdict.policy.metadata.name));
  return { file, findings, passed, policies, diagnostics: unaskedObjects(reading) };
}

/** Counts with those of admission policies added. */
export function addCounts(counts: Counts, reviewed: readonly ReviewedReading[], vacuous: number): Counts {
  const sum = { ...counts, vacuous: counts.vacuous + vacuous };
  for (const { findings, passed } of reviewed) {
    sum.pass += passed.length;
    for (const { outcome, level } of findings) sum[outcome === "fail" && level !== "violation" ? "warn" : outcome] += 1;
  }
  return sum;
}

/** The digest of all that judged: that of the bundle, and with policies of others the SHA-256 of both, one a line. */
export function digestOfAll(bundle: string, { digest }: AdmissionPolicies): string {
  return digest === null ? bundle : sha256Hex(`${bundle}\n${digest}\n`);
}

/** A reading about which no admission policy was asked. */
export const NOT_REVIEWED: ReviewedReading = {
  file: "",
  findings: [],
  passed: [],
  policies: new Set(),
  diagnostics: [],
};

/** The admission policies that took no object of any reading, by name. */
export function unasked(admission: AdmissionPolicies, reviewed: readonly ReviewedReading[]): readonly string[] {
  const asked = new Set(reviewed.flatMap((one) => [...one.policies]));
  const bound = [...admission.policies, ...admission.constraints];
  return [...new Set(bound.map(({ document }) => document.metadata.name))].filter((name) => !asked.has(name));
}

/** An effect made no better by what admission policies said: a denial denies, and what an enforced one cannot tell holds. */
export function worsened(effect: Decision["effect"], { findings }: ReviewedReading): Decision["effect"] {
  if (findings.some(({ level }) => level === "violation")) return "deny";
  const open = findings.some(({ outcome, level }) => outcome === "unknown" && level === "warning");
  return open && effect === "allow" ? "hold" : effect;
}
