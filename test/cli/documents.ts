/** A policy of one validation, as a document; `spec` is put in as it is, two spaces deep. */
export function policy(name: string, expression: string, spec: string = WORKLOADS): string {
  return `apiVersion: writ/v1
kind: Policy
metadata: { name: ${name}, title: A title }
spec:
${spec}
  validations:
    - id: holds
      expression: ${JSON.stringify(expression)}
      message: this must hold
`;
}

export const WORKLOADS = "  severity: high\n  match: { kinds: [Workload] }";
export const BUCKETS = "  severity: high\n  match: { types: [aws_s3_bucket] }";

/** Workloads keep off the network of their node. */
export const OWN_NETWORK: string = policy(
  "own-network",
  "!has(resource.native.spec.hostNetwork) || !resource.native.spec.hostNetwork",
);

/** A pod that keeps to `OWN_NETWORK`, or one that does not: then line 6 is at fault. */
export function pod(name: string, hostNetwork: boolean): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  hostNetwork: ${hostNetwork}
  containers:
    - name: web
      image: web:1
`;
}

/** A plan that creates one bucket, with whatever else is said of the plan. */
export function plan(attributes: Readonly<Record<string, unknown>> = {}, rest: object = {}): string {
  const resource = {
    address: "aws_s3_bucket.logs",
    mode: "managed",
    type: "aws_s3_bucket",
    name: "logs",
    provider_name: "registry.terraform.io/hashicorp/aws",
  };
  const values = { bucket: "logs", force_destroy: false, ...attributes };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: [{ ...resource, schema_version: 0, values, sensitive_values: {} }] } },
    resource_changes: [
      {
        ...resource,
        change: {
          actions: ["create"],
          before: null,
          after: values,
          after_unknown: {},
          before_sensitive: false,
          after_sensitive: {},
        },
      },
    ],
    configuration: { root_module: {} },
    complete: true,
    errored: false,
    ...rest,
  });
}

/** Nine lists in which each stands nine times in the next: a few hundred bytes for a thousand million values. */
export const ALIAS_BOMB: string = "abcdefghi"
  .split("")
  .map((name, index, names) => {
    const before = names[index - 1];
    const item = before === undefined ? "x" : `*${before}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
  })
  .join("\n");
