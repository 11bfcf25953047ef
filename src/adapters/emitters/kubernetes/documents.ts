import { stringify } from "yaml";
import type { CheckedPolicy } from "#core/bundle";
import type { EmittedDocument } from "../emission.ts";
import { kindsToAsk, resourceRules } from "./resource-rules.ts";
import type { Settled, SettledRule } from "./settle.ts";

/** What one document is made of. */
export interface Admission {
  readonly name: string;
  readonly policy: CheckedPolicy;
  readonly types: readonly string[];
  readonly operations: readonly string[];
  readonly settled: Settled;
}

const API_VERSION = "admissionregistration.k8s.io/v1";

/** A `ValidatingAdmissionPolicy` and the binding that puts it into force for the whole cluster, in one file. */
export function admissionDocument(admission: Admission): EmittedDocument {
  const parts = [policyObject(admission), bindingObject(admission)];
  const text = parts.map((part) => stringify(part, { lineWidth: 0 })).join("---\n");
  return { path: `${admission.name}.yaml`, text };
}

function policyObject({ name, policy, types, operations, settled }: Admission): unknown {
  const { metadata, spec } = policy.document;
  const matchConditions = conditionsOn(kindsToAsk(types));
  return {
    apiVersion: API_VERSION,
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      failurePolicy: spec.failurePolicy,
      matchConstraints: { resourceRules: resourceRules(types, operations) },
      ...(matchConditions.length > 0 && { matchConditions }),
      ...(settled.variables.length > 0 && { variables: settled.variables }),
      validations: settled.rules.map((rule) => validationObject(metadata.title ?? metadata.name, policy, rule)),
    },
  };
}

function conditionsOn(kinds: readonly string[]): readonly { readonly name: string; readonly expression: string }[] {
  if (kinds.length === 0) return [];
  return [{ name: "kind", expression: `request.kind.kind in ${JSON.stringify(kinds)}` }];
}

function validationObject(title: string, { document }: CheckedPolicy, rule: SettledRule): unknown {
  const { id, expression, messageExpression } = rule;
  const own = document.spec.validations.find((one) => one.id === id)?.message ?? title;
  const prefix = `${document.metadata.name}/${id}: `;
  return {
    expression,
    message: oneLine(`${prefix}${own}`),
    ...(messageExpression !== null && { messageExpression: `${JSON.stringify(prefix)} + (${messageExpression})` }),
    reason: "Forbidden",
  };
}

/** Kubernetes takes no message of several lines. */
function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").trim();
}

function bindingObject({ name, policy }: Admission): unknown {
  return {
    apiVersion: API_VERSION,
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: { policyName: name, validationActions: ACTIONS[policy.document.spec.mode] },
  };
}

const ACTIONS = { enforce: ["Deny"], warn: ["Warn", "Audit"], audit: ["Audit"] } as const;
