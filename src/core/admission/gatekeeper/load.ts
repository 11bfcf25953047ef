import { suggest, type Diagnostic } from "#core/diagnostics";
import type { NamedExpression } from "#core/documents";
import { KUBERNETES_VERSIONS } from "#core/language";
import type { AdmissionDocuments } from "../documents/read.ts";
import type { ValidatingPolicyDocument, ValidationAction } from "../documents/types.ts";
import { compilePolicy, type CompiledPolicy, type PolicyEngine } from "../validating/compile-policy.ts";
import { EVERYTHING } from "../matching/label-selector.ts";
import type { ConstraintDocument, EnforcementAction, NativeSource, TemplateDocument } from "./types.ts";

/** A constraint with its template, ready to run. */
export interface BoundConstraint {
  readonly constraint: ConstraintDocument;
  /** The template as the policy that Gatekeeper makes of it. */
  readonly document: ValidatingPolicyDocument;
  readonly compiled: CompiledPolicy;
  /** What a violation does, as the API server calls it. */
  readonly actions: readonly ValidationAction[];
}

/** Puts constraints together with their templates. A template in Rego alone is named as such, once. */
export function loadConstraints(
  { templates, constraints }: Pick<AdmissionDocuments, "templates" | "constraints">,
  diagnostics: Diagnostic[],
): readonly BoundConstraint[] {
  const known = new Set(templates.map(({ constraintKind }) => constraintKind));
  const compiled = new Map(templates.flatMap((template) => compileTemplate(template, diagnostics)));
  for (const constraint of constraints) {
    if (!known.has(constraint.kind)) diagnostics.push(withoutTemplate(constraint, known));
  }
  return constraints.flatMap((constraint) => {
    const template = compiled.get(constraint.kind);
    const actions = constraint.actions.map((action) => ACTIONS[action]);
    return template === undefined ? [] : [{ constraint, actions, ...template }];
  });
}

const ACTIONS: Readonly<Record<EnforcementAction, ValidationAction>> = { deny: "Deny", warn: "Warn", dryrun: "Audit" };

/**
 * Gatekeeper brings the functions along and does not ask which version its cluster has; only variables see the constraint, all else `variables.params`
 * (Gatekeeper, `pkg/drivers/k8scel`).
 */
const ENGINE: PolicyEngine = {
  version: KUBERNETES_VERSIONS.newest,
  variablesInConditions: true,
  paramsInVariablesOnly: true,
  authorizer: false,
};

type Compiled = Pick<BoundConstraint, "document" | "compiled">;

function compileTemplate(
  template: TemplateDocument,
  diagnostics: Diagnostic[],
): readonly (readonly [string, Compiled])[] {
  if (template.source === null) {
    diagnostics.push(regoAlone(template));
    return [];
  }
  const document = policyOf(template, template.source);
  const compiled = compilePolicy(document, diagnostics, ENGINE);
  return compiled === null ? [] : [[template.constraintKind, { document, compiled }]];
}

function regoAlone({ metadata, origin }: TemplateDocument): Diagnostic {
  return {
    code: "foreign-rego-alone",
    severity: "error",
    message: `Template \`${metadata.name}\` is written in Rego alone, which cannot be run here`,
    hint: "Add code of the engine `K8sNativeValidation`, or leave the template to the cluster",
    span: origin.at(["metadata", "name"]),
  };
}

function withoutTemplate({ kind, metadata, origin }: ConstraintDocument, known: ReadonlySet<string>): Diagnostic {
  const near = suggest(kind, known);
  return {
    code: "foreign-binds-nothing",
    severity: "error",
    message: `Constraint \`${metadata.name}\` is a \`${kind}\`, but no template that was handed in defines that kind`,
    hint: near === undefined ? "Hand in the ConstraintTemplate as well" : `Did you mean \`${near}\`?`,
    span: origin.at(["kind"]),
  };
}

/** The names that Gatekeeper gives every template (Gatekeeper, `pkg/drivers/k8scel/transform`). */
const GIVEN: readonly NamedExpression[] = [
  given("anyObject", 'has(request.operation) && request.operation == "DELETE" && object == null ? oldObject : object'),
  given("params", "!has(params.spec) ? null : !has(params.spec.parameters) ? null : params.spec.parameters"),
];

function given(name: string, text: string): NamedExpression {
  return { name, expression: { text, path: ["spec"] } };
}

function policyOf(
  { metadata, constraintKind, origin }: TemplateDocument,
  source: NativeSource,
): ValidatingPolicyDocument {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata,
    origin,
    spec: {
      failurePolicy: source.failurePolicy,
      paramKind: { apiVersion: "constraints.gatekeeper.sh/v1beta1", kind: constraintKind },
      matchConstraints: {
        resourceRules: [],
        excludeResourceRules: [],
        namespaceSelector: EVERYTHING,
        objectSelector: EVERYTHING,
        matchPolicy: "Exact",
      },
      matchConditions: source.matchCondition,
      variables: [...GIVEN, ...source.variables],
      validations: source.validations.map((one) => ({ ...one, reason: null })),
      auditAnnotations: [],
    },
  };
}
