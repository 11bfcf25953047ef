import { bool, int, list, message, text, told, type ConstrainedType } from "./field.ts";

const BOTH = ["CREATE", "UPDATE"] as const;

/**
 * Clusters, their pools of nodes, databases and caches.
 *
 * After the lists of fields in Google's pages "Use custom organization policies" of Kubernetes Engine (10 April 2026) and of Memorystore for Redis (8
 * April 2026), and for Cloud SQL the REST resource `sqladmin/v1` instances, of which constraints of the Cloud Foundation Fabric use most fields.
 * Switches of Cloud SQL are wrapped values, which tell false from nothing; those of the others are not.
 */
export const CLUSTERS_AND_DATA: Readonly<Record<string, ConstrainedType>> = {
  google_container_cluster: {
    resource: "container.googleapis.com/Cluster",
    methods: BOTH,
    fields: {
      enable_autopilot: bool("autopilot.enabled"),
      "private_cluster_config.enable_private_endpoint": bool("privateClusterConfig.enablePrivateEndpoint"),
      "private_cluster_config.enable_private_nodes": bool("privateClusterConfig.enablePrivateNodes"),
      master_authorized_networks_config: message("masterAuthorizedNetworksConfig"),
      "master_authorized_networks_config.cidr_blocks": list("masterAuthorizedNetworksConfig.cidrBlocks"),
      "master_authorized_networks_config.cidr_blocks.cidr_block": text("cidrBlock"),
      "master_authorized_networks_config.gcp_public_cidrs_access_enabled": bool(
        "masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled",
      ),
      "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic": told(
        bool("controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic"),
      ),
      "control_plane_endpoints_config.ip_endpoints_config.enabled": told(
        bool("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled"),
      ),
      "database_encryption.state": text("databaseEncryption.state"),
      "logging_config.enable_components": list("loggingConfig.componentConfig.enableComponents"),
      logging_service: text("loggingService"),
      enable_intranode_visibility: bool("networkConfig.enableIntraNodeVisibility"),
      "network_policy.enabled": bool("networkPolicy.enabled"),
      datapath_provider: text("networkConfig.datapathProvider"),
      "workload_identity_config.workload_pool": text("workloadIdentityConfig.workloadPool"),
      enable_legacy_abac: bool("legacyAbac.enabled"),
      "master_auth.client_certificate_config.issue_client_certificate": bool(
        "masterAuth.clientCertificateConfig.issueClientCertificate",
      ),
      "authenticator_groups_config.security_group": text("authenticatorGroupsConfig.securityGroup"),
      "release_channel.channel": text("releaseChannel.channel"),
      "binary_authorization.evaluation_mode": text("binaryAuthorization.evaluationMode"),
      "binary_authorization.enabled": bool("binaryAuthorization.enabled"),
      enable_shielded_nodes: bool("shieldedNodes.enabled"),
    },
  },
  google_container_node_pool: {
    resource: "container.googleapis.com/NodePool",
    methods: BOTH,
    fields: {
      "network_config.enable_private_nodes": told(bool("networkConfig.enablePrivateNodes")),
      "node_config.image_type": text("config.imageType"),
      "node_config.workload_metadata_config.mode": text("config.workloadMetadataConfig.mode"),
      "node_config.shielded_instance_config.enable_secure_boot": bool("config.shieldedInstanceConfig.enableSecureBoot"),
      "node_config.shielded_instance_config.enable_integrity_monitoring": bool(
        "config.shieldedInstanceConfig.enableIntegrityMonitoring",
      ),
      "node_config.boot_disk_kms_key": text("config.bootDiskKmsKey"),
      "management.auto_upgrade": bool("management.autoUpgrade"),
    },
  },
  google_sql_database_instance: {
    resource: "sqladmin.googleapis.com/Instance",
    methods: BOTH,
    fields: {
      database_version: text("databaseVersion"),
      master_instance_name: text("masterInstanceName"),
      "settings.ip_configuration.ipv4_enabled": told(bool("settings.ipConfiguration.ipv4Enabled")),
      "settings.ip_configuration.authorized_networks": list("settings.ipConfiguration.authorizedNetworks"),
      "settings.ip_configuration.authorized_networks.value": text("value"),
      "settings.ip_configuration.ssl_mode": text("settings.ipConfiguration.sslMode"),
      "settings.ip_configuration.require_ssl": told(bool("settings.ipConfiguration.requireSsl")),
      "settings.backup_configuration.enabled": told(bool("settings.backupConfiguration.enabled")),
      "settings.backup_configuration.point_in_time_recovery_enabled": told(
        bool("settings.backupConfiguration.pointInTimeRecoveryEnabled"),
      ),
      "settings.backup_configuration.binary_log_enabled": told(bool("settings.backupConfiguration.binaryLogEnabled")),
      "settings.backup_configuration.transaction_log_retention_days": told(
        int("settings.backupConfiguration.transactionLogRetentionDays"),
      ),
      "settings.availability_type": text("settings.availabilityType"),
      "settings.deletion_protection_enabled": told(bool("settings.deletionProtectionEnabled")),
      "settings.database_flags": list("settings.databaseFlags"),
      "settings.database_flags.name": text("name"),
      "settings.database_flags.value": text("value"),
      "settings.maintenance_window": message("settings.maintenanceWindow"),
      "settings.maintenance_window.update_track": text("settings.maintenanceWindow.updateTrack"),
      "settings.sql_server_audit_config": message("settings.sqlServerAuditConfig"),
      "settings.sql_server_audit_config.bucket": text("settings.sqlServerAuditConfig.bucket"),
    },
  },
  google_redis_instance: {
    resource: "redis.googleapis.com/Instance",
    methods: BOTH,
    fields: {
      auth_enabled: bool("authEnabled"),
      transit_encryption_mode: text("transitEncryptionMode"),
      tier: text("tier"),
      customer_managed_key: text("customerManagedKey"),
    },
  },
};
