import {
  undecided,
  type AdmissionAnswer,
  type AdmissionEngine,
  type AskedAround,
  type PublishedAnnotation,
} from "#core/admission";
import { nativeDigest, type VerdictElsewhere, type WaivedSubject } from "#core/decide";
import type { Diagnostic } from "#core/diagnostics";
import type { WaiverDocument } from "#core/documents";
import type { ValueObject } from "#core/language";
import type {
  AuditAnnotation,
  Finding,
  NativeResource,
  ObjectMutations,
  QuietVerdict,
  SourceReading,
} from "#core/model";
import type { Others } from "./ask.ts";
import { foreignFinding, isConcern, ruleOf } from "./finding.ts";
import { mutateInputs, mutationsOf, type MutatedObject } from "./mutate.ts";
import { objectsOf, unaskedObjects } from "./objects.ts";
import { elsewhere, toldOf, turnedAside, waived, type WaivedBy, type WaivedVerdict } from "./waived.ts";

/** What policies of others said of the objects of one reading. */
export interface ReviewedReading {
  readonly file: string;
  readonly findings: readonly ForeignFinding[];
  readonly quiet: readonly QuietVerdict[];
  readonly annotations: readonly AuditAnnotation[];
  /** Everything that was said of resources that waivers are about, whether or not their engines tell it. */
  readonly verdicts: readonly VerdictElsewhere[];
  readonly policies: ReadonlySet<string>;
  /** The exceptions that applied to an object, as their engine names them. */
  readonly exceptions: ReadonlySet<string>;
  /** The objects that mutating policies changed before others judged them. */
  readonly mutations: readonly ObjectMutations[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A finding of a policy of others, and the digest that a waiver of it is bound to. */
export interface ForeignFinding {
  readonly finding: Finding;
  readonly subject: WaivedSubject;
}

/** How a run asks policies of others, and whose waivers turn aside what they say. */
export interface AskedHow extends WaivedBy {
  readonly baseline: ReadonlySet<string>;
  readonly waivers: ReadonlyMap<string, WaiverDocument>;
  /** The ids of the resources that waivers are about. */
  readonly waivedIds: ReadonlySet<string>;
}

/** Asks the policies of others about the creation of every Kubernetes object of every reading; they know the namespaces of all of them. */
export function reviewReadings(
  { mutators, engines, all }: Others,
  handedIn: readonly ValueObject[],
  readings: readonly SourceReading[],
  how: AskedHow,
): readonly ReviewedReading[] {
  if (all.every(({ policies }) => policies.length === 0)) return [];
  const { inputs, around } = mutateInputs(mutators, readings.map(objectsOf), { handedIn, now: how.now });
  return readings.map((reading, at) => {
    const objects = inputs[at] ?? [];
    const judged = objects.map((one): JudgedObject => {
      const { resource, object } = one;
      const verb = one.before === null ? "create" : "update";
      const subject = subjectOf(resource, object);
      const { verdicts, annotations } = answerOn(one, engines, around);
      return {
        resource,
        verb,
        subject,
        verdicts: verdicts.map((verdict) => waived(verdict, subject, how)),
        annotations,
      };
    });
    const mutations = objects.flatMap((one) => mutationsOf(one, reading.file));
    return { ...reviewedOf(reading, judged, how), mutations };
  });
}

/** Validating policies see what mutating ones left; where nobody can tell what that is, whatever they say of the object as written is not known. */
function answerOn(
  { written, mutated: { request, verdicts } }: MutatedObject,
  engines: readonly AdmissionEngine[],
  around: AskedAround,
): AdmissionAnswer {
  const answers = engines.map((engine) => engine.ask(request ?? written, around));
  const asked = answers.flatMap((answer) => answer.verdicts);
  const annotations = answers.flatMap((answer) => answer.annotations);
  if (request !== null) return { verdicts: [...verdicts, ...asked], annotations };
  return {
    verdicts: [...verdicts, ...asked.map(undecided)],
    annotations: annotations.map(({ key }) => ({ key, value: null })),
  };
}

/** One object with all that was said of it. */
interface JudgedObject {
  readonly resource: NativeResource;
  readonly verb: Finding["verb"];
  readonly subject: WaivedSubject;
  readonly verdicts: readonly WaivedVerdict[];
  readonly annotations: readonly PublishedAnnotation[];
}

function subjectOf(resource: NativeResource, object: ValueObject): WaivedSubject {
  const { id, type, scope } = resource;
  return { id, type, scope, digest: () => nativeDigest(resource, object) };
}

function reviewedOf(
  reading: SourceReading,
  judged: readonly JudgedObject[],
  how: AskedHow,
): Omit<ReviewedReading, "mutations"> {
  const { file } = reading;
  const all = judged.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict));
  return {
    file,
    findings: judged.flatMap((one) => findingsOf(one, reading, how)),
    quiet: judged.flatMap(({ verdicts, resource }) =>
      toldOf(verdicts).flatMap(({ verdict }) => quietOf(verdict, resource, file)),
    ),
    annotations: judged.flatMap(({ resource: { id }, annotations }) =>
      annotations.map((one) => ({ file, resource: id, ...one })),
    ),
    verdicts: judged
      .filter(({ subject }) => how.waivedIds.has(subject.id))
      .flatMap(({ verdicts, subject }) => verdicts.map(({ verdict }) => elsewhere(verdict, subject))),
    policies: new Set(all.map(({ policy }) => policy.name)),
    exceptions: new Set(all.flatMap(({ exceptions }) => exceptions)),
    diagnostics: unaskedObjects(reading),
  };
}

function findingsOf(
  { verdicts, resource, verb, subject }: JudgedObject,
  reading: SourceReading,
  { baseline, waivers }: AskedHow,
): readonly ForeignFinding[] {
  return toldOf(verdicts).flatMap(({ verdict, waiver }) => {
    if (!isConcern(verdict)) return [];
    const finding = { ...foreignFinding(verdict, resource, reading, baseline), verb };
    const document = waiver === null ? undefined : waivers.get(waiver);
    return [{ finding: document === undefined ? finding : turnedAside(finding, document), subject }];
  });
}

/** What passed and what was passed over, as far as the engine reports it. */
function quietOf(
  verdict: WaivedVerdict["verdict"],
  { id, type, name, scope }: NativeResource,
  file: string,
): readonly QuietVerdict[] {
  const { entry: foreign, outcome } = verdict;
  if (foreign === null || (outcome !== "pass" && outcome !== "skip")) return [];
  const said = { rule: ruleOf(verdict), outcome: outcome === "pass" ? "pass" : "not-applicable" } as const;
  return [{ ...said, resource: id, subject: { type, name, scope }, file, foreign }];
}

/** A reading about which no policy of others was asked. */
export const NOT_REVIEWED: ReviewedReading = {
  file: "",
  findings: [],
  quiet: [],
  annotations: [],
  verdicts: [],
  policies: new Set(),
  exceptions: new Set(),
  mutations: [],
  diagnostics: [],
};
