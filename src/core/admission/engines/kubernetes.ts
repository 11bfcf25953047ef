import type { Authorize } from "#core/language";
import { reviewRequest, type BoundPolicy } from "../validating/dispatch.ts";
import { boundEngine, type BoundEngine } from "./bound.ts";
import type { AdmissionEngine } from "./engine.ts";
import type { Naming } from "./names.ts";

const KIND = "ValidatingAdmissionPolicy";

/** The API server and its own policies. A report tells of them what Kyverno's scan tells (Kyverno, `pkg/utils/report`). */
export function kubernetesEngine(
  policies: readonly BoundPolicy[],
  authorize: Authorize,
  naming: Naming,
): AdmissionEngine {
  const engine: BoundEngine = {
    kind: KIND,
    policies: policies.map(({ document, bindings }) => ({
      document,
      actions: [...new Set(bindings.flatMap(({ spec }) => spec.validationActions))],
      bindings: bindings.map(({ metadata }) => metadata.name),
    })),
    ask: (request, around) => reviewRequest(policies, request, { ...around, authorize }),
    entryOf: ({ policy: { metadata }, binding }) => ({
      source: KIND,
      policy: metadata.name,
      rule: metadata.name,
      properties: { process: "background scan", binding },
    }),
  };
  return boundEngine(engine, naming);
}
