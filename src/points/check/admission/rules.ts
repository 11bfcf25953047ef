import { validationNames, type ForeignPolicy } from "#core/admission";
import type { Mode, Rule } from "#core/model";
import type { WithPolicies } from "./ask.ts";
import { DEFAULT_SEVERITY } from "./finding.ts";

/** The validations of policies of others as reports describe them. */
export function foreignRules(engines: readonly WithPolicies[]): readonly Rule[] {
  return engines.flatMap(({ policies }) => policies.flatMap(rulesOf));
}

function rulesOf({ name, title, description, severity, actions, messages }: ForeignPolicy): readonly Rule[] {
  return validationNames(messages).map((validation, index) => ({
    id: `${name}/${validation}`,
    policy: name,
    validation,
    title,
    description: messages[index] ?? description,
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
