import type { LoadedAdmission } from "#core/admission";
import type { Diagnostic } from "#core/diagnostics";
import type {
  AgentDocument,
  FrameworkDocument,
  GrantDocument,
  PolicyDocument,
  SettingsDocument,
  WaiverDocument,
} from "#core/documents";
import type { CheckedExpression, Value } from "#core/language";
import type { Kinds } from "#core/kinds";

/** A policy document whose every expression is checked, and its parameters with the values that hold. */
export interface CheckedPolicy {
  readonly document: PolicyDocument;
  readonly matchConditions: readonly { readonly name: string; readonly checked: CheckedExpression }[];
  readonly variables: readonly { readonly name: string; readonly checked: CheckedExpression }[];
  readonly validations: readonly CheckedValidation[];
  readonly parameters: Readonly<Record<string, Value>>;
}

export interface CheckedValidation {
  readonly id: string;
  readonly checked: CheckedExpression;
  readonly message: string | null;
  readonly messageExpression: CheckedExpression | null;
}

export interface CheckedGrant {
  readonly document: GrantDocument;
  readonly conditions: readonly { readonly name: string; readonly checked: CheckedExpression }[];
}

export interface CheckedEnvironment {
  readonly name: string;
  readonly when: CheckedExpression;
}

/** A set of documents that belong together, checked against each other: what a `Program` is compiled from. */
export interface Bundle {
  /** Lower-case hex SHA-256 over the canonical form of all documents, independent of their order and of file names. */
  readonly digest: string;
  /** The same over the documents of kinds and mappings alone: what was made by equal ones means the same to both sides. */
  readonly kindsDigest: string;
  readonly kinds: Kinds;
  readonly policies: readonly CheckedPolicy[];
  readonly grants: readonly CheckedGrant[];
  readonly agents: readonly AgentDocument[];
  readonly waivers: readonly WaiverDocument[];
  readonly frameworks: readonly FrameworkDocument[];
  readonly settings: SettingsDocument | null;
  readonly environments: readonly CheckedEnvironment[];
  /** The policies that others wrote for Kubernetes' admission. */
  readonly admission: LoadedAdmission;
}

export interface BundleResult {
  /** Null when a diagnostic is an error: a bundle is loaded whole or not at all. */
  readonly bundle: Bundle | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface BundleFile {
  readonly file: string;
  readonly text: string;
}
