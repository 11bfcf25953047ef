import type { CheckReport, Obligation } from "#core/model";

/**
 * What refuses or holds without hanging on a validation, such as a missing grant. Obligations of a verdict are told by its finding, and what
 * could not be read is told by its diagnostic.
 */
export function circumstances({ obligations, diagnostics }: CheckReport): readonly Obligation[] {
  const told = new Set(diagnostics.map(({ message }) => message));
  return obligations.filter(({ rule, message }) => rule === null && !told.has(message));
}

/** A circumstance in one sentence that names its resource, if it has one. */
export function circumstanceText({ resource, message }: Obligation): string {
  return resource === null ? message : `${resource}: ${message}`;
}
