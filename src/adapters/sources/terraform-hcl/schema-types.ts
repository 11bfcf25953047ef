import { booleanFrom, numberFrom } from "./evaluate/convert.ts";
import type { HclValue } from "./evaluate/values.ts";

/** Attributes that the library reads, or policies often do, and that are truth values in every resource of the large providers that has them, or are converted to one there. */
const BOOLEANS: ReadonlySet<string> = named(`
  access_keys_authentication_enabled active_directory_auth_enabled admin_enabled all_privileges all_supported allow_blob_public_access
  allow_external_traffic allow_insecure_connections allow_nested_items_to_be_public allow_privilege_escalation anonymous_pull_enabled
  approval_required assign_public_ip associate_public_ip_address auth_enabled authentication_enabled auto_create_network
  auto_create_subnetworks auto_upgrade automatic_failover_enabled automount_service_account_token azure_policy_enabled azure_rbac_enabled
  azuread_authentication_only azuread_authentication_only_enabled binary_log_enabled block_enabled block_public_acls block_public_policy
  bootstrap_cluster_creator_admin_permissions can_ip_forward client_certificate_enabled cloudfront_default_certificate
  cross_tenant_replication_enabled customer_managed_key_enforcement_enabled data_exfiltration_protection_enabled
  default_outbound_access_enabled delete_on_termination deletion_protection deletion_protection_enabled disable_password_authentication
  disable_public_ip disabled ebs_optimized enable enable_autopilot enable_data_sharing enable_deletion_protection enable_execute_command
  enable_floor_setting_enforcement enable_host_encryption enable_https_traffic_only enable_integrity_monitoring enable_ip_forwarding
  enable_key_rotation enable_legacy_abac enable_log_file_validation enable_logging enable_network_isolation enable_node_public_ip
  enable_non_ssl_port enable_private_endpoint enable_private_environment enable_private_nodes enable_private_service_connect
  enable_public_ip enable_rbac_authorization enable_secure_boot enable_shielded_nodes enable_stackdriver_logging enable_vtpm enabled
  encrypted encryption_at_host_enabled encryption_disabled endpoint_private_access endpoint_public_access enforce_https
  enforce_workgroup_configuration enhanced_vpc_routing expired_object_delete_marker external_enabled filter_enabled force_delete
  force_destroy ftp_publish_basic_authentication_enabled gcp_public_cidrs_access_enabled host_ipc host_network host_pid host_process
  https_only https_redirect https_redirect_enabled https_traffic_only_enabled iam_database_authentication_enabled ignore_public_acls
  immutable_tags include_children include_global_resource_types include_global_service_events infrastructure_encryption_enabled
  input_enabled internal internal_ip_only invoker_iam_disabled ip_forwarding_enabled ipv4_enabled is_enabled is_hns_enabled is_locked
  is_multi_region_trail is_organization_trail issue_client_certificate ledger_enabled local_account_disabled local_auth_enabled
  local_authentication_disabled local_authentication_enabled local_user_enabled locked log_linked_dataset_query_user_email
  manage_master_password manage_master_user_password managed_virtual_network_enabled map_public_ip_on_launch multi_az no_public_ip
  node_public_ip_enabled non_ssl_port_enabled oidc_issuer_enabled on_account outbound_network_access_restricted password_auth_enabled
  performance_insights_enabled point_in_time_recovery_enabled prevent_unload_to_inline_url private_cluster_enabled private_dns_enabled
  private_ip_google_access privilege_enabled privileged privileged_mode project_management_enabled public_data_endpoint_enabled
  public_endpoint_enabled public_network_access_enabled public_network_enabled publicly_accessible purge_protection_enabled
  rbac_authorization_enabled read_only_root_file_system read_only_root_filesystem remote_debugging_enabled remove_default_node_pool
  require_approval require_approver_justification require_authentication require_ssl require_storage_integration_for_stage_creation
  require_storage_integration_for_stage_operation restrict_public_buckets role_based_access_control_enabled run_as_non_root scan_on_push
  secure_boot_enabled shared_access_key_enabled skip_final_backup skip_final_snapshot soft_delete_enabled source_dest_check
  sqs_managed_sse_enabled ssh_public_access_enabled storage_encrypted text_data_delivery_enabled tls_enabled transit_encryption_enabled
  transparent_data_encryption_enabled uniform_bucket_level_access user_volume_encryption_enabled versioning_enabled vnet_route_all_enabled
  vtpm_enabled webdeploy_publish_basic_authentication_enabled with_grant_option workload_identity_enabled zone_redundant
  zone_redundant_enabled
`);

/** Attributes that the library reads, or policies often do, and that are numbers in every resource that has them. */
const NUMBERS: ReadonlySet<string> = named(`
  allocated_storage app_scale_limit automated_snapshot_retention_period backup_delete_lock_days backup_retention_days
  backup_retention_period delete_after_days_since_creation delete_after_days_since_creation_greater_than
  delete_after_days_since_last_access_time_greater_than delete_after_days_since_modification_greater_than deletion_window_in_days
  delta_sharing_recipient_token_lifetime_in_seconds end_port from_port host_port http_put_response_hop_limit idle_runtime_session_timeout
  idle_session_ttl_in_seconds max_instance_count max_instances max_lifetime max_replicas max_session_duration maximum_instance_count
  min_retention_days minimum_password_length num_replicas_per_shard password_reuse_prevention priority recovery_period_in_days
  recovery_window_days recovery_window_in_days reserved_concurrent_executions retention_days retention_duration_seconds retention_in_days
  rotation_period_in_days soft_delete_retention_days to_port transaction_log_retention_days volume_size
`);

function named(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}

/** All names of which the type is known, for whoever holds them against the library. */
export const TYPED_NAMES: ReadonlySet<string> = new Set([...BOOLEANS, ...NUMBERS]);

/**
 * A text as what the provider makes of it: Terraform converts `"true"` and `"22"` where the schema has a truth value or a number, so that a plan
 * shows no text there. Other attributes keep the text, for nothing tells what they are.
 */
export function inSchemaType(name: string, text: string): HclValue {
  if (BOOLEANS.has(name)) return booleanFrom(text) ?? text;
  return NUMBERS.has(name) ? (numberFrom(text) ?? text) : text;
}
