import type { AdmissionVerdict } from "./dispatch.ts";

/** A denial as the engine words it to whoever sent the request. */
export function denialText(verdict: AdmissionVerdict): string {
  const { engine, binding, decision } = verdict;
  return engine === "gatekeeper"
    ? `[${binding}] ${decision.message}`
    : `${subject(verdict)} denied request: ${decision.message}`;
}

/** A failure that does not deny, as the engine words its warning. */
export function warningText(verdict: AdmissionVerdict): string {
  const { engine, binding, decision } = verdict;
  return engine === "gatekeeper"
    ? `[${binding}] ${decision.message}`
    : `Validation failed for ${subject(verdict)}: ${decision.message}`;
}

/** What is said when nobody can tell here what the engine would say. */
export function undecidedText(verdict: AdmissionVerdict): string {
  const { engine, binding, decision } = verdict;
  return engine === "gatekeeper" ? `[${binding}] ${decision.message}` : `${subject(verdict)} ${decision.message}`;
}

function subject({ policy, binding }: AdmissionVerdict): string {
  return `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding}'`;
}
