import { booleanFrom, numberFrom } from "./evaluate/convert.ts";
import type { HclValue } from "./evaluate/values.ts";

/** Attributes that are truth values in every resource of the large providers that has them. */
const BOOLEANS: ReadonlySet<string> = new Set([
  "allow_blob_public_access",
  "associate_public_ip_address",
  "block_public_acls",
  "block_public_policy",
  "delete_on_termination",
  "deletion_protection",
  "ebs_optimized",
  "enable_deletion_protection",
  "enable_key_rotation",
  "enable_log_file_validation",
  "enable_logging",
  "enabled",
  "encrypted",
  "endpoint_private_access",
  "endpoint_public_access",
  "force_destroy",
  "iam_database_authentication_enabled",
  "ignore_public_acls",
  "include_global_service_events",
  "ipv4_enabled",
  "is_multi_region_trail",
  "map_public_ip_on_launch",
  "multi_az",
  "performance_insights_enabled",
  "point_in_time_recovery_enabled",
  "privileged_mode",
  "public_network_access_enabled",
  "publicly_accessible",
  "restrict_public_buckets",
  "skip_final_snapshot",
  "storage_encrypted",
  "transit_encryption_enabled",
  "uniform_bucket_level_access",
  "user_volume_encryption_enabled",
]);

/** Attributes that are numbers in every one that has them. */
const NUMBERS: ReadonlySet<string> = new Set([
  "allocated_storage",
  "backup_retention_period",
  "deletion_window_in_days",
  "from_port",
  "http_put_response_hop_limit",
  "retention_in_days",
  "rotation_period_in_days",
  "to_port",
  "volume_size",
]);

/**
 * A text as what the provider makes of it: Terraform converts `"true"` and `"22"` where the schema has a truth value or a number, so that a plan
 * shows no text there. Other attributes keep the text, for nothing tells what they are.
 */
export function inSchemaType(name: string, text: string): HclValue {
  if (BOOLEANS.has(name)) return booleanFrom(text) ?? text;
  return NUMBERS.has(name) ? (numberFrom(text) ?? text) : text;
}
