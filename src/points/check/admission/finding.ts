import { textAt, validationName, type ForeignVerdict } from "#core/admission";
import { sha256Hex, type Finding, type NativeResource, type SourceReading } from "#core/model";

/** The id of the rule behind a verdict. */
export function ruleOf({ policy, index }: ForeignVerdict): string {
  return `${policy.name}/${validationName(index)}`;
}

/** How bad a failure is where the policy does not say. */
export const DEFAULT_SEVERITY = "medium";

/** A verdict that is neither a pass nor passed over. */
export type ForeignConcern = ForeignVerdict & { readonly outcome: Finding["outcome"] };

/** Tells a verdict that a finding is made of. */
export function isConcern(verdict: ForeignVerdict): verdict is ForeignConcern {
  return verdict.outcome !== "pass" && verdict.outcome !== "skip";
}

/** What a policy of others said of an object, in the words of its own engine, as a finding. */
export function foreignFinding(
  verdict: ForeignConcern,
  resource: NativeResource,
  reading: SourceReading,
  baseline: ReadonlySet<string>,
): Finding {
  const { policy, outcome, level, message, required, entry } = verdict;
  const { type, id, name, scope } = resource;
  const fingerprint = fingerprintOf(verdict, resource);
  return {
    fingerprint,
    outcome,
    level,
    severity: policy.severity ?? DEFAULT_SEVERITY,
    policy: policy.name,
    validation: validationName(verdict.index),
    title: policy.title,
    message,
    verb: "create",
    resource: { kind: textAt(resource.native, "kind") ?? type, type, id, name, scope, environment: null },
    input: reading.file,
    location: reading.locate(resource.source),
    observed: [],
    required: required ?? "A policy that can be evaluated",
    remediation: null,
    satisfies: [],
    waiver: null,
    request: null,
    foreign: entry,
    baseline: baseline.has(fingerprint),
  };
}

/** The identity of a finding. Two engines may have policies of one name. */
function fingerprintOf({ policy, binding, index }: ForeignVerdict, { type, scope, id }: NativeResource): string {
  const identity = [policy.kind, policy.name, binding, validationName(index), type, scope, id];
  return sha256Hex(JSON.stringify(identity)).slice(0, 32);
}
