/** A way to express an act in a file: the file's name, what it is called, and whose resources it declares. */
export interface Expression {
  readonly file: string;
  readonly format: string;
  readonly platform: string;
}

/** The formats of the table, in the order of its columns, with the files that are read as such, by platform. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Terraform plan": {
    "aws-plan.json": "AWS",
    "google-plan.json": "Google",
    "azure-plan.json": "Azure",
    "kubernetes-plan.json": "Kubernetes",
    "manifest-plan.json": "Kubernetes as manifests",
    "databricks-plan.json": "Databricks",
    "snowflake-plan.json": "Snowflake",
  },
  "Terraform HCL": {
    "aws.tf": "AWS",
    "google.tf": "Google",
    "azure.tf": "Azure",
    "kubernetes.tf": "Kubernetes",
    "manifest.tf": "Kubernetes as manifests",
    "databricks.tf": "Databricks",
    "snowflake.tf": "Snowflake",
  },
  Pulumi: {
    "aws-pulumi.json": "AWS",
    "google-pulumi.json": "Google",
    "azure-pulumi.json": "Azure",
    "kubernetes-pulumi.json": "Kubernetes",
    "databricks-pulumi.json": "Databricks",
    "snowflake-pulumi.json": "Snowflake",
  },
  Crossplane: {
    "aws-crossplane.yaml": "AWS",
    "google-crossplane.yaml": "Google",
    "azure-crossplane.yaml": "Azure",
  },
  CloudFormation: { "cloudformation.yaml": "AWS" },
  "Config Connector": { "config-connector.yaml": "Google" },
  ARM: { "arm.json": "Azure" },
  "Kubernetes manifest": { "kubernetes.yaml": "Kubernetes" },
  "GitHub Actions": { "workflow.yaml": "GitHub" },
  Dockerfile: { Dockerfile: "Docker" },
  "agent configuration": { ".mcp.json": "Claude Code", "mcp.json": "VS Code", "config.toml": "Codex" },
};

/** The names of all formats. */
export const FORMATS: readonly string[] = Object.keys(FILES);

/** Every file that may stand in an act's folder beside `act.yaml`. */
export const EXPRESSIONS: readonly Expression[] = Object.entries(FILES).flatMap(([format, files]) =>
  Object.entries(files).map(([file, platform]) => ({ file, format, platform })),
);
