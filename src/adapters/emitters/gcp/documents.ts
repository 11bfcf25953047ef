import { cut } from "#core/diagnostics";
import { stringify } from "yaml";
import type { CheckedPolicy } from "#core/bundle";
import type { EmittedDocument } from "../emission.ts";

/** A custom constraint with all that its documents say. */
export interface Constraint {
  readonly name: string;
  readonly policy: CheckedPolicy;
  readonly validation: string;
  readonly resource: string;
  readonly methods: readonly string[];
  /** What has to hold of a resource. */
  readonly condition: string;
}

/** Stands where whoever applies the documents puts the number of the organization. */
const ORGANIZATION = "organizations/ORGANIZATION_ID";

/** Longer texts are refused (Organization Policy API v2, `CustomConstraint`). */
const MOST_CHARACTERS = { displayName: 200, description: 2000 } as const;

/**
 * The constraint and the policy that puts it into force, as `gcloud org-policies set-custom-constraint` and `set-policy` take them.
 *
 * What a constraint allows is said, and not what it denies, because then nothing passes whose condition cannot be evaluated.
 */
export function constraintDocuments(constraint: Constraint): readonly EmittedDocument[] {
  const { name, policy, validation, resource, methods, condition } = constraint;
  const { metadata, spec } = policy.document;
  const title = metadata.title ?? metadata.name;
  const message = spec.validations.find(({ id }) => id === validation)?.message ?? title;
  const document = {
    name: `${ORGANIZATION}/customConstraints/${name}`,
    resourceTypes: [resource],
    methodTypes: methods,
    condition,
    actionType: "ALLOW",
    displayName: onOneLine(title, MOST_CHARACTERS.displayName),
    description: onOneLine(`${metadata.name}/${validation}: ${message}`, MOST_CHARACTERS.description),
  };
  return [
    { path: `constraints/${name}.yaml`, text: stringify(document, { lineWidth: 0 }) },
    policyDocument(name, spec.mode === "enforce"),
  ];
}

/** The policy that puts a constraint into force for the organization, or that only records what it would refuse. */
export function policyDocument(constraint: string, isEnforced: boolean): EmittedDocument {
  const rules = { rules: [{ enforce: true }] };
  const document = {
    name: `${ORGANIZATION}/policies/${constraint}`,
    ...(isEnforced ? { spec: rules } : { dryRunSpec: rules }),
  };
  return { path: `policies/${constraint}.yaml`, text: stringify(document, { lineWidth: 0 }) };
}

function onOneLine(text: string, most: number): string {
  return cut(text.replaceAll(/\s+/g, " ").trim(), most);
}
