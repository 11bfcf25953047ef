/** What a test says of a policy; the rest is filled in. Expressions may be given as a list, then they are named `v0`, `v1` and so on. */
export interface PolicyText {
  readonly name?: string;
  readonly match?: object;
  readonly mode?: "enforce" | "warn" | "audit";
  readonly failurePolicy?: "Fail" | "Ignore";
  readonly severity?: string;
  readonly when?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly parameters?: object;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly must: readonly string[];
}

/** The text of a Policy, by default on `ObjectStore`. */
export function policy(text: PolicyText): string {
  const { name = "rule", match = { kinds: ["ObjectStore"] }, mode = "enforce", failurePolicy = "Fail" } = text;
  const validations = text.must.map((expression, position) => ({
    id: `v${position}`,
    expression,
    ...(text.message === undefined ? {} : { message: text.message }),
    ...(text.messageExpression === undefined ? {} : { messageExpression: text.messageExpression }),
  }));
  return document("Policy", name, {
    severity: text.severity ?? "medium",
    mode,
    failurePolicy,
    match,
    matchConditions: (text.when ?? []).map((expression, position) => ({ name: `c${position}`, expression })),
    variables: Object.entries(text.variables ?? {}).map(([variable, expression]) => ({ name: variable, expression })),
    parameters: text.parameters ?? {},
    validations,
  });
}

/** The text of a Grant that lets any agent create object stores until 2030. */
export function grant(name: string, spec: object = {}): string {
  return document("Grant", name, {
    principals: { kinds: ["agent"] },
    verbs: ["create"],
    kinds: ["ObjectStore"],
    owner: "platform",
    approvedBy: "security",
    expires: "2030-01-01T00:00:00Z",
    ...spec,
  });
}

/** The text of a Waiver for `store-1` under the policy `rule` until 2030. */
export function waiver(name: string, spec: object = {}): string {
  return document("Waiver", name, {
    policy: "rule",
    resource: { id: "store-1" },
    owner: "finance",
    author: "ann",
    approver: "bob",
    reason: "accepted",
    category: "accepted",
    expires: "2030-01-01T00:00:00Z",
    ...spec,
  });
}

/** The text of Settings that recognise environments in the order of the keys. */
export function settings(environments: Readonly<Record<string, string>>): string {
  return document("Settings", "settings", {
    environments: Object.entries(environments).map(([name, when]) => ({ name, when })),
  });
}

/** The text of a ResourceKind with a property of every shape that the tests read. */
export function objectStoreKind(): string {
  return document("ResourceKind", "ObjectStore", {
    properties: {
      public: "bool",
      encrypted: "bool",
      size: "int",
      owner: "string",
      days: { type: "list", items: "int" },
      rules: { type: "list", items: { type: "object", properties: { port: "int", open: "bool" } } },
      tags: { type: "map", values: "string" },
    },
    mappings: [{ types: ["aws_s3_bucket"], provider: "aws", properties: { public: "native.public" } }],
  });
}

function document(kind: string, name: string, spec: object): string {
  return JSON.stringify({ apiVersion: "writ/v1", kind, metadata: { name }, spec });
}
