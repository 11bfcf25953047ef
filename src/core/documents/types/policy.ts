import type { Value } from "#core/language";
import type { Mode, Point, PrincipalKind, Severity, Verb } from "#core/model";
import type { DocumentOf, NamedExpression, SourceExpression } from "./common.ts";
import type { PropertySchema } from "./property-schema.ts";

export type PolicyDocument = DocumentOf<"Policy", PolicySpec>;

export interface PolicySpec {
  readonly description: string | null;
  readonly severity: Severity;
  readonly mode: Mode;
  /** What an evaluation error counts as: `Fail` a violation (the default), `Ignore` none. It stays visible either way. */
  readonly failurePolicy: "Fail" | "Ignore";
  readonly match: PolicyMatch;
  /** All must be true, else the policy is not applicable to the effect. */
  readonly matchConditions: readonly NamedExpression[];
  /** Evaluated when first used, in the order of their dependence; each may use those before it as `variables.<name>`. */
  readonly variables: readonly NamedExpression[];
  readonly validations: readonly Validation[];
  /** Typed settings of the policy with defaults, read as `params.<name>`; a `Settings` document may override them. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Framework requirements as `framework/requirement`, for example `nist-800-53-r5/AC-6`. */
  readonly satisfies: readonly string[];
  readonly remediation: string | null;
}

/** Stands in `kinds` for every kind, those of resources that no kind maps included. */
export const ANY_KIND = "*";

/** What a policy is about. An empty list puts no limit; at least one of `kinds` and `types` is non-empty. */
export interface PolicyMatch {
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  readonly verbs: readonly Verb[];
  readonly principals: readonly PrincipalKind[];
  readonly points: readonly Point[];
  readonly environments: readonly string[];
}

export interface Validation {
  readonly id: string;
  readonly expression: SourceExpression;
  readonly message: string | null;
  readonly messageExpression: SourceExpression | null;
  /** Where the facts come from: `configuration` can tell, or only what an inventory observes at `runtime`. */
  readonly evidence: Evidence;
}

/** What can tell whether something holds: what is written down, or only what exists and was asked. */
export const EVIDENCE = ["configuration", "runtime"] as const;
export type Evidence = (typeof EVIDENCE)[number];

export interface Parameter {
  readonly schema: PropertySchema;
  readonly default: Value;
}
