import { terraformType, type TypeRules } from "./terraform-type.ts";

const RULES: TypeRules = {
  provider: "google",
  prefixes: {},
  exceptions: {
    "/ComputeTargetVPNGateway": "google_compute_vpn_gateway",
    "/ComputeVPNGateway": "google_compute_ha_vpn_gateway",
    "/IAMCustomRole": "google_project_iam_custom_role",
    "/IAMServiceAccount": "google_service_account",
    "/IAMServiceAccountKey": "google_service_account_key",
    "/LoggingLogBucket": "google_logging_project_bucket_config",
    "/LoggingLogExclusion": "google_logging_project_exclusion",
    "/LoggingLogMetric": "google_logging_metric",
    "/LoggingLogSink": "google_logging_project_sink",
    "/NotebookInstance": "google_notebooks_instance",
    "/ResourceManagerPolicy": "google_organization_policy",
    "/RunJob": "google_cloud_run_v2_job",
    "/RunService": "google_cloud_run_v2_service",
    "/SQLInstance": "google_sql_database_instance",
    "/Service": "google_project_service",
    "/ServiceIdentity": "google_project_service_identity",
    "/WorkstationCluster": "google_workstations_workstation_cluster",
  },
};

/** The Terraform type of a kind of Google Config Connector. */
export function terraformTypeOfConfig(kind: string): string {
  return terraformType(RULES, "", kind);
}
