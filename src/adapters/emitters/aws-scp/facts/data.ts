import {
  bool,
  changes,
  creates,
  deletes,
  ELSEWHERE,
  fixed,
  number,
  regional,
  SOMETHING,
  text,
  type TypeCalls,
} from "./call.ts";

const MEMBER = {
  publicly_accessible: bool("rds:PubliclyAccessible", "chosen"),
  instance_class: text("rds:DatabaseClass", null),
  engine: text("rds:DatabaseEngine", null),
};
const REPLICA = { ...MEMBER, replicate_source_db: fixed(SOMETHING), skip_final_snapshot: ELSEWHERE };
const INSTANCE = {
  ...MEMBER,
  manage_master_user_password: bool("rds:ManageMasterUserPassword", false),
  skip_final_snapshot: ELSEWHERE,
};
const ORIGINAL = { replicate_source_db: fixed(null), snapshot_identifier: fixed(null) };
const CLUSTER = {
  storage_encrypted: bool("rds:StorageEncrypted", false),
  engine: text("rds:DatabaseEngine", null),
  manage_master_user_password: bool("rds:ManageMasterUserPassword", false),
  snapshot_identifier: fixed(null),
  skip_final_snapshot: ELSEWHERE,
};
const RESTORED = { snapshot_identifier: fixed(SOMETHING), skip_final_snapshot: ELSEWHERE };
const CHANGED = ["backup_retention_period", "enabled_cloudwatch_logs_exports", "deletion_protection"];

const DB_CLUSTER = regional(
  creates("rds:CreateDBCluster", CLUSTER),
  creates("rds:RestoreDBClusterFromS3", CLUSTER),
  creates("rds:RestoreDBClusterFromSnapshot", RESTORED),
  creates("rds:RestoreDBClusterToPointInTime", RESTORED),
  changes("rds:ModifyDBCluster", {}, { sets: [...CHANGED, "iam_database_authentication_enabled"] }),
  deletes("rds:DeleteDBCluster"),
);
const CLUSTER_MEMBER = regional(creates("rds:CreateDBInstance", MEMBER));
const CACHE = {
  at_rest_encryption_enabled: bool("elasticache:AtRestEncryptionEnabled", false),
  transit_encryption_enabled: bool("elasticache:TransitEncryptionEnabled", false),
  engine: text("elasticache:EngineType", "redis"),
};
const BROKER_ACCESS = "broker_node_group_info.connectivity_info.public_access.type";
const FILE_SYSTEM = regional(deletes("fsx:DeleteFileSystem"));
const DOMAIN = regional(deletes("es:DeleteDomain"), deletes("es:DeleteElasticsearchDomain"));

/** Databases, caches, object stores, file systems and backups. */
export const DATA: Readonly<Record<string, TypeCalls>> = {
  aws_db_instance: regional(
    creates("rds:CreateDBInstance", {
      ...INSTANCE,
      ...ORIGINAL,
      storage_encrypted: bool("rds:StorageEncrypted", false),
      multi_az: bool("rds:MultiAz", false),
    }),
    creates("rds:CreateDBInstanceReadReplica", REPLICA),
    creates("rds:RestoreDBInstanceFromDBSnapshot", { ...INSTANCE, ...RESTORED, replicate_source_db: fixed(null) }),
    creates("rds:RestoreDBInstanceFromS3", { ...INSTANCE, ...ORIGINAL }),
    creates("rds:RestoreDBInstanceToPointInTime", { ...INSTANCE, ...RESTORED, replicate_source_db: fixed(null) }),
    changes(
      "rds:ModifyDBInstance",
      {},
      {
        sets: [
          ...CHANGED,
          "publicly_accessible",
          "multi_az",
          "auto_minor_version_upgrade",
          "iam_database_authentication_enabled",
          "instance_class",
        ],
      },
    ),
    deletes("rds:DeleteDBInstance"),
  ),
  aws_rds_cluster: DB_CLUSTER,
  aws_docdb_cluster: DB_CLUSTER,
  aws_neptune_cluster: DB_CLUSTER,
  aws_rds_cluster_instance: CLUSTER_MEMBER,
  aws_neptune_cluster_instance: CLUSTER_MEMBER,
  aws_dynamodb_table: regional(creates("dynamodb:CreateTable"), deletes("dynamodb:DeleteTable")),
  aws_redshift_cluster: regional(creates("redshift:CreateCluster"), deletes("redshift:DeleteCluster")),
  aws_elasticache_replication_group: regional(
    creates("elasticache:CreateReplicationGroup", CACHE, { resource: "arn:*:elasticache:*:*:replicationgroup:*" }),
    changes(
      "elasticache:ModifyReplicationGroup",
      { transit_encryption_enabled: bool("elasticache:TransitEncryptionEnabled", "unchanged") },
      { sets: ["auth_token", "user_group_ids", "transit_encryption_mode", "auto_minor_version_upgrade"] },
    ),
  ),
  // A cluster is opened only after it was made.
  aws_msk_cluster: regional(
    creates("kafka:CreateCluster", { [BROKER_ACCESS]: fixed("DISABLED") }),
    changes(
      "kafka:UpdateConnectivity",
      { [BROKER_ACCESS]: fixed("SERVICE_PROVIDED_EIPS") },
      { when: { Bool: { "kafka:publicAccessEnabled": "true" } } },
    ),
  ),
  aws_opensearch_domain: DOMAIN,
  aws_elasticsearch_domain: DOMAIN,
  aws_s3_bucket: regional(creates("s3:CreateBucket", { force_destroy: ELSEWHERE }), deletes("s3:DeleteBucket")),
  aws_efs_file_system: regional(
    creates("elasticfilesystem:CreateFileSystem", { encrypted: bool("elasticfilesystem:Encrypted", false) }),
    deletes("elasticfilesystem:DeleteFileSystem"),
  ),
  aws_fsx_lustre_file_system: FILE_SYSTEM,
  aws_fsx_ontap_file_system: FILE_SYSTEM,
  aws_fsx_openzfs_file_system: FILE_SYSTEM,
  aws_fsx_windows_file_system: FILE_SYSTEM,
  aws_backup_vault_lock_configuration: regional(
    creates(
      "backup:PutBackupVaultLockConfiguration",
      {
        changeable_for_days: number("backup:ChangeableForDays", null),
        min_retention_days: number("backup:MinRetentionDays", null),
      },
      { tags: "none" },
    ),
  ),
};
