import {
  creationRequest,
  enginesOf,
  namespacesAmong,
  type AdmissionEngine,
  type ForeignPolicy,
  type ForeignVerdict,
  type LoadedAdmission,
} from "#core/admission";
import type { Decision } from "#core/decide";
import type { Diagnostic } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import {
  sha256Hex,
  type Counts,
  type Finding,
  type NativeResource,
  type QuietVerdict,
  type SourceReading,
} from "#core/model";
import { foreignFinding, isConcern, ruleOf } from "./finding.ts";
import { objectsOf, unaskedObjects } from "./objects.ts";

/** The policies that others wrote for Kubernetes' admission, and what stands beside them. */
export type AdmissionPolicies = Omit<LoadedAdmission, "diagnostics">;

/** What policies of others said of the objects of one reading. */
export interface ReviewedReading {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly quiet: readonly QuietVerdict[];
  readonly policies: ReadonlySet<string>;
  /** The exceptions that applied to an object, as their engine names them. */
  readonly exceptions: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a run asks policies of others. */
export interface AskedHow {
  readonly baseline: ReadonlySet<string>;
  readonly now: Timestamp;
}

/** Asks the policies of others about the creation of every Kubernetes object of every reading; they know the namespaces of all of them. */
export function reviewReadings(
  admission: AdmissionPolicies,
  readings: readonly SourceReading[],
  how: AskedHow,
): readonly ReviewedReading[] {
  const engines = enginesOf(admission);
  if (engines.every(({ policies }) => policies.length === 0)) return [];
  const { objects: params } = admission;
  const read = readings.map((reading) => ({ reading, objects: objectsOf(reading) }));
  const namespaces = namespacesAmong([...params, ...read.flatMap((one) => one.objects.map(({ object }) => object))]);
  const around = { namespaces, params, now: how.now };
  return read.map(({ reading, objects }) => {
    const judged = objects.flatMap(({ resource, object }) => {
      const request = creationRequest(object);
      const verdicts = engines.flatMap((engine) => engine.ask(request, around));
      return untilStopped(verdicts).map((verdict): Judged => ({ verdict, resource }));
    });
    return reviewedOf(reading, judged, how.baseline);
  });
}

interface Judged {
  readonly verdict: ForeignVerdict;
  readonly resource: NativeResource;
}

/** The verdicts on one object without those before which their engine stops. */
function untilStopped(verdicts: readonly ForeignVerdict[]): readonly ForeignVerdict[] {
  const stopped = new Set<ForeignPolicy>();
  return verdicts.filter(({ policy, stops }) => {
    if (stopped.has(policy)) return false;
    if (stops) stopped.add(policy);
    return true;
  });
}

function reviewedOf(reading: SourceReading, judged: readonly Judged[], baseline: ReadonlySet<string>): ReviewedReading {
  const { file } = reading;
  const findings = judged.flatMap(({ verdict, resource }) =>
    isConcern(verdict) ? [foreignFinding(verdict, resource, reading, baseline)] : [],
  );
  const quiet = judged.flatMap(({ verdict, resource }) => quietOf(verdict, resource, file));
  const policies = new Set(judged.map(({ verdict }) => verdict.policy.name));
  const exceptions = new Set(judged.flatMap(({ verdict }) => verdict.exceptions));
  return { file, findings, quiet, policies, exceptions, diagnostics: unaskedObjects(reading) };
}

/** What passed and what was passed over, as far as the engine reports it. */
function quietOf(
  verdict: ForeignVerdict,
  { id, type, name, scope }: NativeResource,
  file: string,
): readonly QuietVerdict[] {
  const { entry: foreign, outcome } = verdict;
  if (foreign === null || (outcome !== "pass" && outcome !== "skip")) return [];
  const said = { rule: ruleOf(verdict), outcome: outcome === "pass" ? "pass" : "not-applicable" } as const;
  return [{ ...said, resource: id, subject: { type, name, scope }, file, foreign }];
}

/** Counts with those of policies of others added. */
export function addCounts(counts: Counts, reviewed: readonly ReviewedReading[], vacuous: number): Counts {
  const sum = { ...counts, vacuous: counts.vacuous + vacuous };
  for (const { findings, quiet } of reviewed) {
    for (const { outcome } of quiet) sum[outcome === "pass" ? "pass" : "notApplicable"] += 1;
    for (const { outcome, level } of findings) sum[outcome === "fail" && level !== "violation" ? "warn" : outcome] += 1;
  }
  return sum;
}

/** The digest of all that judged: that of the bundle, and with policies of others the SHA-256 of both, one a line. */
export function digestOfAll(bundle: string, { digest }: AdmissionPolicies): string {
  return digest === null ? bundle : sha256Hex(`${bundle}\n${digest}\n`);
}

/** A reading about which no policy of others was asked. */
export const NOT_REVIEWED: ReviewedReading = {
  file: "",
  findings: [],
  quiet: [],
  policies: new Set(),
  exceptions: new Set(),
  diagnostics: [],
};

/** The policies of others that took no object of any reading, by name. */
export function unasked(engines: readonly AdmissionEngine[], reviewed: readonly ReviewedReading[]): readonly string[] {
  const asked = new Set(reviewed.flatMap((one) => [...one.policies]));
  return engines.flatMap(({ policies }) => policies.map(({ name }) => name)).filter((name) => !asked.has(name));
}

/** An effect made no better by what policies of others said: a denial denies, and what an enforced one cannot tell holds. */
export function worsened(effect: Decision["effect"], { findings }: ReviewedReading): Decision["effect"] {
  if (findings.some(({ level }) => level === "violation")) return "deny";
  const open = findings.some(({ outcome, level }) => outcome === "unknown" && level === "warning");
  return open && effect === "allow" ? "hold" : effect;
}
