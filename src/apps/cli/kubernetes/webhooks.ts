import { MUTATE_PATH, REGISTERED_SECONDS, VALIDATE_PATH } from "#points/admission";
import { labelsOf, NAME, type InstallOptions, type Manifest } from "./options.ts";

/** Both registrations, which stand last: from then on the cluster asks. */
export function webhooksOf(options: InstallOptions): readonly Manifest[] {
  return [
    configurationOf("MutatingWebhookConfiguration", "mutate.writ.dev", MUTATE_PATH, options),
    configurationOf("ValidatingWebhookConfiguration", "validate.writ.dev", VALIDATE_PATH, options),
  ];
}

function configurationOf(kind: string, name: string, path: string, options: InstallOptions): Manifest {
  const isMutating = kind.startsWith("Mutating");
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind,
    metadata: { name: NAME, labels: labelsOf(options) },
    webhooks: [
      {
        name,
        clientConfig: clientConfigOf(path, options),
        rules: [
          {
            operations: isMutating ? ["CREATE", "UPDATE"] : ["CREATE", "UPDATE", "DELETE", "CONNECT"],
            apiGroups: ["*"],
            apiVersions: ["*"],
            resources: ["*/*"],
            scope: "*",
          },
        ],
        admissionReviewVersions: ["v1"],
        failurePolicy: options.failurePolicy,
        matchPolicy: "Equivalent",
        sideEffects: "None",
        timeoutSeconds: REGISTERED_SECONDS,
        ...(isMutating ? { reinvocationPolicy: "IfNeeded" } : {}),
        ...(options.excluded.length === 0 ? {} : { namespaceSelector: withoutNamespaces(options.excluded) }),
        matchConditions: [...CONDITIONS, notItself(options)],
      },
    ],
  };
}

function clientConfigOf(path: string, { namespace, caBundle, url }: InstallOptions): object {
  const trusted = caBundle === null ? {} : { caBundle: Buffer.from(caBundle).toString("base64") };
  if (url !== null) return { url: new URL(path, url).href, ...trusted };
  return { service: { namespace, name: NAME, port: 443, path }, ...trusted };
}

function withoutNamespaces(values: readonly string[]): object {
  return { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values }] };
}

const USER = "has(request.userInfo.username)";

/**
 * What the cluster does to keep itself running is not asked about: a cluster whose nodes cannot renew their leases because Writ is away would lose them, and
 * Writ with them; and a volume that cannot be attached keeps Writ from another node. None of it runs anything.
 */
const CONDITIONS = [
  {
    name: "not-leases",
    expression: "!(request.resource.group == 'coordination.k8s.io' && request.resource.resource == 'leases')",
  },
  { name: "not-events", expression: "request.resource.resource != 'events'" },
  {
    name: "not-access-reviews",
    expression: "!(request.resource.group in ['authentication.k8s.io', 'authorization.k8s.io'])",
  },
  {
    name: "not-kubelets",
    expression: "!(has(request.userInfo.groups) && 'system:nodes' in request.userInfo.groups)",
  },
  {
    name: "not-the-cluster-itself",
    expression: `!(${USER} && request.userInfo.username in ['system:apiserver', 'system:kube-scheduler'])`,
  },
  {
    name: "not-nodes-and-volumes-by-controllers",
    expression:
      `!(${USER} && request.userInfo.username.startsWith('system:serviceaccount:kube-system:') && ` +
      "request.resource.resource in ['nodes', 'persistentvolumes', 'volumeattachments'])",
  },
];

/** What Writ is made of, and what the cluster puts into every namespace. */
const OWN_RESOURCES = [
  "pods",
  "statefulsets",
  "controllerrevisions",
  "services",
  "endpoints",
  "endpointslices",
  "serviceaccounts",
  "configmaps",
  "secrets",
  "persistentvolumeclaims",
  "resourcequotas",
  "limitranges",
  "networkpolicies",
  "poddisruptionbudgets",
];

/**
 * Writ does not keep itself from being started and repaired: its own objects in its namespace are not asked about, and pods there are held to the
 * `restricted` standard by the cluster. Whatever else is in that namespace is.
 */
function notItself({ namespace }: InstallOptions): object {
  const resources = OWN_RESOURCES.map((one) => `'${one}'`).join(", ");
  const names = [NAME, "default", "default-deny", "kube-root-ca.crt"].map((one) => `'${one}'`).join(", ");
  const named = `request.name in [${names}] || request.name.startsWith('${NAME}-')`;
  const generated = `object != null && has(object.metadata.generateName) && object.metadata.generateName.startsWith('${NAME}-')`;
  const own = `(has(request.name) && request.name != '' ? ${named} : ${generated})`;
  return {
    name: "not-writ-itself",
    expression: `!(has(request.namespace) && request.namespace == '${namespace}' && request.resource.resource in [${resources}] && ${own})`,
  };
}
