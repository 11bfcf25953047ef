/** What concerns all validations of a policy of others: its binding, parameters, conditions and annotations. */
const CONFIGURATION = "admission";

/** What reports and waivers call a validation of a policy of others: those have no names, so they go by their position. Null is what concerns all. */
export function validationName(index: number | null): string {
  return index === null ? CONFIGURATION : `validation-${index + 1}`;
}

/** The names of all validations of a policy, and of what concerns all of them. */
export function validationNames(validations: readonly unknown[]): readonly string[] {
  return [...validations.map((_, index) => validationName(index)), CONFIGURATION];
}
