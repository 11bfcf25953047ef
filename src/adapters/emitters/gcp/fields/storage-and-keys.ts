import { bool, duration, int, list, message, text, type ConstrainedType } from "./field.ts";

const BOTH = ["CREATE", "UPDATE"] as const;

/**
 * Buckets, keys, secrets, repositories and zones.
 *
 * Fields are those of the REST resources (`storage/v1` buckets, `cloudkms/v1` cryptoKeys, `secretmanager/v1` secrets, `artifactregistry/v1`
 * repositories, `dns/v1` managedZones and policies), methods those of Google's pages on custom constraints and of the constraints in its Cloud
 * Foundation Fabric, as of April 2026. Values of enumerations are written as their names, which for DNS differ from the API's own.
 */
export const STORAGE_AND_KEYS: Readonly<Record<string, ConstrainedType>> = {
  google_storage_bucket: {
    resource: "storage.googleapis.com/Bucket",
    methods: BOTH,
    fields: {
      location: text("location"),
      "versioning.enabled": bool("versioning.enabled"),
      "encryption.default_kms_key_name": text("encryption.defaultKmsKeyName"),
      public_access_prevention: text("iamConfiguration.publicAccessPrevention"),
      uniform_bucket_level_access: bool("iamConfiguration.uniformBucketLevelAccess.enabled"),
      retention_policy: message("retentionPolicy"),
      "retention_policy.is_locked": bool("retentionPolicy.isLocked"),
      "retention_policy.retention_period": int("retentionPolicy.retentionPeriod"),
      "soft_delete_policy.retention_duration_seconds": int("softDeletePolicy.retentionDurationSeconds"),
      "logging.log_bucket": text("logging.logBucket"),
      lifecycle_rule: list("lifecycle.rule"),
      "lifecycle_rule.action.type": text("action.type"),
    },
  },
  google_kms_crypto_key: {
    resource: "cloudkms.googleapis.com/CryptoKey",
    methods: BOTH,
    fields: {
      purpose: text("purpose"),
      import_only: bool("importOnly"),
      rotation_period: duration("rotationPeriod"),
      destroy_scheduled_duration: duration("destroyScheduledDuration"),
      "version_template.protection_level": text("versionTemplate.protectionLevel"),
      "version_template.algorithm": text("versionTemplate.algorithm"),
    },
  },
  google_secret_manager_secret: {
    resource: "secretmanager.googleapis.com/Secret",
    methods: BOTH,
    fields: {
      "rotation.rotation_period": duration("rotation.rotationPeriod"),
      version_destroy_ttl: duration("versionDestroyTtl"),
    },
  },
  google_artifact_registry_repository: {
    resource: "artifactregistry.googleapis.com/Repository",
    methods: BOTH,
    fields: {
      format: text("format"),
      mode: text("mode", {
        STANDARD_REPOSITORY: "STANDARD",
        REMOTE_REPOSITORY: "REMOTE",
        VIRTUAL_REPOSITORY: "VIRTUAL",
      }),
      kms_key_name: text("kmsKeyName"),
      "docker_config.immutable_tags": bool("dockerConfig.immutableTags"),
      "vulnerability_scanning_config.enablement_config": text("vulnerabilityScanningConfig.enablementConfig"),
    },
  },
  google_dns_managed_zone: {
    resource: "dns.googleapis.com/ManagedZone",
    methods: BOTH,
    fields: {
      visibility: text("visibility", { public: "PUBLIC", private: "PRIVATE" }),
      "dnssec_config.state": text("dnssecConfig.state", { on: "ON", off: "OFF", transfer: "TRANSFER" }),
      "cloud_logging_config.enable_logging": bool("cloudLoggingConfig.enableLogging"),
    },
  },
  google_dns_policy: {
    resource: "dns.googleapis.com/Policy",
    methods: BOTH,
    fields: { enable_logging: bool("enableLogging") },
  },
};
