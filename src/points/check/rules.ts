import type { Bundle } from "#core/bundle";
import type { Rule } from "#core/model";

/** Every validation of a bundle as reports describe it, by `policy/validation`. */
export function rulesOf(bundle: Bundle): ReadonlyMap<string, Rule> {
  const rules = bundle.policies.flatMap(({ document: { metadata, spec } }) =>
    spec.validations.map((validation) => ({
      id: `${metadata.name}/${validation.id}`,
      policy: metadata.name,
      validation: validation.id,
      title: metadata.title ?? metadata.name,
      description: spec.description ?? metadata.title ?? metadata.name,
      severity: spec.severity,
      mode: spec.mode,
      remediation: spec.remediation,
      satisfies: spec.satisfies,
    })),
  );
  return new Map(rules.map((rule) => [rule.id, rule]));
}
