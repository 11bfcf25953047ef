import {
  admissionLibraries,
  AUTHORIZER,
  BOOL,
  createEnvironment,
  DYN,
  INT,
  listOf,
  mapOf,
  RESOURCE_CHECK,
  STRING,
  structOf,
  TIMESTAMP,
  type Environment,
  type KubernetesVersion,
  type StructType,
  type Type,
} from "#core/language";

/** What the expressions of one policy may speak of. */
export interface Speech {
  /** Whether the policy has a `paramKind`: only then does `params` exist. */
  readonly params: boolean;
  /** The variables that may be read so far, with their types; null where there is no `variables`. */
  readonly variables: ReadonlyMap<string, Type> | null;
  /** The version of the API server, which says what functions there are. */
  readonly version: KubernetesVersion;
  /** Whether the authorizer of the cluster may be asked. */
  readonly authorizer?: boolean;
}

/** The check about what the request is about, a name of its own with a dot in it. */
export const REQUEST_RESOURCE = "authorizer.requestResource";

/** The environment of an expression, typed as the API server types it: objects are anything, the request and the namespace are records. */
export function admissionEnvironment({ params, variables, version, authorizer = false }: Speech): Environment {
  const own = variables === null ? [] : [struct("kubernetes.variables", Object.fromEntries(variables))];
  return createEnvironment({
    libraries: admissionLibraries(version),
    structs: [...STRUCTS, ...own],
    variables: {
      object: DYN,
      oldObject: DYN,
      request: structOf("kubernetes.AdmissionRequest"),
      namespaceObject: structOf("kubernetes.Namespace"),
      ...(params && { params: DYN }),
      ...(authorizer && { authorizer: AUTHORIZER, [REQUEST_RESOURCE]: RESOURCE_CHECK }),
      ...(variables !== null && { variables: structOf("kubernetes.variables") }),
    },
  });
}

/** The type under which a variable is read: whatever is no plain value, list or map is anything, as in the API server. */
export function variableType(type: Type): Type {
  if (type.kind === "list") return listOf(variableType(type.element));
  if (type.kind === "map") return mapOf(variableType(type.key), variableType(type.value));
  return type.kind in PLAIN ? type : DYN;
}

const PLAIN: Readonly<Partial<Record<Type["kind"], true>>> = {
  bool: true,
  int: true,
  uint: true,
  double: true,
  string: true,
  bytes: true,
  null: true,
  timestamp: true,
  duration: true,
};

function struct(name: string, fields: Readonly<Record<string, Type>>): StructType {
  return { name, fields: new Map(Object.entries(fields).map(([field, type]) => [field, { type }])) };
}

const TEXTS = listOf(STRING);
const LABELS = mapOf(STRING, STRING);

/** The records of `request` and `namespaceObject` (k8s.io/apiserver, `BuildRequestType` and `BuildNamespaceType`). */
const STRUCTS: readonly StructType[] = [
  struct("kubernetes.GroupVersionKind", { group: STRING, version: STRING, kind: STRING }),
  struct("kubernetes.GroupVersionResource", { group: STRING, version: STRING, resource: STRING }),
  struct("kubernetes.UserInfo", { username: STRING, uid: STRING, groups: TEXTS, extra: mapOf(STRING, TEXTS) }),
  struct("kubernetes.AdmissionRequest", {
    kind: structOf("kubernetes.GroupVersionKind"),
    resource: structOf("kubernetes.GroupVersionResource"),
    subResource: STRING,
    requestKind: structOf("kubernetes.GroupVersionKind"),
    requestResource: structOf("kubernetes.GroupVersionResource"),
    requestSubResource: STRING,
    name: STRING,
    namespace: STRING,
    operation: STRING,
    userInfo: structOf("kubernetes.UserInfo"),
    dryRun: BOOL,
    options: DYN,
  }),
  struct("kubernetes.NamespaceSpec", { finalizers: TEXTS }),
  struct("kubernetes.NamespaceCondition", {
    status: STRING,
    type: STRING,
    lastTransitionTime: TIMESTAMP,
    message: STRING,
    reason: STRING,
  }),
  struct("kubernetes.NamespaceStatus", {
    conditions: listOf(structOf("kubernetes.NamespaceCondition")),
    phase: STRING,
  }),
  struct("kubernetes.NamespaceMetadata", {
    name: STRING,
    generateName: STRING,
    namespace: STRING,
    labels: LABELS,
    annotations: LABELS,
    UID: STRING,
    creationTimestamp: TIMESTAMP,
    deletionGracePeriodSeconds: INT,
    deletionTimestamp: TIMESTAMP,
    generation: INT,
    resourceVersion: STRING,
    finalizers: TEXTS,
  }),
  struct("kubernetes.Namespace", {
    metadata: structOf("kubernetes.NamespaceMetadata"),
    spec: structOf("kubernetes.NamespaceSpec"),
    status: structOf("kubernetes.NamespaceStatus"),
  }),
];
