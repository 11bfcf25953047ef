import { readSource } from "#adapters/sources";
import { loadAdmission, readForeignFile } from "#core/admission";
import { loadBundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import type { CheckRequest } from "../run.ts";

/** The policies of one engine that find `low` on the Deployment `web` with 1 replica, and `tagged` as well. */
export interface ForeignCase {
  readonly policies: string;
  /** The rule of the finding that says `low`. */
  readonly policy: string;
  readonly validation: string;
  readonly binding: string | null;
  readonly source: string;
}

const ABOUT =
  "resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]";
const LOW = "{ expression: 'object.spec.replicas > 1', message: low }";
const TAGGED = "{ expression: 'has(object.metadata.labels)', message: tagged }";

export const ENGINES: Readonly<Record<string, ForeignCase>> = {
  Kubernetes: {
    policies: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits.example.org }
spec: { matchConstraints: { ${ABOUT} }, validations: [${LOW}, ${TAGGED}] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: here }
spec: { policyName: limits.example.org, validationActions: [Deny] }
`,
    policy: "limits.example.org",
    validation: "validation-1",
    binding: "here",
    source: "ValidatingAdmissionPolicy",
  },
  Gatekeeper: {
    policies: `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: { name: limits }
spec:
  crd: { spec: { names: { kind: Limits } } }
  targets:
    - target: admission.k8s.gatekeeper.sh
      code: [{ engine: K8sNativeValidation, source: { validations: [${LOW}, ${TAGGED}] } }]
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: Limits
metadata: { name: here }
spec: { match: { kinds: [{ apiGroups: [apps], kinds: [Deployment] }] } }
`,
    policy: "limits",
    validation: "validation-1",
    binding: "here",
    source: "Gatekeeper",
  },
  Kyverno: {
    policies: `apiVersion: policies.kyverno.io/v1
kind: NamespacedValidatingPolicy
metadata: { name: limits, namespace: shop }
spec: { matchConstraints: { ${ABOUT} }, validations: [${LOW}, ${TAGGED}] }
`,
    policy: "shop/limits",
    validation: "validation-1",
    binding: null,
    source: "KyvernoValidatingPolicy",
  },
};

/** A Deployment with so many replicas, and labels when `more` gives them. */
export function deployment(replicas: number, more = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop${more} }
spec: { replicas: ${replicas} }
`;
}

/** The time of the run: the first of January 2026. */
const NOW = { seconds: 1_767_225_600, nanos: 0 };

/** A run on one manifest with policies of others and documents of Writ's own. */
export function requestOf(policies: string, own: string, manifest: string): CheckRequest {
  const foreign = readForeignFile("foreign.yaml", policies);
  const admission = loadAdmission(foreign === null ? [] : [foreign]);
  const { bundle, diagnostics } = loadBundle([{ file: "own.yaml", text: own }], [], admission);
  if (bundle === null) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return {
    bundle,
    program: compileProgram(bundle, { othersJudge: true }),
    admission,
    readings: [readSource({ file: "app.yaml", bytes: new TextEncoder().encode(manifest) })],
    unread: [],
    textWith: (_, word) => (manifest.includes(word) ? manifest : null),
    diagnostics: [...diagnostics, ...admission.diagnostics],
    options: {
      principal: { id: "ci", kind: "pipeline", groups: [], attributes: {}, chain: [] },
      environment: null,
      changedOnly: false,
      failOn: "info",
      failOnUnknown: false,
      warnExitCode: false,
      noFail: false,
      showPassed: true,
      baseline: new Set(),
    },
    clock: { startedAt: "2026-01-01T00:00:00Z", now: NOW, elapsedMs: () => 0 },
    version: "0",
  };
}
