import type { Bundle } from "#core/bundle";
import type { Rule } from "#core/model";

/** Every validation of a bundle as reports describe it, by `policy/validation`. */
export function rulesOf(bundle: Bundle): ReadonlyMap<string, Rule> {
  const linked = requirementsByControl(bundle);
  const rules = bundle.policies.flatMap(({ document: { metadata, spec } }) => {
    const satisfies = [...new Set([...spec.satisfies, ...(linked.get(metadata.labels["control"] ?? "") ?? [])])];
    return spec.validations.map((validation) => ({
      id: `${metadata.name}/${validation.id}`,
      policy: metadata.name,
      validation: validation.id,
      title: metadata.title ?? metadata.name,
      description: spec.description ?? metadata.title ?? metadata.name,
      severity: spec.severity,
      mode: spec.mode,
      evidence: validation.evidence,
      remediation: spec.remediation,
      satisfies,
    }));
  });
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** What the crosswalks of all frameworks link a control to, as `framework/requirement`. */
function requirementsByControl({ frameworks }: Bundle): ReadonlyMap<string, readonly string[]> {
  const byControl = new Map<string, string[]>();
  for (const { metadata, spec } of frameworks) {
    for (const { controls, requirements } of spec.crosswalk) {
      const references = requirements.map((id) => `${metadata.name}/${id}`);
      for (const control of controls) byControl.set(control, [...(byControl.get(control) ?? []), ...references]);
    }
  }
  return byControl;
}
