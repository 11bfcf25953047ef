import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import {
  maskCredentials,
  namesResourceOf,
  pathBeforeTranslation,
  plainNames,
  pulumiNames,
  terraformTypeOfConfig,
  terraformTypeOfManaged,
  terraformTypeOfToken,
  translateAttributes,
} from "./index.ts";
import { TERRAFORM_TYPES } from "./gen/terraform-types.ts";
import { snakeCase } from "./snake-case.ts";

const TOKENS: Readonly<Record<string, string>> = {
  "aws:alb/listener:Listener": "aws_lb_listener",
  "aws:apigateway/method:Method": "aws_api_gateway_method",
  "aws:cfg/recorder:Recorder": "aws_config_configuration_recorder",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
  "aws:cloudwatch/logGroup:LogGroup": "aws_cloudwatch_log_group",
  "aws:ebs/volume:Volume": "aws_ebs_volume",
  "aws:ec2/instance:Instance": "aws_instance",
  "aws:ec2/securityGroupRule:SecurityGroupRule": "aws_security_group_rule",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "aws_vpc_endpoint",
  "aws:ecs/taskDefinition:TaskDefinition": "aws_ecs_task_definition",
  "aws:elb/loadBalancer:LoadBalancer": "aws_elb",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:rds/cluster:Cluster": "aws_rds_cluster",
  "aws:rds/instance:Instance": "aws_db_instance",
  "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws_s3_bucket_public_access_block",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2":
    "aws_s3_bucket_server_side_encryption_configuration",
  "aws:s3/bucketV2:BucketV2": "aws_s3_bucket",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
  "azure:core/resourceGroup:ResourceGroup": "azurerm_resource_group",
  "azure:keyvault/keyVault:KeyVault": "azurerm_key_vault",
  "azure:monitoring/diagnosticSetting:DiagnosticSetting": "azurerm_monitor_diagnostic_setting",
  "azure:network/networkSecurityGroup:NetworkSecurityGroup": "azurerm_network_security_group",
  "azure:operationalinsights/analyticsWorkspace:AnalyticsWorkspace": "azurerm_log_analytics_workspace",
  "azure:storage/account:Account": "azurerm_storage_account",
  "azuread:index/application:Application": "azuread_application",
  "databricks:index/cluster:Cluster": "databricks_cluster",
  "gcp:bigquery/dataset:Dataset": "google_bigquery_dataset",
  "gcp:cloudfunctionsv2/function:Function": "google_cloudfunctions2_function",
  "gcp:compute/firewall:Firewall": "google_compute_firewall",
  "gcp:firebase/storageBucket:StorageBucket": "google_firebase_storage_bucket",
  "gcp:organizations/iAMMember:IAMMember": "google_organization_iam_member",
  "gcp:projects/iAMBinding:IAMBinding": "google_project_iam_binding",
  "gcp:serviceaccount/key:Key": "google_service_account_key",
  "gcp:sql/databaseInstance:DatabaseInstance": "google_sql_database_instance",
  "snowflake:index/accountRole:AccountRole": "snowflake_account_role",
};

const MANAGED: Readonly<Record<string, string>> = {
  "autoscaling.aws.upbound.io AutoscalingGroup": "aws_autoscaling_group",
  "cloudtrail.aws.upbound.io Trail": "aws_cloudtrail",
  "cloudwatchlogs.aws.upbound.io Group": "aws_cloudwatch_log_group",
  "ec2.aws.upbound.io EBSVolume": "aws_ebs_volume",
  "ec2.aws.upbound.io SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
  "ec2.aws.upbound.io SecurityGroupRule": "aws_security_group_rule",
  "ec2.aws.upbound.io VPC": "aws_vpc",
  "elbv2.aws.upbound.io LBListener": "aws_lb_listener",
  "iam.aws.m.upbound.io Role": "aws_iam_role",
  "rds.aws.upbound.io Cluster": "aws_rds_cluster",
  "rds.aws.upbound.io Instance": "aws_db_instance",
  "s3.aws.m.upbound.io Bucket": "aws_s3_bucket",
  "s3control.aws.upbound.io AccountPublicAccessBlock": "aws_s3_account_public_access_block",
  "applications.azuread.upbound.io Application": "azuread_application",
  "azure.upbound.io ResourceGroup": "azurerm_resource_group",
  "dbforpostgresql.azure.upbound.io FlexibleServer": "azurerm_postgresql_flexible_server",
  "keyvault.azure.upbound.io Vault": "azurerm_key_vault",
  "network.azure.upbound.io SecurityGroup": "azurerm_network_security_group",
  "sql.azure.upbound.io MSSQLServer": "azurerm_mssql_server",
  "storage.azure.upbound.io Account": "azurerm_storage_account",
  "cloudplatform.gcp.upbound.io ProjectIAMMember": "google_project_iam_member",
  "compute.gcp.upbound.io Firewall": "google_compute_firewall",
  "container.gcp.upbound.io Cluster": "google_container_cluster",
  "sql.gcp.upbound.io DatabaseInstance": "google_sql_database_instance",
  "storage.gcp.upbound.io Bucket": "google_storage_bucket",
};

const CONFIGS: Readonly<Record<string, string>> = {
  BigQueryDataset: "google_bigquery_dataset",
  ComputeFirewall: "google_compute_firewall",
  ComputeSSLPolicy: "google_compute_ssl_policy",
  ContainerNodePool: "google_container_node_pool",
  IAMServiceAccount: "google_service_account",
  KMSCryptoKey: "google_kms_crypto_key",
  Project: "google_project",
  RunService: "google_cloud_run_v2_service",
  SQLInstance: "google_sql_database_instance",
  StorageBucket: "google_storage_bucket",
};

describe("the Terraform type of a resource", () => {
  test.each(Object.entries(TOKENS))("terraformTypeOfToken() knows %s", (token, type) => {
    expect(terraformTypeOfToken(token)?.type).toBe(type);
  });

  test.each(Object.entries(MANAGED))("terraformTypeOfManaged() knows %s", (name, type) => {
    const [group = "", kind = ""] = name.split(" ");
    expect(terraformTypeOfManaged(group, kind)?.type).toBe(type);
  });

  test.each(Object.entries(CONFIGS))("terraformTypeOfConfig() knows %s", (kind, type) => {
    expect(terraformTypeOfConfig(kind)).toBe(type);
  });

  test("follows the rule where Terraform has no such type yet", () => {
    expect(terraformTypeOfToken("aws:newservice/shinyThing:ShinyThing")?.type).toBe("aws_newservice_shiny_thing");
  });

  test.each(["kubernetes:core/v1:Pod", "aws-native:s3:Bucket", "aws", "", "constructor:a/b:C"])(
    "is none for %s",
    (token) => {
      expect(terraformTypeOfToken(token)).toBeNull();
    },
  );

  test.each([
    ["s3.aws.crossplane.io", "Bucket"],
    ["aws.upbound.io", "ProviderConfig"],
    ["aws.upbound.io.evil.example", "Bucket"],
  ])("is none for %s %s", (group, kind) => {
    expect(terraformTypeOfManaged(group, kind)).toBeNull();
  });
});

describe("translateAttributes()", () => {
  test("puts what Pulumi has in the plural back into the singular where Terraform has it so", () => {
    const object = { corsRules: [{ allowedOrigins: ["*"] }], tags: [{ key: "A" }], allows: [{ protocol: "tcp" }] };
    expect(translateAttributes(object, pulumiNames, "aws_autoscaling_group")).toEqual({
      cors_rule: [{ allowed_origins: ["*"] }],
      tag: [{ key: "A" }],
      allow: [{ protocol: "tcp" }],
    });
    expect(translateAttributes({ tags: { a: "b" } }, pulumiNames, "aws_s3_bucket")).toEqual({ tags: { a: "b" } });
  });

  test("knows the lists of data platforms, which other providers call otherwise", () => {
    const grants = { schema: "main.s", grants: [{ principal: "analysts", privileges: ["SELECT"] }] };
    expect(translateAttributes(grants, pulumiNames, "databricks_grants")).toEqual({
      schema: "main.s",
      grant: [{ principal: "analysts", privileges: ["SELECT"] }],
    });
    const policy = { allowedIpLists: ["198.51.100.0/24"] };
    expect(translateAttributes(policy, pulumiNames, "snowflake_network_policy")).toEqual({
      allowed_ip_list: ["198.51.100.0/24"],
    });
    const settings = { customConfig: { enableIpAccessLists: "true" } };
    expect(translateAttributes(settings, pulumiNames, "databricks_workspace_conf")).toEqual({
      custom_config: { enableIpAccessLists: "true" },
    });
  });

  test("leaves the keys of the user's own maps as they are", () => {
    const object = { environment: { variables: { logLevel: "x", FOO: "y" } }, tags: { costCenter: "1" } };
    expect(translateAttributes(object, plainNames, "aws_lambda_function")).toEqual(object);
  });

  test("loses nothing when two names fall together", () => {
    expect(translateAttributes({ fooBar: 1, FooBar: 2 }, plainNames, "t")).toEqual({ foo_bar: 1, FooBar: 2 });
  });
});

test("pathBeforeTranslation() finds the way back, and stops where the text has nothing", () => {
  const object = { corsRules: [{ allowedOrigins: ["*"] }], tags: { costCenter: "1" } };
  const back = (path: readonly (string | number)[]) =>
    pathBeforeTranslation(object, path, pulumiNames, "aws_s3_bucket");
  expect(back(["cors_rule", 0, "allowed_origins", 0])).toEqual(["corsRules", 0, "allowedOrigins", 0]);
  expect(back(["tags", "costCenter"])).toEqual(["tags", "costCenter"]);
  expect(back(["cors_rule", 3])).toEqual(["corsRules"]);
  expect(back(["acl"])).toEqual([]);
});

test("maskCredentials() masks what providers keep secret, at any depth, and nothing else", () => {
  const masked = maskCredentials(
    { master_password: "a", user: [{ password: "b" }], secret_id: "c", password: "" },
    "x",
  );
  expect(masked).toEqual({
    master_password: new Unknown([{ reason: "sensitive", path: "x.master_password" }]),
    user: [{ password: new Unknown([{ reason: "sensitive", path: "x.user.0.password" }]) }],
    secret_id: "c",
    password: "",
  });
});

test.each([
  ["bucket", "aws_s3_bucket", true],
  ["role_arn", "aws_iam_role", true],
  ["target_bucket", "aws_s3_bucket", true],
  ["kms_key_id", "aws_kms_key", true],
  ["vpc_security_group_ids", "aws_security_group", true],
  ["policy", "aws_s3_bucket", false],
  ["description", "aws_iam_role", false],
  ["permissions_boundary", "aws_iam_policy", true],
  ["replicate_source_db", "aws_db_instance", true],
  ["replicate_source_db", "aws_s3_bucket", false],
])("namesResourceOf(%s, %s) is %s", (attribute, type, expected) => {
  expect(namesResourceOf(attribute, type)).toBe(expected);
});

const ORACLE = join(
  resolve(process.env["WRIT_ORACLES"] ?? "../shared/oracles"),
  "schemas/terraform/terraform-attribute-paths.json",
);

function schemas(): Readonly<Record<string, { readonly paths: readonly string[] }>> {
  return JSON.parse(readFileSync(ORACLE, "utf8"));
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

describe.skipIf(!existsSync(ORACLE))(`against Terraform's schemas (skipped without ${basename(ORACLE)})`, () => {
  test("snakeCase() finds every attribute of every type again", () => {
    const names = new Set(Object.values(schemas()).flatMap(({ paths }) => paths.flatMap((path) => path.split("."))));
    expect(names.size).toBeGreaterThan(10_000);
    expect([...names].filter((name) => snakeCase(camelCase(name)) !== name)).toEqual([]);
  });

  test("TERRAFORM_TYPES has every type of the four providers", () => {
    const known = Object.entries(TERRAFORM_TYPES).flatMap(([provider, names]) =>
      names.split(" ").map((name) => `${provider}_${name}`),
    );
    const wanted = Object.keys(schemas()).filter((type) => /^(?:aws|google|azurerm|azuread)_/.test(type));
    expect(wanted.filter((type) => !known.includes(type))).toEqual([]);
  });
});
