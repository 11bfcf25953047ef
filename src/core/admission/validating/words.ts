import type { AdmissionVerdict } from "./dispatch.ts";

/** A denial as the API server words it to whoever sent the request. */
export function denialText(verdict: AdmissionVerdict): string {
  return `${subject(verdict)} denied request: ${verdict.decision.message}`;
}

/** A failure that does not deny, as the API server words its warning. */
export function warningText(verdict: AdmissionVerdict): string {
  return `Validation failed for ${subject(verdict)}: ${verdict.decision.message}`;
}

function subject({ policy, binding }: AdmissionVerdict): string {
  return `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}'`;
}
