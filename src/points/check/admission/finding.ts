import { denialText, textAt, undecidedText, warningText, type AdmissionVerdict } from "#core/admission";
import { sha256Hex, type Finding, type NativeResource, type SourceReading } from "#core/model";

/** The rule behind a verdict: the validation by its position, or what comes before all of them. */
function validationOf({ decision: { index } }: Pick<AdmissionVerdict, "decision">): string {
  return index === null ? CONFIGURATION : validationName(index);
}

/** What concerns all validations of an admission policy: its binding, parameters, conditions and annotations. */
export const CONFIGURATION = "admission";

/** Validations of admission policies have no names, so they go by their position. */
export function validationName(index: number): string {
  return `validation-${index + 1}`;
}

/** The id of the rule behind a verdict. */
export function ruleOf(verdict: AdmissionVerdict): string {
  return `${verdict.policy.metadata.name}/${validationOf(verdict)}`;
}

/** What an admission policy said of an object, in the words of the API server, as a finding. */
export function admissionFinding(
  verdict: AdmissionVerdict,
  resource: NativeResource,
  reading: SourceReading,
  baseline: ReadonlySet<string>,
): Finding {
  const { policy, decision } = verdict;
  const { type, id, name, scope } = resource;
  const validation = validationOf(verdict);
  const level = levelOf(verdict);
  const identity = [policy.metadata.name, verdict.binding, validation, type, scope, id];
  const fingerprint = sha256Hex(JSON.stringify(identity)).slice(0, 32);
  return {
    fingerprint,
    outcome: OUTCOMES[decision.evaluation],
    level,
    severity: "medium",
    policy: policy.metadata.name,
    validation,
    title: policy.metadata.name,
    message: messageOf(verdict, level),
    verb: "create",
    resource: { kind: textAt(resource.native, "kind") ?? type, type, id, name, scope, environment: null },
    input: reading.file,
    location: reading.locate(resource.source),
    observed: [],
    required: requiredOf(verdict),
    remediation: null,
    satisfies: [],
    waiver: null,
    request: null,
    baseline: baseline.has(fingerprint),
  };
}

const OUTCOMES = { admit: "fail", deny: "fail", error: "error", unknown: "unknown" } as const;

/** What the binding makes of it. What is not known denies nothing, but an enforced policy warns of it. */
function levelOf({ decision, actions }: AdmissionVerdict): Finding["level"] {
  if (decision.evaluation === "unknown") return actions.includes("Deny") ? "warning" : "note";
  if (!decision.denies) return "note";
  if (actions.includes("Deny")) return "violation";
  return actions.includes("Warn") ? "warning" : "note";
}

function messageOf(verdict: AdmissionVerdict, level: Finding["level"]): string {
  if (verdict.decision.evaluation === "unknown") return undecidedText(verdict);
  return level === "violation" ? denialText(verdict) : warningText(verdict);
}

function requiredOf({ policy, decision: { index } }: AdmissionVerdict): string {
  const validation = index === null ? undefined : policy.spec.validations[index];
  return validation?.expression.text.trim() ?? "A policy that can be evaluated";
}
