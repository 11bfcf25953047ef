import type { AdmissionEngine, ForeignPolicy } from "#core/admission";
import type { Mode, Rule } from "#core/model";
import { DEFAULT_SEVERITY, validationName } from "./finding.ts";

/** The validations of policies of others as reports describe them. */
export function foreignRules(engines: readonly AdmissionEngine[]): readonly Rule[] {
  return engines.flatMap(({ policies }) => policies.flatMap(rulesOf));
}

function rulesOf({ name, title, description, severity, actions, messages }: ForeignPolicy): readonly Rule[] {
  return [...messages.keys(), null].map((index) => ({
    id: `${name}/${validationName(index)}`,
    policy: name,
    validation: validationName(index),
    title,
    description: (index === null ? null : messages[index]) ?? description,
    severity: severity ?? DEFAULT_SEVERITY,
    mode: modeOf(actions),
    evidence: "configuration",
    remediation: null,
    satisfies: [],
  }));
}

/** The strictest that anything makes of a failure. */
function modeOf(actions: ForeignPolicy["actions"]): Mode {
  if (actions.includes("Deny")) return "enforce";
  return actions.includes("Warn") ? "warn" : "audit";
}
