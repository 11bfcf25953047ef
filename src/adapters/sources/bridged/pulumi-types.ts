import { terraformType, type TypeRules } from "./terraform-type.ts";

const V2_OF_S3 = [
  "",
  "AccelerateConfiguration",
  "Acl",
  "CorsConfiguration",
  "LifecycleConfiguration",
  "Logging",
  "ObjectLockConfiguration",
  "RequestPaymentConfiguration",
  "ServerSideEncryptionConfiguration",
  "Versioning",
  "WebsiteConfiguration",
];

const AWS: TypeRules = {
  provider: "aws",
  prefixes: {
    amp: ["prometheus"],
    apigateway: ["api_gateway_gateway"],
    cfg: ["config", "config_configuration"],
    cloudcontrol: ["cloudcontrolapi"],
    costexplorer: ["ce"],
    directconnect: ["dx"],
    ec2: ["", "vpc"],
    ec2transitgateway: ["ec2"],
    elb: ["", "lb", "load_balancer"],
    macie: ["macie2"],
    opensearchingest: ["osis"],
    rds: ["db"],
    resourceexplorer: ["resourceexplorer2"],
    route53recoverycontrol: ["route53recoverycontrolconfig"],
    serverlessrepository: ["serverlessapplicationrepository"],
  },
  exceptions: {
    "account/AlternativeContact": "aws_account_alternate_contact",
    "alb/Listener": "aws_lb_listener",
    "alb/ListenerCertificate": "aws_lb_listener_certificate",
    "alb/ListenerRule": "aws_lb_listener_rule",
    "alb/LoadBalancer": "aws_lb",
    "alb/TargetGroup": "aws_lb_target_group",
    "alb/TargetGroupAttachment": "aws_lb_target_group_attachment",
    "autoscaling/Tag": "aws_autoscaling_group_tag",
    "cloudtrail/Trail": "aws_cloudtrail",
    "cloudwatch/InternetMonitor": "aws_internetmonitor_monitor",
    "codedeploy/Application": "aws_codedeploy_app",
    "codepipeline/Pipeline": "aws_codepipeline",
    "cognito/IdentityPoolRoleAttachment": "aws_cognito_identity_pool_roles_attachment",
    "datasync/EfsLocation": "aws_datasync_location_efs",
    "datasync/FsxOpenZfsFileSystem": "aws_datasync_location_fsx_openzfs_file_system",
    "datasync/LocationFsxLustre": "aws_datasync_location_fsx_lustre_file_system",
    "datasync/LocationFsxWindows": "aws_datasync_location_fsx_windows_file_system",
    "datasync/NfsLocation": "aws_datasync_location_nfs",
    "datasync/S3Location": "aws_datasync_location_s3",
    "directconnect/LinkAggregationGroup": "aws_dx_lag",
    "ec2/DedicatedHost": "aws_ec2_host",
    "ec2/NetworkInterfaceSecurityGroupAttachment": "aws_network_interface_sg_attachment",
    "ec2/VpcEndpointServiceAllowedPrinciple": "aws_vpc_endpoint_service_allowed_principal",
    "elb/LoadBalancer": "aws_elb",
    "elb/LoadBalancerCookieStickinessPolicy": "aws_lb_cookie_stickiness_policy",
    "lb/LoadBalancer": "aws_lb",
    "licensemanager/LicenseGrant": "aws_licensemanager_grant",
    "licensemanager/LicenseGrantAccepter": "aws_licensemanager_grant_accepter",
    "rds/InstanceDesiredState": "aws_rds_instance_state",
    "rds/RoleAssociation": "aws_db_instance_role_association",
    "s3/BucketObject": "aws_s3_object",
    "s3/BucketObjectv2": "aws_s3_object",
    "storagegateway/CachesIscsiVolume": "aws_storagegateway_cached_iscsi_volume",
    ...Object.fromEntries(
      V2_OF_S3.map((part) => [`s3/Bucket${part}V2`, `aws_s3_bucket${part === "" ? "" : snake(part)}`]),
    ),
  },
};

function snake(part: string): string {
  return part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const GCP: TypeRules = {
  provider: "google",
  prefixes: {
    backupdisasterrecovery: ["backup_dr"],
    certificateauthority: ["privateca"],
    cloudfunctionsv2: ["cloudfunctions2"],
    diagflow: ["dialogflow"],
    organizations: ["organization"],
    projects: ["project"],
    securitycenter: ["scc"],
  },
  exceptions: {
    "dataform/Folder": "google_dataform_folder",
    "firebase/Project": "google_firebase_project",
    "firebase/StorageBucket": "google_firebase_storage_bucket",
    "projects/ApiKey": "google_apikeys_key",
    "serviceaccount/Account": "google_service_account",
  },
};

const AZURE: TypeRules = {
  provider: "azurerm",
  prefixes: {
    appconfiguration: ["app"],
    appinsights: ["application_insights", "application"],
    authorization: ["", "role"],
    avs: ["vmware"],
    compute: ["", "virtual_machine"],
    containerservice: ["", "container"],
    desktopvirtualization: ["virtual_desktop"],
    eventhub: ["", "servicebus"],
    iot: ["iothub"],
    logicapps: ["logic_app"],
    monitoring: ["monitor"],
    operationalinsights: ["log_analytics", "log"],
    privatelink: ["private"],
  },
  exceptions: {
    "aifoundry/Hub": "azurerm_ai_foundry",
    "apimanagement/Service": "azurerm_api_management",
    "containerapp/App": "azurerm_container_app",
    "datafactory/Factory": "azurerm_data_factory",
    "lb/LoadBalancer": "azurerm_lb",
    "waf/Policy": "azurerm_web_application_firewall_policy",
  },
};

/** The providers of Pulumi that are generated from Terraform's, by their names in tokens. */
const PACKAGES: Readonly<Record<string, TypeRules>> = {
  aws: AWS,
  gcp: GCP,
  azure: AZURE,
  azuread: unprefixed("azuread"),
  snowflake: unprefixed("snowflake"),
  databricks: unprefixed("databricks"),
};

function unprefixed(provider: string): TypeRules {
  return { provider, prefixes: { index: [""] }, exceptions: {} };
}

/** The Terraform type and provider of a Pulumi token such as `aws:s3/bucket:Bucket`; null when its provider is no bridged one. */
export function terraformTypeOfToken(token: string): { readonly type: string; readonly provider: string } | null {
  const [name = "", module = "", type = ""] = token.split(":");
  const rules = Object.hasOwn(PACKAGES, name) ? PACKAGES[name] : undefined;
  if (rules === undefined || type === "") return null;
  const group = (module.split("/")[0] ?? "").toLowerCase();
  return { type: terraformType(rules, group, type), provider: rules.provider };
}
