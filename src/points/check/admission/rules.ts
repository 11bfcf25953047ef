import type { BoundPolicy } from "#core/admission";
import type { Mode, Rule } from "#core/model";
import { CONFIGURATION, validationName } from "./finding.ts";
import type { AdmissionPolicies } from "./review.ts";

/** The validations of admission policies as reports describe them; they say nothing of severity, so all are `medium`. */
export function admissionRules({ policies, constraints }: AdmissionPolicies): readonly Rule[] {
  const bound = policies.map(({ document, bindings }) =>
    rulesOf(
      document,
      bindings.flatMap(({ spec }) => spec.validationActions),
    ),
  );
  const byTemplate = Map.groupBy(constraints, ({ document }) => document);
  const made = [...byTemplate].map(([document, those]) =>
    rulesOf(
      document,
      those.flatMap(({ actions }) => actions),
    ),
  );
  return [...bound, ...made].flat();
}

function rulesOf({ metadata, spec }: BoundPolicy["document"], actions: readonly string[]): readonly Rule[] {
  const names = [...spec.validations.map((_, index) => validationName(index)), CONFIGURATION];
  return names.map((validation, index) => ({
    id: `${metadata.name}/${validation}`,
    policy: metadata.name,
    validation,
    title: metadata.name,
    description: spec.validations[index]?.message ?? metadata.name,
    severity: "medium",
    mode: modeOf(actions),
    evidence: "configuration",
    remediation: null,
    satisfies: [],
  }));
}

/** The strictest that anything makes of a failure. */
function modeOf(actions: readonly string[]): Mode {
  if (actions.includes("Deny")) return "enforce";
  return actions.includes("Warn") ? "warn" : "audit";
}
