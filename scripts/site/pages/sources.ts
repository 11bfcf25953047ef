/** The folders of `library/mappings/` as people call them. */
const NAMES: Readonly<Record<string, string>> = {
  "agent-config": "Agent configuration",
  arm: "Azure Resource Manager",
  cloudformation: "CloudFormation",
  dockerfile: "Dockerfile",
  "github-actions": "GitHub Actions",
  inventory: "Inventory",
  kubernetes: "Kubernetes",
  terraform: "Terraform itself",
  "terraform-aws": "Terraform, AWS",
  "terraform-azuread": "Terraform, Entra ID",
  "terraform-azurerm": "Terraform, Azure",
  "terraform-databricks": "Terraform, Databricks",
  "terraform-google": "Terraform, Google Cloud",
  "terraform-kubernetes": "Terraform, Kubernetes",
  "terraform-snowflake": "Terraform, Snowflake",
};

export function sourceName(source: string): string {
  return NAMES[source] ?? source;
}
