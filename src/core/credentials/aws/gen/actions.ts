// Made by `npm run iam-actions` from the service authorization reference of AWS.
import type { TypeActions } from "../type-actions.ts";

export const ACTIONS: Readonly<Record<string, TypeActions>> = {
  "AWS::ApiGateway::RestApi": {
    "service": "apigateway",
    "arn": "arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}",
    "verbs": {
      "update": [
        "DELETE",
        "PATCH",
        "PUT"
      ],
      "read": [
        "GET"
      ]
    }
  },
  "AWS::CloudFormation::Stack": {
    "service": "cloudformation",
    "arn": "arn:${Partition}:cloudformation:${Region}:${Account}:stack/${StackName}/${Id}",
    "verbs": {
      "update": [
        "CancelUpdateStack",
        "ContinueUpdateRollback",
        "RecordHandlerProgress",
        "RollbackStack",
        "SignalResource",
        "TagResource",
        "UntagResource",
        "UpdateStack",
        "UpdateTerminationProtection"
      ],
      "create": [
        "CreateChangeSet",
        "CreateStack",
        "CreateStackRefactor"
      ],
      "delete": [
        "DeleteChangeSet",
        "DeleteStack"
      ],
      "read": [
        "DescribeChangeSet",
        "DescribeChangeSetHooks",
        "DescribeEvents",
        "DescribeStackEvents",
        "DescribeStackRefactor",
        "DescribeStackResource",
        "DescribeStackResourceDrifts",
        "DescribeStackResources",
        "DescribeStacks",
        "DetectStackDrift",
        "DetectStackResourceDrift",
        "GetStackPolicy",
        "GetTemplate",
        "GetTemplateSummary",
        "ListChangeSets",
        "ListHookResults",
        "ListStackRefactorActions",
        "ListStackRefactors",
        "ListStackResources"
      ],
      "invoke": [
        "ExecuteChangeSet",
        "ExecuteStackRefactor"
      ]
    }
  },
  "AWS::DynamoDB::Table": {
    "service": "dynamodb",
    "arn": "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}",
    "verbs": {
      "update": [
        "AssociateTableReplica",
        "ReplicateSettings",
        "StartAwsBackupJob",
        "UpdateGlobalTableVersion",
        "WriteDataForReplication",
        "BatchWriteItem",
        "DisableKinesisStreamingDestination",
        "EnableKinesisStreamingDestination",
        "ExportTableToPointInTime",
        "PartiQLDelete",
        "PartiQLInsert",
        "PartiQLUpdate",
        "PutItem",
        "TagResource",
        "UntagResource",
        "UpdateContinuousBackups",
        "UpdateContributorInsights",
        "UpdateGlobalTable",
        "UpdateGlobalTableSettings",
        "UpdateItem",
        "UpdateKinesisStreamingDestination",
        "UpdateTable",
        "UpdateTableReplicaAutoScaling",
        "UpdateTimeToLive"
      ],
      "create": [
        "CreateGlobalTableWitness",
        "CreateTableReplica",
        "RestoreTableFromAwsBackup",
        "CreateBackup",
        "CreateGlobalTable",
        "CreateTable",
        "ImportTable",
        "RestoreTableFromBackup",
        "RestoreTableToPointInTime"
      ],
      "delete": [
        "DeleteGlobalTableWitness",
        "DeleteTableReplica",
        "DeleteItem",
        "DeleteTable"
      ],
      "read": [
        "ReadDataForReplication",
        "BatchGetItem",
        "ConditionCheckItem",
        "DescribeContinuousBackups",
        "DescribeContributorInsights",
        "DescribeKinesisStreamingDestination",
        "DescribeTable",
        "DescribeTableReplicaAutoScaling",
        "DescribeTimeToLive",
        "GetItem",
        "GetResourcePolicy",
        "ListExports",
        "ListImports",
        "ListTagsOfResource",
        "PartiQLSelect",
        "Query",
        "Scan",
        "SearchVectors"
      ]
    }
  },
  "AWS::EC2::Instance": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}",
    "verbs": {
      "update": [
        "PauseVolumeIO",
        "SendSpotInstanceInterruptions",
        "AssociateAddress",
        "AssociateApplicationStatusCheck",
        "AssociateIamInstanceProfile",
        "AttachClassicLinkVpc",
        "AttachNetworkInterface",
        "AttachVolume",
        "DetachClassicLinkVpc",
        "DetachNetworkInterface",
        "DetachVolume",
        "DisableApplicationStatusCheckSuppression",
        "DisableInstanceSqlHaStandbyDetections",
        "DisassociateApplicationStatusCheck",
        "DisassociateIamInstanceProfile",
        "EnableApplicationStatusCheckSuppression",
        "EnableInstanceSqlHaStandbyDetections",
        "ModifyInstanceAttribute",
        "ModifyInstanceCapacityReservationAttributes",
        "ModifyInstanceCpuOptions",
        "ModifyInstanceCreditSpecification",
        "ModifyInstanceEventStartTime",
        "ModifyInstanceMaintenanceOptions",
        "ModifyInstanceMetadataOptions",
        "ModifyInstanceNetworkPerformanceOptions",
        "ModifyInstancePlacement",
        "ModifyNetworkInterfaceAttribute",
        "ModifyPrivateDnsNameOptions",
        "MonitorInstances",
        "RebootInstances",
        "ReplaceIamInstanceProfileAssociation",
        "ReportInstanceStatus",
        "ResetInstanceAttribute",
        "SendDiagnosticInterrupt",
        "StartInstances",
        "StopInstances",
        "UnmonitorInstances"
      ],
      "create": [
        "CreateDelegateMacVolumeOwnershipTask",
        "CreateFleet",
        "CreateImage",
        "CreateInstanceExportTask",
        "CreateMacSystemIntegrityProtectionModificationTask",
        "CreateNetworkInsightsPath",
        "CreateReplaceRootVolumeTask",
        "CreateSnapshots",
        "CreateTags",
        "ImportInstance",
        "RunInstances"
      ],
      "delete": [
        "DeleteTags",
        "TerminateInstances"
      ],
      "read": [
        "DescribeInstanceAttribute",
        "GetConsoleOutput",
        "GetConsoleScreenshot",
        "GetInstanceTpmEkPub",
        "GetInstanceUefiData",
        "GetLaunchTemplateData",
        "GetPasswordData"
      ]
    }
  },
  "AWS::EC2::SecurityGroup": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}:${Account}:security-group/${SecurityGroupId}",
    "verbs": {
      "update": [
        "ApplySecurityGroupsToClientVpnTargetNetwork",
        "AssociateSecurityGroupVpc",
        "AttachClassicLinkVpc",
        "AuthorizeSecurityGroupEgress",
        "AuthorizeSecurityGroupIngress",
        "DisassociateSecurityGroupVpc",
        "ModifyApplicationStatusCheck",
        "ModifyClientVpnEndpoint",
        "ModifyInstanceAttribute",
        "ModifyInstanceConnectEndpoint",
        "ModifyNetworkInterfaceAttribute",
        "ModifySecurityGroupRules",
        "ModifyVpcEndpoint",
        "RequestSpotFleet",
        "RequestSpotInstances",
        "RevokeSecurityGroupEgress",
        "RevokeSecurityGroupIngress",
        "UpdateSecurityGroupRuleDescriptionsEgress",
        "UpdateSecurityGroupRuleDescriptionsIngress"
      ],
      "create": [
        "CreateApplicationStatusCheck",
        "CreateClientVpnEndpoint",
        "CreateInstanceConnectEndpoint",
        "CreateNetworkInterface",
        "CreateSecurityGroup",
        "CreateTags",
        "CreateVerifiedAccessEndpoint",
        "CreateVpcEndpoint",
        "ImportInstance",
        "RunInstances"
      ],
      "delete": [
        "DeleteSecurityGroup",
        "DeleteTags"
      ],
      "read": [
        "DescribeSecurityGroupReferences",
        "ValidateSecurityGroupQuotasForInterface"
      ]
    }
  },
  "AWS::EC2::Snapshot": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}::snapshot/${SnapshotId}",
    "verbs": {
      "update": [
        "CopyImage",
        "CopySnapshot",
        "DisableFastSnapshotRestores",
        "EnableFastSnapshotRestores",
        "LockSnapshot",
        "ModifySnapshotTier",
        "RequestSpotFleet",
        "RequestSpotInstances",
        "UnlockSnapshot"
      ],
      "create": [
        "CreateImage",
        "CreateReplaceRootVolumeTask",
        "CreateSnapshot",
        "CreateSnapshots",
        "CreateTags",
        "CreateVolume",
        "ImportImage",
        "ImportSnapshot",
        "RegisterImage",
        "RestoreSnapshotFromRecycleBin",
        "RestoreSnapshotTier",
        "RunInstances"
      ],
      "delete": [
        "DeleteSnapshot",
        "DeleteTags"
      ],
      "read": [
        "DescribeSnapshotAttribute"
      ]
    }
  },
  "AWS::EC2::Subnet": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}",
    "verbs": {
      "update": [
        "AssociateClientVpnTargetNetwork",
        "AssociateRouteTable",
        "AssociateSubnetCidrBlock",
        "AssociateTransitGatewayMulticastDomain",
        "DisassociateRouteTable",
        "DisassociateSubnetCidrBlock",
        "DisassociateTransitGatewayMulticastDomain",
        "ModifyApplicationStatusCheck",
        "ModifyFleet",
        "ModifyNetworkInterfaceAttribute",
        "ModifySpotFleetRequest",
        "ModifySubnetAttribute",
        "ModifyTransitGatewayVpcAttachment",
        "ModifyVerifiedAccessEndpoint",
        "ModifyVpcEndpoint",
        "ReplaceNetworkAclAssociation",
        "ReplaceRouteTableAssociation",
        "RequestSpotFleet",
        "RequestSpotInstances"
      ],
      "create": [
        "CreateApplicationStatusCheck",
        "CreateClientVpnRoute",
        "CreateFleet",
        "CreateFlowLogs",
        "CreateInstanceConnectEndpoint",
        "CreateNatGateway",
        "CreateNetworkInterface",
        "CreateRouteServerEndpoint",
        "CreateSubnet",
        "CreateSubnetCidrReservation",
        "CreateTags",
        "CreateTransitGatewayVpcAttachment",
        "CreateVerifiedAccessEndpoint",
        "CreateVpcBlockPublicAccessExclusion",
        "CreateVpcEndpoint",
        "ImportInstance",
        "RunInstances"
      ],
      "delete": [
        "DeleteClientVpnRoute",
        "DeleteSubnet",
        "DeleteTags"
      ]
    }
  },
  "AWS::EC2::VPC": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}",
    "verbs": {
      "update": [
        "AcceptVpcPeeringConnection",
        "ApplySecurityGroupsToClientVpnTargetNetwork",
        "AssociateDhcpOptions",
        "AssociateRouteServer",
        "AssociateSecurityGroupVpc",
        "AssociateVpcCidrBlock",
        "AttachClassicLinkVpc",
        "AttachInternetGateway",
        "AttachVpnGateway",
        "DetachClassicLinkVpc",
        "DetachInternetGateway",
        "DetachVpnGateway",
        "DisableVpcClassicLink",
        "DisableVpcClassicLinkDnsSupport",
        "DisassociateRouteServer",
        "DisassociateSecurityGroupVpc",
        "DisassociateVpcCidrBlock",
        "EnableVpcClassicLink",
        "EnableVpcClassicLinkDnsSupport",
        "ModifyClientVpnEndpoint",
        "ModifyVpcAttribute",
        "ModifyVpcTenancy"
      ],
      "create": [
        "CreateCarrierGateway",
        "CreateClientVpnEndpoint",
        "CreateEgressOnlyInternetGateway",
        "CreateFlowLogs",
        "CreateLocalGatewayRouteTableVpcAssociation",
        "CreateNatGateway",
        "CreateNetworkAcl",
        "CreateRouteTable",
        "CreateSecurityGroup",
        "CreateSubnet",
        "CreateTags",
        "CreateTransitGatewayVpcAttachment",
        "CreateVpc",
        "CreateVpcBlockPublicAccessExclusion",
        "CreateVpcEncryptionControl",
        "CreateVpcEndpoint",
        "CreateVpcPeeringConnection"
      ],
      "delete": [
        "DeleteTags",
        "DeleteVpc"
      ],
      "read": [
        "DescribeVpcAttribute",
        "GetSecurityGroupsForVpc",
        "GetVpcResourcesBlockingEncryptionEnforcement"
      ]
    }
  },
  "AWS::EC2::Volume": {
    "service": "ec2",
    "arn": "arn:${Partition}:ec2:${Region}:${Account}:volume/${VolumeId}",
    "verbs": {
      "update": [
        "InjectVolumeIOLatency",
        "PauseVolumeIO",
        "AttachVolume",
        "CopyVolumes",
        "DetachVolume",
        "EnableVolumeIO",
        "ModifyInstanceAttribute",
        "ModifyVolume",
        "ModifyVolumeAttribute"
      ],
      "create": [
        "CreateFleet",
        "CreateReplaceRootVolumeTask",
        "CreateSnapshot",
        "CreateSnapshots",
        "CreateTags",
        "CreateVolume",
        "ImportInstance",
        "ImportVolume",
        "RestoreVolumeFromRecycleBin",
        "RunInstances"
      ],
      "delete": [
        "DeleteTags",
        "DeleteVolume"
      ],
      "read": [
        "DescribeVolumeAttribute"
      ]
    }
  },
  "AWS::ECR::Repository": {
    "service": "ecr",
    "arn": "arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}",
    "verbs": {
      "update": [
        "BatchImportUpstreamImage",
        "ReplicateImage",
        "BatchDeleteImage",
        "CompleteLayerUpload",
        "InitiateLayerUpload",
        "PutImage",
        "PutImageScanningConfiguration",
        "PutImageTagMutability",
        "PutLifecyclePolicy",
        "StartImageScan",
        "StartLifecyclePolicyPreview",
        "TagResource",
        "UntagResource",
        "UpdateImageStorageClass"
      ],
      "read": [
        "GetImageCopyStatus",
        "BatchCheckLayerAvailability",
        "BatchGetImage",
        "BatchGetRepositoryScanningConfiguration",
        "DescribeImageReplicationStatus",
        "DescribeImageScanFindings",
        "DescribeImageSigningStatus",
        "DescribeImages",
        "DescribeRepositories",
        "GetDownloadUrlForLayer",
        "GetLifecyclePolicy",
        "GetLifecyclePolicyPreview",
        "GetRepositoryPolicy",
        "ListImages",
        "ListTagsForResource"
      ],
      "create": [
        "CreateRepository",
        "UploadLayerPart"
      ],
      "delete": [
        "DeleteLifecyclePolicy",
        "DeleteRepository"
      ]
    }
  },
  "AWS::EKS::Cluster": {
    "service": "eks",
    "arn": "arn:${Partition}:eks:${Region}:${Account}:cluster/${ClusterName}",
    "verbs": {
      "read": [
        "AccessKubernetesApi",
        "DescribeCertificateAuthority",
        "DescribeCluster",
        "DescribeInsight",
        "DescribeInsightsRefresh",
        "DescribeUpdate",
        "ListAccessEntries",
        "ListAddons",
        "ListCapabilities",
        "ListCertificateAuthorities",
        "ListFargateProfiles",
        "ListIdentityProviderConfigs",
        "ListInsights",
        "ListNodegroups",
        "ListPodIdentityAssociations",
        "ListTagsForResource",
        "ListUpdates"
      ],
      "update": [
        "MutateViaKubernetesApi",
        "ActivateCertificateAuthority",
        "AssociateEncryptionConfig",
        "AssociateIdentityProviderConfig",
        "CancelUpdate",
        "StartInsightsRefresh",
        "TagResource",
        "UntagResource",
        "UpdateClusterConfig",
        "UpdateClusterVersion"
      ],
      "create": [
        "CreateAccessEntry",
        "CreateAddon",
        "CreateCapability",
        "CreateCertificateAuthority",
        "CreateFargateProfile",
        "CreateNodegroup",
        "CreatePodIdentityAssociation"
      ],
      "delete": [
        "DeleteCertificateAuthority",
        "DeleteCluster",
        "DeregisterCluster"
      ]
    }
  },
  "AWS::Kinesis::Stream": {
    "service": "kinesis",
    "arn": "arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}",
    "verbs": {
      "update": [
        "AddTagsToStream",
        "AssociateStreamsWithChannel",
        "DecreaseStreamRetentionPeriod",
        "IncreaseStreamRetentionPeriod",
        "MergeShards",
        "PutRecord",
        "PutRecords",
        "PutResourcePolicy",
        "SplitShard",
        "StartStreamEncryption",
        "StopStreamEncryption",
        "TagResource",
        "UntagResource",
        "UpdateMaxRecordSize",
        "UpdateStreamRecordDistributionStrategy",
        "UpdateStreamWarmThroughput"
      ],
      "create": [
        "CreateStream",
        "RegisterStreamConsumer"
      ],
      "delete": [
        "DeleteResourcePolicy",
        "DeleteStream",
        "RemoveTagsFromStream"
      ],
      "read": [
        "DescribeStream",
        "DescribeStreamSummary",
        "GetRecords",
        "GetResourcePolicy",
        "GetShardIterator",
        "ListShards",
        "ListStreamConsumers",
        "ListTagsForResource",
        "ListTagsForStream"
      ]
    }
  },
  "AWS::KMS::Key": {
    "service": "kms",
    "arn": "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}",
    "verbs": {
      "update": [
        "SynchronizeMultiRegionKey",
        "CancelKeyDeletion",
        "Decrypt",
        "DeriveSharedSecret",
        "DisableKey",
        "DisableKeyRotation",
        "EnableKey",
        "EnableKeyRotation",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateMac",
        "ReEncryptFrom",
        "ReEncryptTo",
        "ReplicateKey",
        "RotateKeyOnDemand",
        "Sign",
        "TagResource",
        "UntagResource",
        "UpdateAlias",
        "UpdateKeyDescription",
        "UpdatePrimaryRegion",
        "Verify",
        "VerifyMac"
      ],
      "create": [
        "CreateAlias",
        "ImportKeyMaterial"
      ],
      "delete": [
        "DeleteAlias",
        "DeleteImportedKeyMaterial",
        "ScheduleKeyDeletion"
      ],
      "read": [
        "DescribeKey",
        "GetKeyLastUsage",
        "GetKeyPolicy",
        "GetKeyRotationStatus",
        "GetParametersForImport",
        "GetPublicKey",
        "ListGrants",
        "ListKeyPolicies",
        "ListKeyRotations",
        "ListResourceTags"
      ]
    }
  },
  "AWS::Lambda::Function": {
    "service": "lambda",
    "arn": "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}",
    "verbs": {
      "invoke": [
        "InvokeFunctionUrl",
        "InvokeAsync",
        "InvokeFunction",
        "PublishVersion"
      ],
      "create": [
        "CreateAlias",
        "CreateFunction",
        "CreateFunctionUrlConfig"
      ],
      "delete": [
        "DeleteAlias",
        "DeleteFunction",
        "DeleteFunctionCodeSigningConfig",
        "DeleteFunctionConcurrency",
        "DeleteFunctionEventInvokeConfig",
        "DeleteFunctionUrlConfig"
      ],
      "read": [
        "GetAlias",
        "GetFunction",
        "GetFunctionCodeSigningConfig",
        "GetFunctionConcurrency",
        "GetFunctionConfiguration",
        "GetFunctionEventInvokeConfig",
        "GetFunctionRecursionConfig",
        "GetFunctionScalingConfig",
        "GetFunctionUrlConfig",
        "GetPolicy",
        "GetResourcePolicy",
        "GetRuntimeManagementConfig",
        "ListAliases",
        "ListDurableExecutionsByFunction",
        "ListFunctionEventInvokeConfigs",
        "ListFunctionUrlConfigs",
        "ListProvisionedConcurrencyConfigs",
        "ListTags",
        "ListVersionsByFunction"
      ],
      "update": [
        "PutFunctionCodeSigningConfig",
        "PutFunctionConcurrency",
        "PutFunctionEventInvokeConfig",
        "PutFunctionRecursionConfig",
        "PutFunctionScalingConfig",
        "PutRuntimeManagementConfig",
        "TagResource",
        "UntagResource",
        "UpdateAlias",
        "UpdateFunctionCode",
        "UpdateFunctionCodeSigningConfig",
        "UpdateFunctionConfiguration",
        "UpdateFunctionEventInvokeConfig",
        "UpdateFunctionUrlConfig"
      ]
    }
  },
  "AWS::Logs::LogGroup": {
    "service": "logs",
    "arn": "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}",
    "verbs": {
      "update": [
        "IntegrateWithDataset",
        "IntegrateWithS3Table",
        "ProcessWithPipeline",
        "AssociateKmsKey",
        "DisassociateKmsKey",
        "PutBearerTokenAuthentication",
        "PutDataProtectionPolicy",
        "PutLogGroupDeletionProtection",
        "PutMetricFilter",
        "PutRetentionPolicy",
        "PutSubscriptionFilter",
        "PutSyslogConfiguration",
        "PutTransformer",
        "TagLogGroup",
        "TagResource",
        "UntagLogGroup",
        "UntagResource"
      ],
      "read": [
        "Unmask",
        "DescribeLogStreams",
        "DescribeMetricFilters",
        "DescribeSubscriptionFilters",
        "FilterLogEvents",
        "GetDataProtectionPolicy",
        "GetLogGroupFields",
        "GetLogRecord",
        "GetQueryResults",
        "GetTransformer",
        "ListTagsForResource",
        "ListTagsLogGroup",
        "StartLiveTail",
        "StartQuery"
      ],
      "create": [
        "CreateExportTask",
        "CreateLogAnomalyDetector",
        "CreateLogGroup"
      ],
      "delete": [
        "DeleteDataProtectionPolicy",
        "DeleteLogGroup",
        "DeleteMetricFilter",
        "DeleteRetentionPolicy",
        "DeleteSubscriptionFilter",
        "DeleteSyslogConfiguration",
        "DeleteTransformer"
      ]
    }
  },
  "AWS::RDS::DBCluster": {
    "service": "rds",
    "arn": "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}",
    "verbs": {
      "update": [
        "AddRoleToDBCluster",
        "AddTagsToResource",
        "ApplyPendingMaintenanceAction",
        "BacktrackDBCluster",
        "DisableHttpEndpoint",
        "EnableHttpEndpoint",
        "FailoverDBCluster",
        "FailoverGlobalCluster",
        "ModifyCurrentDBClusterCapacity",
        "ModifyDBCluster",
        "PromoteReadReplicaDBCluster",
        "RebootDBCluster",
        "StartActivityStream",
        "StartDBCluster",
        "StartExportTask",
        "StopActivityStream",
        "StopDBCluster",
        "SwitchoverGlobalCluster"
      ],
      "create": [
        "CreateBlueGreenDeployment",
        "CreateDBCluster",
        "CreateDBClusterEndpoint",
        "CreateDBClusterSnapshot",
        "CreateDBInstance",
        "CreateDBInstanceReadReplica",
        "CreateDBShardGroup",
        "CreateGlobalCluster",
        "CreateIntegration",
        "RestoreDBClusterFromS3",
        "RestoreDBClusterFromSnapshot",
        "RestoreDBClusterToPointInTime"
      ],
      "delete": [
        "DeleteDBCluster",
        "DeregisterDBProxyTargets",
        "RemoveFromGlobalCluster",
        "RemoveRoleFromDBCluster",
        "RemoveTagsFromResource"
      ],
      "read": [
        "DescribeDBClusterAutomatedBackups",
        "DescribeDBClusterBacktracks",
        "DescribeDBClusterEndpoints",
        "DescribeDBClusterSnapshots",
        "DescribeDBClusters",
        "DescribeExportTasks",
        "DescribePendingMaintenanceActions",
        "ListTagsForResource"
      ]
    }
  },
  "AWS::RDS::DBInstance": {
    "service": "rds",
    "arn": "arn:${Partition}:rds:${Region}:${Account}:db:${DbInstanceName}",
    "verbs": {
      "update": [
        "CrossRegionCommunication",
        "AddRoleToDBInstance",
        "AddTagsToResource",
        "ApplyPendingMaintenanceAction",
        "FailoverDBCluster",
        "ModifyActivityStream",
        "ModifyDBInstance",
        "ModifyTenantDatabase",
        "PromoteReadReplica",
        "RebootDBInstance",
        "StartActivityStream",
        "StartDBInstance",
        "StartDBInstanceAutomatedBackupsReplication",
        "StopActivityStream",
        "StopDBInstance",
        "StopDBInstanceAutomatedBackupsReplication",
        "SwitchoverReadReplica"
      ],
      "create": [
        "CreateBlueGreenDeployment",
        "CreateDBCluster",
        "CreateDBInstance",
        "CreateDBInstanceReadReplica",
        "CreateDBSnapshot",
        "CreateIntegration",
        "CreateTenantDatabase",
        "RegisterDBProxyTargets",
        "RestoreDBInstanceFromDBSnapshot",
        "RestoreDBInstanceFromS3",
        "RestoreDBInstanceToPointInTime"
      ],
      "delete": [
        "DeleteDBInstance",
        "DeleteTenantDatabase",
        "DeregisterDBProxyTargets",
        "RemoveRoleFromDBInstance",
        "RemoveTagsFromResource"
      ],
      "read": [
        "DescribeDBInstanceAutomatedBackups",
        "DescribeDBInstances",
        "DescribeDBLogFiles",
        "DescribeDBSnapshotTenantDatabases",
        "DescribeDBSnapshots",
        "DescribePendingMaintenanceActions",
        "DescribeTenantDatabases",
        "DescribeValidDBInstanceModifications",
        "DownloadCompleteDBLogFile",
        "DownloadDBLogFilePortion",
        "ListTagsForResource"
      ]
    }
  },
  "AWS::S3::Bucket": {
    "service": "s3",
    "arn": "arn:${Partition}:s3:::${BucketName}",
    "verbs": {
      "update": [
        "PauseReplication",
        "PutAccelerateConfiguration",
        "PutAnalyticsConfiguration",
        "PutBucketAbac",
        "PutBucketCORS",
        "PutBucketLogging",
        "PutBucketNotification",
        "PutBucketObjectLockConfiguration",
        "PutBucketRequestPayment",
        "PutBucketTagging",
        "PutBucketVersioning",
        "PutBucketWebsite",
        "PutEncryptionConfiguration",
        "PutIntelligentTieringConfiguration",
        "PutInventoryConfiguration",
        "PutLifecycleConfiguration",
        "PutMetricsConfiguration",
        "PutReplicationConfiguration",
        "TagResource",
        "UntagResource",
        "UpdateBucketMetadataAnnotationTableConfiguration",
        "UpdateBucketMetadataInventoryTableConfiguration",
        "UpdateBucketMetadataJournalTableConfiguration"
      ],
      "read": [
        "AllowVendedLogDeliveryForResource",
        "GetAccelerateConfiguration",
        "GetAnalyticsConfiguration",
        "GetBucketAbac",
        "GetBucketAcl",
        "GetBucketCORS",
        "GetBucketLocation",
        "GetBucketLogging",
        "GetBucketMetadataTableConfiguration",
        "GetBucketNotification",
        "GetBucketObjectLockConfiguration",
        "GetBucketOwnershipControls",
        "GetBucketPolicy",
        "GetBucketPolicyStatus",
        "GetBucketPublicAccessBlock",
        "GetBucketRequestPayment",
        "GetBucketTagging",
        "GetBucketVersioning",
        "GetBucketWebsite",
        "GetEncryptionConfiguration",
        "GetIntelligentTieringConfiguration",
        "GetInventoryConfiguration",
        "GetLifecycleConfiguration",
        "GetMetricsConfiguration",
        "GetReplicationConfiguration",
        "ListBucket",
        "ListBucketMultipartUploads",
        "ListBucketVersions",
        "ListTagsForResource"
      ],
      "create": [
        "CreateBucket",
        "CreateBucketMetadataTableConfiguration"
      ],
      "delete": [
        "DeleteBucket",
        "DeleteBucketMetadataTableConfiguration",
        "DeleteBucketWebsite"
      ]
    }
  },
  "AWS::S3::Object": {
    "service": "s3",
    "arn": "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
    "verbs": {
      "update": [
        "InitiateReplication",
        "PutObject",
        "PutObjectAnnotation",
        "PutObjectLegalHold",
        "PutObjectRetention",
        "PutObjectTagging",
        "PutObjectVersionAnnotation",
        "PutObjectVersionTagging",
        "ReplicateDelete",
        "ReplicateObject",
        "ReplicateObjectAnnotation",
        "ReplicateTags",
        "UpdateObjectEncryption"
      ],
      "delete": [
        "AbortMultipartUpload",
        "DeleteObject",
        "DeleteObjectAnnotation",
        "DeleteObjectTagging",
        "DeleteObjectVersion",
        "DeleteObjectVersionAnnotation",
        "DeleteObjectVersionTagging"
      ],
      "read": [
        "GetObject",
        "GetObjectAcl",
        "GetObjectAnnotation",
        "GetObjectAttributes",
        "GetObjectLegalHold",
        "GetObjectRetention",
        "GetObjectTagging",
        "GetObjectTorrent",
        "GetObjectVersion",
        "GetObjectVersionAcl",
        "GetObjectVersionAnnotation",
        "GetObjectVersionAnnotationForReplication",
        "GetObjectVersionAttributes",
        "GetObjectVersionForReplication",
        "GetObjectVersionTagging",
        "GetObjectVersionTorrent",
        "ListMultipartUploadParts",
        "ListObjectAnnotations",
        "ListObjectVersionAnnotations"
      ],
      "create": [
        "RestoreObject"
      ]
    }
  },
  "AWS::SNS::Topic": {
    "service": "sns",
    "arn": "arn:${Partition}:sns:${Region}:${Account}:${TopicName}",
    "verbs": {
      "update": [
        "ConfirmSubscription",
        "PutDataProtectionPolicy",
        "SetSubscriptionAttributes",
        "Subscribe",
        "TagResource",
        "Unsubscribe",
        "UntagResource"
      ],
      "create": [
        "CreateTopic"
      ],
      "delete": [
        "DeleteTopic"
      ],
      "read": [
        "GetDataProtectionPolicy",
        "GetSubscriptionAttributes",
        "GetTopicAttributes",
        "ListSubscriptionsByTopic",
        "ListTagsForResource"
      ],
      "invoke": [
        "Publish"
      ]
    }
  },
  "AWS::SQS::Queue": {
    "service": "sqs",
    "arn": "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
    "verbs": {
      "update": [
        "CancelMessageMoveTask",
        "ChangeMessageVisibility",
        "StartMessageMoveTask",
        "TagQueue",
        "UntagQueue"
      ],
      "create": [
        "CreateQueue"
      ],
      "delete": [
        "DeleteMessage",
        "DeleteQueue",
        "PurgeQueue"
      ],
      "read": [
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListDeadLetterSourceQueues",
        "ListMessageMoveTasks",
        "ListQueueTags",
        "ReceiveMessage"
      ],
      "invoke": [
        "SendMessage"
      ]
    }
  },
  "AWS::SSM::Parameter": {
    "service": "ssm",
    "arn": "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}",
    "verbs": {
      "update": [
        "AddTagsToResource",
        "LabelParameterVersion",
        "PutParameter",
        "UnlabelParameterVersion"
      ],
      "delete": [
        "DeleteParameter",
        "DeleteParameters",
        "RemoveTagsFromResource"
      ],
      "read": [
        "GetParameter",
        "GetParameterHistory",
        "GetParameters",
        "GetParametersByPath",
        "GetResourcePolicies",
        "ListTagsForResource"
      ]
    }
  },
  "AWS::SecretsManager::Secret": {
    "service": "secretsmanager",
    "arn": "arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}",
    "verbs": {
      "update": [
        "CancelRotateSecret",
        "PutSecretValue",
        "ReplicateSecretToRegions",
        "RotateSecret",
        "StopReplicationToReplica",
        "TagResource",
        "UntagResource",
        "UpdateSecret",
        "UpdateSecretVersionStage"
      ],
      "create": [
        "CreateSecret",
        "RestoreSecret"
      ],
      "delete": [
        "DeleteSecret",
        "RemoveRegionsFromReplication"
      ],
      "read": [
        "DescribeSecret",
        "GetResourcePolicy",
        "GetSecretValue",
        "ListSecretVersionIds"
      ]
    }
  },
  "AWS::StepFunctions::StateMachine": {
    "service": "states",
    "arn": "arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}",
    "verbs": {
      "create": [
        "CreateStateMachine",
        "CreateStateMachineAlias"
      ],
      "delete": [
        "DeleteStateMachine",
        "DeleteStateMachineAlias",
        "DeleteStateMachineVersion"
      ],
      "read": [
        "DescribeStateMachine",
        "DescribeStateMachineAlias",
        "ListExecutions",
        "ListStateMachineAliases",
        "ListStateMachineVersions",
        "ListTagsForResource"
      ],
      "invoke": [
        "PublishStateMachineVersion",
        "StartExecution",
        "StartSyncExecution"
      ],
      "update": [
        "TagResource",
        "UntagResource",
        "UpdateStateMachine",
        "UpdateStateMachineAlias"
      ]
    }
  }
};
