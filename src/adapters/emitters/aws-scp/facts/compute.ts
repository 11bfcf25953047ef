import {
  bool,
  changes,
  creates,
  deletes,
  fixed,
  flags,
  kept,
  number,
  oneOf,
  regional,
  text,
  texts,
  type TypeCalls,
} from "./call.ts";

const INSTANCE = "arn:*:ec2:*:*:instance/*";
const VOLUME = "arn:*:ec2:*:*:volume/*";

const METADATA = {
  "metadata_options.http_endpoint": text("ec2:MetadataHttpEndpoint", "enabled"),
  "metadata_options.http_tokens": text("ec2:MetadataHttpTokens", null),
  "metadata_options.http_put_response_hop_limit": number("ec2:MetadataHttpPutResponseHopLimit", null),
};
// In a call that changes them, the keys above tell what holds already, and these what is asked for.
const HTTP_TOKENS = kept(text("ec2:Attribute/HttpTokens", null));
const HTTP_ENDPOINT = kept(text("ec2:Attribute/HttpEndpoint", null));
const FUNCTION_KEYS = { code_signing_config_arn: text("lambda:CodeSigningConfigArn", null) };
const URL_KEYS = { authorization_type: text("lambda:FunctionUrlAuthType", null) };

const SECURITY_POLICY = texts("elasticloadbalancing:SecurityPolicy", null);
const PROTOCOL = texts("elasticloadbalancing:ListenerProtocol", null);
const LISTENER = regional(
  creates("elasticloadbalancing:CreateListener", { ssl_policy: SECURITY_POLICY, protocol: PROTOCOL }),
  changes("elasticloadbalancing:ModifyListener", { ssl_policy: kept(SECURITY_POLICY), protocol: kept(PROTOCOL) }),
);

/** Machines, disks, functions, containers and clusters. */
export const COMPUTE: Readonly<Record<string, TypeCalls>> = {
  aws_instance: regional(
    creates(
      "ec2:RunInstances",
      { ...METADATA, instance_type: text("ec2:InstanceType", null), key_name: text("ec2:KeyPairName", null) },
      { resource: INSTANCE },
    ),
    creates(
      "ec2:RunInstances",
      { associate_public_ip_address: bool("ec2:AssociatePublicIpAddress", "chosen") },
      { resource: "arn:*:ec2:*:*:network-interface/*" },
    ),
    // The volumes of a machine are asked about one by one.
    creates("ec2:RunInstances", { "item.disk.encrypted": bool("ec2:Encrypted", false) }, { resource: VOLUME }),
    changes(
      "ec2:ModifyInstanceMetadataOptions",
      { "metadata_options.http_endpoint": HTTP_ENDPOINT, "metadata_options.http_tokens": HTTP_TOKENS },
      { resource: INSTANCE, sets: ["metadata_options.http_put_response_hop_limit"] },
    ),
  ),
  aws_ebs_volume: regional(
    creates(
      "ec2:CreateVolume",
      { encrypted: bool("ec2:Encrypted", false), kms_key_id: text("ec2:KmsKeyId", null) },
      { resource: VOLUME },
    ),
  ),
  aws_ebs_encryption_by_default: regional(changes("ec2:DisableEbsEncryptionByDefault", { enabled: fixed(false) })),
  aws_ec2_instance_metadata_defaults: regional(
    changes(
      "ec2:ModifyInstanceMetadataDefaults",
      { http_endpoint: HTTP_ENDPOINT, http_tokens: HTTP_TOKENS },
      { sets: ["http_put_response_hop_limit"] },
    ),
  ),
  aws_ec2_serial_console_access: regional(changes("ec2:EnableSerialConsoleAccess", { enabled: fixed(true) })),
  aws_ebs_snapshot_block_public_access: regional(
    changes("ec2:DisableSnapshotBlockPublicAccess", { state: fixed("unblocked") }),
  ),
  aws_ec2_image_block_public_access: regional(
    changes("ec2:DisableImageBlockPublicAccess", { state: fixed("unblocked") }),
  ),
  aws_snapshot_create_volume_permission: regional(
    creates(
      "ec2:ModifySnapshotAttribute",
      { account_id: oneOf("ec2:Add/group", ["all"], "chosen") },
      { resource: "arn:*:ec2:*::snapshot/*", tags: "none" },
    ),
  ),
  aws_lambda_function: regional(
    creates("lambda:CreateFunction", { ...FUNCTION_KEYS, reserved_concurrent_executions: fixed(-1) }),
    changes("lambda:DeleteFunctionConcurrency", { reserved_concurrent_executions: fixed(-1) }),
    changes("lambda:UpdateFunctionConfiguration", {}, { sets: ["runtime", "environment.variables", "vpc_config"] }),
  ),
  aws_lambda_function_url: regional(
    creates("lambda:CreateFunctionUrlConfig", URL_KEYS, { tags: "none" }),
    changes("lambda:UpdateFunctionUrlConfig", { authorization_type: kept(URL_KEYS.authorization_type) }),
  ),
  aws_lambda_permission: regional(
    creates("lambda:AddPermission", { principal: text("lambda:Principal", null) }, { tags: "none" }),
  ),
  aws_ecs_service: regional(
    creates("ecs:CreateService", {
      enable_execute_command: bool("ecs:enable-execute-command", false),
      "network_configuration.assign_public_ip": bool("ecs:auto-assign-public-ip", false),
    }),
    changes("ecs:UpdateService", {
      enable_execute_command: bool("ecs:enable-execute-command", "unchanged"),
      "network_configuration.assign_public_ip": bool("ecs:auto-assign-public-ip", "unchanged"),
    }),
  ),
  aws_eks_cluster: regional(
    creates("eks:CreateCluster", {
      "vpc_config.endpoint_private_access": bool("eks:endpointPrivateAccess", false),
      "vpc_config.endpoint_public_access": bool("eks:endpointPublicAccess", true),
      "access_config.authentication_mode": text("eks:authenticationMode", "CONFIG_MAP"),
      "access_config.bootstrap_cluster_creator_admin_permissions": bool(
        "eks:bootstrapClusterCreatorAdminPermissions",
        true,
      ),
      version: text("eks:kubernetesVersion", null),
      deletion_protection: bool("eks:deletionProtection", false),
      enabled_cluster_log_types: flags("eks:loggingType", false),
    }),
    changes(
      "eks:UpdateClusterConfig",
      {
        "vpc_config.endpoint_private_access": bool("eks:endpointPrivateAccess", "unchanged"),
        "vpc_config.endpoint_public_access": bool("eks:endpointPublicAccess", "unchanged"),
        "access_config.authentication_mode": kept(text("eks:authenticationMode", null)),
        deletion_protection: bool("eks:deletionProtection", "unchanged"),
        enabled_cluster_log_types: flags("eks:loggingType", "unchanged"),
      },
      { sets: ["vpc_config.public_access_cidrs"] },
    ),
    changes("eks:UpdateClusterVersion", { version: kept(text("eks:kubernetesVersion", null)) }),
    deletes("eks:DeleteCluster"),
  ),
  aws_lb_listener: LISTENER,
  aws_alb_listener: LISTENER,
  aws_eks_access_policy_association: regional(
    creates("eks:AssociateAccessPolicy", { policy_arn: text("eks:policyArn", null) }, { tags: "none" }),
  ),
};
