import type { CheckedPolicy, CheckedValidation } from "#core/bundle";
import type { PolicyDocument } from "#core/documents";

/** One policy of a program. `position` is its place in the order of names, which is the order of verdicts whatever order it was loaded in. */
export interface LoadedPolicy {
  readonly position: number;
  readonly name: string;
  readonly spec: PolicyDocument["spec"];
  readonly checked: CheckedPolicy;
}

/** One validation of one policy, where the verdict about it is kept. `index` is its place in the policy. */
export interface Slot {
  readonly index: number;
  readonly policy: LoadedPolicy;
  readonly validation: CheckedValidation;
}

/** Puts policies into the order of their names. */
export function loadPolicies(policies: readonly CheckedPolicy[]): readonly LoadedPolicy[] {
  return policies
    .map((checked) => ({ checked, name: checked.document.metadata.name }))
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ checked, name }, position) => ({ position, name, spec: checked.document.spec, checked }));
}
