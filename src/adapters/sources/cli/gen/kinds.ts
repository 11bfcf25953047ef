/** The native types that the library maps to each kind, where commands can name them. Facts of the library; generated. */
export const KINDS_OF_TYPES: Readonly<Record<string, string>> = {
  AccessGrant:
    "AWS::EKS::AccessEntry, google_folder_iam_member, google_folder_iam_policy, google_organization_iam_member, google_organization_iam_policy, " +
    "google_project_iam_member, google_project_iam_policy, google_service_account_iam_binding, google_service_account_iam_member, " +
    "google_service_account_iam_policy, rbac.authorization.k8s.io/v1 ClusterRoleBinding, rbac.authorization.k8s.io/v1 RoleBinding, " +
    "rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding, rbac.authorization.k8s.io/v1beta1 RoleBinding",
  AccessPolicy:
    "AWS::IAM::Group, AWS::IAM::GroupPolicy, AWS::IAM::ManagedPolicy, AWS::IAM::Policy, AWS::IAM::RolePolicy, AWS::IAM::UserPolicy, " +
    "AWS::SSO::PermissionSet, Microsoft.Authorization/roleDefinitions, google_folder_iam_binding, google_organization_iam_binding, " +
    "google_project_iam_binding, rbac.authorization.k8s.io/v1 ClusterRole, rbac.authorization.k8s.io/v1 Role, " +
    "rbac.authorization.k8s.io/v1beta1 ClusterRole, rbac.authorization.k8s.io/v1beta1 Role",
  Account:
    "AWS::AccessAnalyzer::Analyzer, AWS::Organizations::Account, Microsoft.Security/securityContacts, google_essential_contacts_contact, " +
    "google_project",
  Admission:
    "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy, admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration, " +
    "admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy, admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding, " +
    "admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy, admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration, " +
    "kyverno.io/v1 ClusterPolicy, kyverno.io/v2beta1 ClusterPolicy",
  AgentMemory:
    "AWS::BedrockAgentCore::Memory",
  AgentRuntime:
    "AWS::BedrockAgentCore::BrowserCustom, AWS::BedrockAgentCore::CodeInterpreterCustom",
  AiAsset:
    "AWS::Bedrock::DataSource, AWS::Bedrock::Prompt, google_vertex_ai_dataset, google_vertex_ai_featurestore, google_vertex_ai_tensorboard",
  AiEndpoint:
    "AWS::Bedrock::ApplicationInferenceProfile, AWS::SageMaker::Domain, AWS::SageMaker::EndpointConfig, AWS::SageMaker::Model, " +
    "Microsoft.BotService/botServices, Microsoft.CognitiveServices/accounts, Microsoft.CognitiveServices/accounts/deployments, " +
    "Microsoft.MachineLearningServices/workspaces, Microsoft.Search/searchServices, google_apikeys_key, google_dialogflow_agent, " +
    "google_dialogflow_cx_agent, google_gemini_logging_setting, google_vertex_ai_endpoint, google_vertex_ai_index_endpoint",
  AiModel:
    "AWS::Bedrock::AgentAlias, google_folder_organization_policy, google_organization_policy, google_project_organization_policy, " +
    "google_vertex_ai_endpoint_with_model_garden_deployment",
  AiProvider:
    "google_gemini_data_sharing_with_google_setting",
  Alert:
    "AWS::Logs::MetricFilter, Microsoft.Insights/activityLogAlerts, google_logging_metric",
  AnalyticsCompute:
    "AWS::Athena::WorkGroup, AWS::EMR::Cluster, AWS::Glue::DataCatalogEncryptionSettings, Microsoft.DataFactory/factories, " +
    "google_composer_environment, google_dataproc_cluster",
  ApiDefinition:
    "apiextensions.k8s.io/v1 CustomResourceDefinition, apiextensions.k8s.io/v1beta1 CustomResourceDefinition",
  App:
    "AWS::ECS::Cluster, autoscaling/v1 HorizontalPodAutoscaler, autoscaling/v2 HorizontalPodAutoscaler",
  AuditTrail:
    "AWS::CloudTrail::Trail, Microsoft.AadIam/diagnosticSettings, Microsoft.Insights/diagnosticSettings, google_folder_iam_audit_config, " +
    "google_organization_iam_audit_config, google_project_iam_audit_config",
  BackupVault:
    "AWS::Backup::BackupVault, Microsoft.DataProtection/backupVaults, Microsoft.RecoveryServices/vaults, google_backup_dr_backup_vault, " +
    "google_gke_backup_backup_plan",
  Budget:
    "AWS::Budgets::Budget, Microsoft.Consumption/budgets, google_billing_budget",
  BuildProject:
    "AWS::CodeBuild::Project",
  Cache:
    "AWS::ElastiCache::ReplicationGroup, AWS::MemoryDB::Cluster, Microsoft.Cache/redisEnterprise, google_memorystore_instance, google_redis_cluster, " +
    "google_redis_instance",
  Certificate:
    "AWS::CertificateManager::Certificate, Microsoft.CertificateRegistration/certificateOrders, google_compute_target_https_proxy",
  Change:
    "audit.k8s.io/v1 Event",
  CloudService:
    "google_project_service",
  Cluster:
    "AWS::EKS::Cluster, Microsoft.ContainerService/managedClusters, google_binary_authorization_policy, google_container_cluster",
  Compute:
    "AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate, AWS::ECS::Service, " +
    "Microsoft.Compute/virtualMachineScaleSets, Microsoft.Compute/virtualMachines, Microsoft.Network/networkInterfaces, google_compute_instance, " +
    "google_compute_instance_template, google_compute_region_instance_template",
  ComputeDefaults:
    "AWS::EC2::SnapshotBlockPublicAccess, AWS::SSM::Association, AWS::SSM::PatchBaseline, Microsoft.SerialConsole/consoleServices, " +
    "google_compute_project_metadata, google_compute_project_metadata_item, google_os_config_patch_deployment",
  Configuration:
    "v1 ConfigMap",
  ContainerTask:
    "AWS::Batch::JobDefinition, AWS::ECS::TaskDefinition, Microsoft.App/containerApps, Microsoft.App/jobs, " +
    "Microsoft.ContainerInstance/containerGroups, google_cloud_run_v2_job, google_cloud_run_v2_worker_pool",
  Credential:
    "AWS::IAM::AccessKey, google_service_account_key, google_storage_hmac_key",
  DataGrant:
    "google_bigquery_analytics_hub_data_exchange_iam_member, google_bigquery_analytics_hub_listing_iam_member, google_bigquery_dataset_iam_member, " +
    "google_bigquery_table_iam_member, google_data_catalog_policy_tag_iam_binding, google_data_catalog_policy_tag_iam_member, " +
    "google_dataplex_asset_iam_binding, google_dataplex_asset_iam_member, google_dataplex_lake_iam_binding, google_dataplex_lake_iam_member, " +
    "google_dataplex_zone_iam_binding, google_dataplex_zone_iam_member",
  DataNetworkRule:
    "google_access_context_manager_access_level",
  DataPerimeter:
    "Microsoft.Network/firewallPolicies",
  DataPlatform:
    "google_logging_folder_exclusion, google_logging_organization_exclusion, google_logging_project_exclusion, google_logging_project_sink",
  DataShare:
    "google_bigquery_analytics_hub_data_exchange_iam_binding, google_bigquery_analytics_hub_listing, " +
    "google_bigquery_analytics_hub_listing_iam_binding",
  Database:
    "AWS::AmazonMQ::Broker, AWS::DMS::ReplicationInstance, AWS::DocDB::DBCluster, AWS::DynamoDB::GlobalTable, AWS::DynamoDB::Table, " +
    "AWS::Elasticsearch::Domain, AWS::MSK::Cluster, AWS::Neptune::DBCluster, AWS::Neptune::DBInstance, AWS::OpenSearchService::Domain, " +
    "AWS::RDS::DBCluster, AWS::RDS::DBInstance, AWS::Redshift::Cluster, Microsoft.Cache/redis, Microsoft.DBforMySQL/flexibleServers, " +
    "Microsoft.DBforMySQL/flexibleServers/firewallRules, Microsoft.DBforPostgreSQL/flexibleServers, " +
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules, Microsoft.DocumentDB/databaseAccounts, Microsoft.Sql/managedInstances, " +
    "Microsoft.Sql/servers, Microsoft.Sql/servers/databases, Microsoft.Sql/servers/firewallRules, google_alloydb_cluster, google_alloydb_instance, " +
    "google_bigtable_instance, google_firestore_database, google_spanner_database, google_sql_database_instance",
  Dataset:
    "AWS::RedshiftServerless::Workgroup, Microsoft.Databricks/workspaces, Microsoft.Kusto/clusters, Microsoft.Synapse/workspaces, " +
    "google_bigquery_dataset, google_bigquery_dataset_access, google_bigquery_dataset_iam_binding, google_bigquery_dataset_iam_policy, " +
    "google_bigquery_table, google_bigquery_table_iam_binding, google_bigquery_table_iam_policy",
  Delegation:
    "audit.k8s.io/v1 ImpersonatedEvent",
  Dependency:
    "helm.toolkit.fluxcd.io/v2 HelmRelease, helm.toolkit.fluxcd.io/v2beta1 HelmRelease, helm.toolkit.fluxcd.io/v2beta2 HelmRelease",
  Deploy:
    "AWS::CodePipeline::Pipeline, google_clouddeploy_target",
  DeployedAgent:
    "AWS::Bedrock::Agent, AWS::BedrockAgentCore::Runtime, AWS::BedrockAgentCore::WorkloadIdentity, Microsoft.CognitiveServices/accounts/projects",
  Disk:
    "AWS::EC2::Volume, Microsoft.Compute/disks, google_compute_disk, google_compute_region_disk",
  DnsZone:
    "AWS::Route53::HostedZone, Microsoft.Network/dnsZones, google_dns_managed_zone, google_dns_policy",
  EgressRule:
    "AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupEgress, google_compute_router_nat",
  Endpoint:
    "AWS::ApiGateway::Method, AWS::ApiGateway::Stage, AWS::ApiGatewayV2::Route, AWS::ApiGatewayV2::Stage, AWS::CloudFront::Distribution, " +
    "AWS::ElasticLoadBalancing::LoadBalancer, AWS::ElasticLoadBalancingV2::LoadBalancer, AWS::WAFv2::WebACL, Microsoft.ApiManagement/service, " +
    "Microsoft.Cdn/profiles, Microsoft.Cdn/profiles/afdEndpoints, Microsoft.Cdn/profiles/customDomains, " +
    "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies, Microsoft.Network/FrontDoorWebApplicationFirewallPolicies, " +
    "Microsoft.Network/applicationGateways, Microsoft.Network/azureFirewalls, extensions/v1beta1 Ingress, gateway.networking.k8s.io/v1 GRPCRoute, " +
    "gateway.networking.k8s.io/v1 Gateway, gateway.networking.k8s.io/v1 HTTPRoute, gateway.networking.k8s.io/v1beta1 Gateway, " +
    "gateway.networking.k8s.io/v1beta1 HTTPRoute, google_compute_backend_service, google_compute_security_policy, networking.k8s.io/v1 Ingress, " +
    "networking.k8s.io/v1beta1 Ingress",
  Exception:
    "Microsoft.Authorization/policyExemptions, kyverno.io/v2 PolicyException, kyverno.io/v2alpha1 PolicyException, " +
    "kyverno.io/v2beta1 PolicyException, policies.kyverno.io/v1 PolicyException, policies.kyverno.io/v1alpha1 PolicyException, " +
    "policies.kyverno.io/v1beta1 PolicyException",
  FederatedTrust:
    "AWS::IAM::OIDCProvider, Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
  FileShare:
    "AWS::EFS::FileSystem, AWS::FSx::FileSystem, Microsoft.NetApp/netAppAccounts/capacityPools/volumes, " +
    "Microsoft.Storage/storageAccounts/fileServices/shares, google_filestore_instance, storage.k8s.io/v1 StorageClass, v1 PersistentVolume",
  FlowLog:
    "AWS::EC2::FlowLog, Microsoft.Network/networkWatchers/flowLogs",
  Function:
    "AWS::Lambda::CodeSigningConfig, AWS::Lambda::Function, AWS::Lambda::LayerVersionPermission, AWS::Lambda::Permission, AWS::Lambda::Url, " +
    "Microsoft.Web/sites, Microsoft.Web/sites/slots, google_cloud_run_service, google_cloud_run_service_iam_binding, " +
    "google_cloud_run_service_iam_member, google_cloud_run_service_iam_policy, google_cloud_run_v2_service, google_cloud_run_v2_service_iam_binding, " +
    "google_cloud_run_v2_service_iam_member, google_cloud_run_v2_service_iam_policy, google_cloudfunctions2_function, " +
    "google_cloudfunctions2_function_iam_binding, google_cloudfunctions2_function_iam_member, google_cloudfunctions2_function_iam_policy, " +
    "google_cloudfunctions_function, google_cloudfunctions_function_iam_binding, google_cloudfunctions_function_iam_member, " +
    "google_cloudfunctions_function_iam_policy",
  Guardrail:
    "Microsoft.CognitiveServices/accounts/raiPolicies, google_model_armor_floorsetting, google_model_armor_template",
  Identity:
    "AWS::IAM::Role, AWS::IAM::User, Microsoft.ManagedIdentity/userAssignedIdentities, google_service_account, v1 ServiceAccount",
  Image:
    "AWS::ImageBuilder::DistributionConfiguration, google_compute_image_iam_binding, google_compute_image_iam_member, " +
    "google_compute_image_iam_policy",
  IngressRule:
    "AWS::EC2::SecurityGroupIngress, google_compute_firewall_policy_rule, google_compute_network_firewall_policy_rule, " +
    "google_compute_region_network_firewall_policy_rule",
  Inventory:
    "AWS::Config::ConfigurationRecorder, AWS::Macie::Session, google_cloud_asset_organization_feed, google_data_loss_prevention_job_trigger",
  Key:
    "AWS::KMS::Key, AWS::KMS::ReplicaKey, Microsoft.KeyVault/vaults/keys, google_kms_crypto_key, google_kms_crypto_key_iam_binding, " +
    "google_kms_crypto_key_iam_member, google_kms_key_ring_iam_binding, google_kms_key_ring_iam_member",
  Listener:
    "AWS::ApiGateway::DomainName, AWS::ElasticLoadBalancingV2::Listener, AWS::Transfer::Server, google_compute_region_ssl_policy, " +
    "google_compute_region_target_http_proxy, google_compute_region_target_https_proxy, google_compute_ssl_policy, google_compute_target_http_proxy, " +
    "google_compute_target_ssl_proxy",
  LogStore:
    "AWS::CloudTrail::EventDataStore, AWS::Logs::LogGroup, Microsoft.OperationalInsights/workspaces, " +
    "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies, google_logging_folder_bucket_config, " +
    "google_logging_folder_sink, google_logging_organization_bucket_config, google_logging_organization_sink, google_logging_project_bucket_config",
  Namespace:
    "v1 Namespace",
  Network:
    "AWS::EC2::VPC, Microsoft.Network/virtualNetworks, google_compute_network",
  NodePool:
    "AWS::EKS::Nodegroup, Microsoft.ContainerService/managedClusters/agentPools, google_container_node_pool",
  Notebook:
    "AWS::SageMaker::NotebookInstance, Microsoft.MachineLearningServices/workspaces/computes, google_notebooks_instance, google_workbench_instance",
  ObjectStore:
    "AWS::S3::AccessPoint, AWS::S3::Bucket, AWS::S3::BucketPolicy, Microsoft.Storage/storageAccounts, " +
    "Microsoft.Storage/storageAccounts/blobServices/containers, google_storage_bucket, google_storage_bucket_access_control, " +
    "google_storage_bucket_iam_binding, google_storage_bucket_iam_member, google_storage_bucket_iam_policy, " +
    "google_storage_default_object_access_control",
  OrgGuardrail:
    "AWS::Organizations::Policy, Microsoft.Authorization/policyAssignments, admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding, " +
    "admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding, google_org_policy_custom_constraint, google_org_policy_policy",
  PolicyStatement:
    "google_organization_iam_custom_role, google_project_iam_custom_role",
  PrivilegedGrant:
    "Microsoft.Authorization/roleAssignmentScheduleRequests, Microsoft.Authorization/roleEligibilityScheduleRequests",
  Queue:
    "AWS::Kinesis::Stream, AWS::SNS::Topic, AWS::SNS::TopicPolicy, AWS::SQS::Queue, AWS::SQS::QueuePolicy, Microsoft.EventHub/namespaces, " +
    "Microsoft.ServiceBus/namespaces, google_pubsub_subscription_iam_binding, google_pubsub_subscription_iam_member, " +
    "google_pubsub_subscription_iam_policy, google_pubsub_topic, google_pubsub_topic_iam_binding, google_pubsub_topic_iam_member, " +
    "google_pubsub_topic_iam_policy",
  Registry:
    "AWS::ECR::PublicRepository, AWS::ECR::RegistryPolicy, AWS::ECR::Repository, Microsoft.ContainerRegistry/registries, " +
    "Microsoft.Security/pricings, google_artifact_registry_repository, google_artifact_registry_repository_iam_binding, " +
    "google_artifact_registry_repository_iam_member, google_artifact_registry_repository_iam_policy",
  SearchIndex:
    "AWS::Kendra::Index, AWS::OpenSearchServerless::SecurityPolicy",
  Secret:
    "AWS::SSM::Parameter, AWS::SecretsManager::ResourcePolicy, AWS::SecretsManager::Secret, Microsoft.Authorization/roleAssignments, " +
    "Microsoft.KeyVault/vaults/secrets, google_secret_manager_secret, google_secret_manager_secret_iam_binding, " +
    "google_secret_manager_secret_iam_member, v1 Secret",
  Snapshot:
    "Microsoft.Compute/snapshots, google_compute_snapshot_iam_binding, google_compute_snapshot_iam_member, google_compute_snapshot_iam_policy",
  Subnet:
    "AWS::EC2::Subnet, Microsoft.Network/virtualNetworks/subnets, google_compute_subnetwork",
  ThreatDetection:
    "AWS::GuardDuty::Detector, AWS::SecurityHub::Hub, google_scc_v2_organization_notification_config",
  Tool:
    "google_dialogflow_cx_tool",
  ToolGateway:
    "AWS::BedrockAgentCore::Gateway",
  Trust:
    "Microsoft.ManagedServices/registrationAssignments, Microsoft.ManagedServices/registrationDefinitions",
  Vault:
    "AWS::EC2::VPCEndpoint, Microsoft.KeyVault/managedHSMs, Microsoft.KeyVault/vaults, google_access_context_manager_service_perimeter",
  VolumeClaim:
    "v1 PersistentVolumeClaim",
  Workload:
    "apps/v1 DaemonSet, apps/v1 Deployment, apps/v1 ReplicaSet, apps/v1 StatefulSet, apps/v1beta1 Deployment, apps/v1beta1 StatefulSet, " +
    "apps/v1beta2 DaemonSet, apps/v1beta2 Deployment, apps/v1beta2 ReplicaSet, apps/v1beta2 StatefulSet, batch/v1 CronJob, batch/v1 Job, " +
    "batch/v1beta1 CronJob, batch/v2alpha1 CronJob, extensions/v1beta1 DaemonSet, extensions/v1beta1 Deployment, extensions/v1beta1 ReplicaSet, " +
    "v1 Pod, v1 PodTemplate, v1 ReplicationController",
};
