import { terraformType, type TypeRules } from "./terraform-type.ts";

const AWS: TypeRules = {
  provider: "aws",
  prefixes: {
    amp: ["prometheus"],
    cloudwatchevents: ["cloudwatch_event"],
    cloudwatchlogs: ["cloudwatch_log", "cloudwatch"],
    cognitoidentity: ["cognito_identity"],
    cognitoidp: ["cognito"],
    configservice: ["config"],
    deploy: ["codedeploy"],
    directconnect: ["dx"],
    ds: ["directory_service"],
    elb: ["", "load_balancer"],
    firehose: ["kinesis_firehose"],
    kafka: ["msk"],
    kafkaconnect: ["mskconnect"],
    lexmodels: ["lex"],
    rds: ["db"],
    s3control: ["s3"],
    serverlessrepo: ["serverlessapplicationrepository"],
  },
  exceptions: {
    "autoscaling/AutoscalingGroup": "aws_autoscaling_group",
    "cloudtrail/Trail": "aws_cloudtrail",
    "configservice/AWSConfigurationRecorderStatus": "aws_config_configuration_recorder_status",
    "ec2/SecurityGroupEgressRule": "aws_vpc_security_group_egress_rule",
    "ec2/SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
  },
};

const GCP: TypeRules = { provider: "google", prefixes: {}, exceptions: {} };

const AZURE: TypeRules = {
  provider: "azurerm",
  prefixes: {
    cache: ["redis"],
    cognitiveservices: ["cognitive"],
    containerregistry: ["container"],
    dbformariadb: ["mariadb"],
    dbformysql: ["mysql"],
    dbforpostgresql: ["postgresql"],
    insights: ["monitor", "application_insights"],
    machinelearningservices: ["machine_learning"],
    network: ["network", ""],
    operationalinsights: ["log_analytics"],
    servicebus: ["servicebus"],
    sql: ["mssql", ""],
    web: ["app_service", ""],
  },
  exceptions: {
    "keyvault/Vault": "azurerm_key_vault",
    "apimanagement/Management": "azurerm_api_management",
    "datafactory/Factory": "azurerm_data_factory",
    "network/DNSZone": "azurerm_dns_zone",
  },
};

const AZUREAD: TypeRules = {
  provider: "azuread",
  prefixes: {
    applications: ["application"],
    groups: ["group"],
    serviceprincipals: ["service_principal"],
    users: ["user"],
  },
  exceptions: { "serviceprincipals/Principal": "azuread_service_principal" },
};

const FAMILIES: Readonly<Record<string, TypeRules>> = { aws: AWS, gcp: GCP, azure: AZURE, azuread: AZUREAD };

/** The API groups of Upbound's families of providers, those of namespaced resources with an `m` in them. */
const GROUP = /^(?:([a-z0-9]+)\.)?(aws|gcp|azure|azuread)\.(?:m\.)?upbound\.io$/;

/** The Terraform type and provider of a managed resource of Crossplane; null when its group is of no family generated from Terraform. */
export function terraformTypeOfManaged(
  group: string,
  kind: string,
): { readonly type: string; readonly provider: string } | null {
  const [, service = "", family = ""] = GROUP.exec(group) ?? [];
  const rules = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
  if (rules === undefined || kind === "ProviderConfig" || kind === "ProviderConfigUsage") return null;
  if (kind === "ClusterProviderConfig" || kind === "StoreConfig") return null;
  return { type: terraformType(rules, service, kind), provider: rules.provider };
}
