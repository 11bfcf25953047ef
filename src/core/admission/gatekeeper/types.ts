import type { NamedExpression, Origin, SourceExpression } from "#core/documents";
import type { ValueObject } from "#core/language";
import type { ForeignMetadata } from "../documents/metadata.ts";
import type { LabelSelector } from "../matching/label-selector.ts";

/** A validation of a template: no reason, which Gatekeeper does not have. */
export interface TemplateValidation {
  readonly expression: SourceExpression;
  readonly message: string | null;
  readonly messageExpression: SourceExpression | null;
}

/** The source of the engine `K8sNativeValidation` (Gatekeeper, `pkg/drivers/k8scel/schema`). */
export interface NativeSource {
  readonly failurePolicy: "Fail" | "Ignore";
  readonly matchCondition: readonly NamedExpression[];
  readonly variables: readonly NamedExpression[];
  readonly validations: readonly TemplateValidation[];
}

/** A template: the kind of its constraints, and its source in CEL; null when it is written in Rego alone. */
export interface TemplateDocument {
  readonly metadata: ForeignMetadata;
  readonly constraintKind: string;
  readonly source: NativeSource | null;
  readonly origin: Origin;
}

export interface MatchedKinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** What a constraint is about (Gatekeeper, `pkg/mutation/match`). An empty part puts no limit. */
export interface ConstraintMatch {
  readonly kinds: readonly MatchedKinds[];
  readonly scope: "*" | "Cluster" | "Namespaced";
  readonly namespaces: readonly string[];
  readonly excludedNamespaces: readonly string[];
  readonly labelSelector: LabelSelector;
  readonly namespaceSelector: LabelSelector;
  readonly name: string;
  readonly source: "All" | "Original" | "Generated";
}

export type EnforcementAction = "deny" | "warn" | "dryrun";

/** A constraint. `value` is all that was written, which expressions see as `params`. */
export interface ConstraintDocument {
  readonly kind: string;
  readonly metadata: ForeignMetadata;
  readonly match: ConstraintMatch;
  /** What a violation does when an object is admitted; empty when the constraint is enforced elsewhere alone. */
  readonly actions: readonly EnforcementAction[];
  readonly value: ValueObject;
  readonly origin: Origin;
}
