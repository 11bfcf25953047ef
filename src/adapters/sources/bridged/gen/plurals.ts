/** What Pulumi calls in the plural where Terraform has the singular, as `plural` (less its s) or `plural>singular`. Facts of the schemas; generated. */
export const PLURALS: string =
  "access_rules accesses>access aces acls action_incident_tasks action_incidents action_playbooks action_points actions_configs activated_rules adapters " +
  "add_header_actions additional_authentication_providers additional_claims additional_config_templates additional_configurations " +
  "additional_ip_ranges_configs additional_model_data_sources additional_unattend_configs additional_unattend_contents additional_variables " +
  "additional_workspaces address_spaces admin_pro_groups admin_ssh_keys admin_user_lists advanced_backup_settings advanced_event_selectors " +
  "advanced_recognition_settings airflow_metadata_retention_configs alert_details_overrides alias_ip_ranges allowed_caller_ip_address_ranges " +
  "allowed_google_producers_resource_hierarchy_levels alloweds allowlists allows alpns alternative_approvers alternative_authentication_name_sources " +
  "amazon_code_guru_profilers ands api_key_credentials app_roles application_configurations application_rule_collections applied_fors applies_to_groups " +
  "approval_rules approval_stages arm_role_receivers artifact_stores as_paths assets attached_disks attachment_network_acl_configurations attachments_sources " +
  "attributes_require_verification_before_updates audio_selectors audit_log_configs auth_providers authentication_certificates authentications " +
  "author_groups author_pro_groups authorizations authorized_session_tag_value_lists auths auto_scale_profiles automation_runbook_receivers " +
  "availability_zone_addresses>availability_zone_address availability_zone_mappings aws_account_ids aws_account_names aws_logs_configurations " +
  "azure_active_directory_authentications azure_app_push_receivers azure_file_shares azure_function_receivers azure_queries>azure_query " +
  "backend_address_pools backup_geos baseline_results baselines basic_authentications bigquery_datasets billing_contacts blocked_ip_range_lists " +
  "blocklists bodies>body boot_recovery_groups bootstrap_actions bounce_actions build_pack_groups business_identities>business_identity buttons " +
  "bypasses>bypass cache_behaviors capacity_provider_scaling_configs capacity_provider_strategies>capacity_provider_strategy caption_selectors " +
  "catalog_targets catalogs category_patterns certificate_authority_domain_configs channel_encryption_types channel_layouts characters_to_ignores " +
  "chat_channels choices cidr_allow_lists cifs_mounts claims classifications_includeds classifications_to_includes client_authentication_methods " +
  "client_certificate_common_names client_certificate_thumbprints client_id_lists client_lists client_port_conditions client_revoked_certificates " +
  "client_root_certificates client_validation_cas cloudwatch_alarms cloudwatch_dashboards cloudwatch_destinations cloudwatch_metrics cluster_keys " +
  "cluster_settings clustering_keys clusterings code_repositories>code_repository code_repository_project_names code_repository_provider_types " +
  "code_vulnerability_detector_names code_vulnerability_file_paths column_families>column_family columns_to_removes company_names " +
  "compliance_associated_standards_ids compliance_security_control_ids compliance_statuses>compliance_status component_ids component_types " +
  "composite_indices>composite_index composite_slot_type_settings compute_environment_orders compute_types_alloweds " +
  "conditional_branches>conditional_branch confidences config_files config_parameters config_variables configuration_properties>configuration_property " +
  "connection_auth_modes connection_from_ips_not_alloweds connection_pool_configs connection_strings connection_to_ips_not_alloweds connector_operators " +
  "consumer_group_replications consumer_groups_to_excludes consumer_groups_to_replicates contacts container_entrypoints " +
  "container_registry_login_server_urls content_filters content_types_to_compresses>content_types_to_compress continue_responses cookies_allow_lists " +
  "cookies_conditions copy_actions cors_rules cost_filters created_ats criterias criterions criticalities>criticality " +
  "cross_region_copies>cross_region_copy cross_region_copy_rules csvs currents custom_ca_trust_certificates_base64s custom_dns_configurations " +
  "custom_error_configurations custom_error_responses custom_fabric_settings custom_fields custom_file_system_configs custom_file_systems custom_images " +
  "custom_oidc_v2s custom_persistent_disks custom_response_bodies>custom_response_body custom_rules customer_certificates " +
  "customer_contacts_to_send_to_ocis customs dailies>daily data_cells_filters data_flows data_privacies>data_privacy data_protections " +
  "data_repository_associations data_stores date_time_converters days_of_months days_of_weeks ddls default_actions " +
  "default_capacity_provider_strategies>default_capacity_provider_strategy default_publish_auth_modes default_subscribe_auth_modes default_value_lists " +
  "default_value_specifications delegations delivery_properties>delivery_property delivery_rules delta_targets denies>deny depends_ons descriptions " +
  "destination_configs destination_configurations destination_flow_configs destination_nats destination_table_configurations developer_portals " +
  "dimension_configurations dimension_mappings disabled_rule_groups disk_encryptions disk_types_not_alloweds disk_volume_configurations " +
  "display_name_exclude_filters display_name_filters distributions dockers domain_lists dynamic_properties>dynamic_property dynamic_routing_enrichments " +
  "dynamodb_targets dynamodbs dynamodbv2s ebs_block_devices ebs_configs ec2_configurations ec2_inbound_permissions ec2_instance_image_ids " +
  "ec2_instance_subnet_ids ec2_instance_vpc_ids ec2_tag_filters ec2_tag_sets ecpu_per_seconds ecr_image_architectures ecr_image_hashes>ecr_image_hash " +
  "ecr_image_in_use_counts ecr_image_last_in_use_ats ecr_image_pushed_ats ecr_image_registries>ecr_image_registry ecr_image_repository_names edit_lists " +
  "effects_profile_ids efs_file_system_configs elb_infos eligible_authorizations email_receivers email_templates emergency_contacts " +
  "enable_additional_metadatas enabled_logs enabled_tools encryption_configurations end_points endpoint_configurations ends_withs enrichments " +
  "entity_mappings entry_points enumeration_values env_froms environment_files environment_infos environment_variables envs ephemeral_block_devices " +
  "epoches>epoch epss_scores eq_exact_matches>eq_exact_match eqs error_report_locations error_response_rules evaluate_on_exits event_batching_conditions " +
  "event_buses>event_bus event_hub_data_sources event_hub_receivers event_listeners event_patterns event_subscriptions events_to_exports exacts " +
  "exclude_app_packages_from_cleanups exclude_filters exclude_lists exclude_regexes>exclude_regex execs exploit_availables export_onlies>export_only " +
  "export_policy_rules exposed_ports extended_key_usages extensions_to_provision_after_vm_creations external_data_filtering_allow_lists external_ips " +
  "external_mappings external_references external_source_settings external_tables_to_excludes external_tables_to_includes extra_params " +
  "failover_conditions failover_routing_policies>failover_routing_policy fast_launch_configurations feature_definitions feedbacks field_mappings " +
  "field_selectors field_to_matches>field_to_match file_system_configurations file_types_to_transforms filter_criterias filter_groups " +
  "filter_out_blobs_with_prefixes>filter_out_blobs_with_prefix filtering_tags filters_configs finding_arns finding_provider_fields_confidences " +
  "finding_provider_fields_criticalities>finding_provider_fields_criticality finding_provider_fields_related_findings_ids " +
  "finding_provider_fields_related_findings_product_arns finding_provider_fields_severity_labels finding_provider_fields_severity_originals " +
  "finding_statuses>finding_status finding_types firehoses first_entries>first_entry first_observed_ats fix_availables fleet_instance_sets " +
  "form_parameters forms_inputs forwards frontend_ip_configurations frontend_ports frontend_privates function_associations gallery_applications " +
  "gateway_ip_configurations generator_ids geo_filters geo_match_constraints geolocation_routing_policies>geolocation_routing_policy geos global_filters " +
  "global_secondary_indexes>global_secondary_index grammar_slot_type_settings grants granular_markings gremlin_databases groupings " +
  "guardrail_configurations handler_mappings header_lists headers_allow_lists headers_to_logs host_name_conditions host_pools host_rules hours_of_days " +
  "http2s http_gets http_listeners http_version_conditions https hub_patterns hudi_targets iceberg_targets icmp_type_codes id_tokens iis_logs " +
  "image_criterions image_pull_secrets image_registry_credentials image_tag_mutability_exclusion_filters inbound_ip_rules inbound_nat_rules " +
  "include_execution_datas include_filters include_inference_response_ins include_lists include_metrics included_properties>included_property inclusions " +
  "index_fields indices>index inference_accelerator_overrides inference_configurations infrastructure_networks initial_capacities>initial_capacity " +
  "initial_lifecycle_hooks inline_payloads inline_policies>inline_policy inline_redaction_patterns input_contexts input_starting_position_configurations " +
  "input_variables ins insert_headers inspector_scores install_script_actions instance_definitions instance_selection_lists intents " +
  "interceptor_configurations interfaces internal_ips internal_mappings invalid_user_lists ip_address_pools ip_filter_rules ip_pools ip_range_filters " +
  "ip_restrictions ip_tags ipsec_policies>ipsec_policy ipv4_cidrs ipv4_firewall_rules ipv6_access_configs ipv6_address_lists is_as is_device_conditions " +
  "is_not_nulls is_null_or_undefineds itsm_receivers jdbc_targets job_schedules job_state_time_limit_actions job_storage_accounts job_targets jsons " +
  "kafka_clusters kafkas kb_numbers_to_excludes kb_numbers_to_includes kerberos_ticket_encryption_types kernel_specs key_modes_of_uses key_registrations " +
  "key_usages key_vault_passwords kill_chain_phases kms_keys_to_grants kpis label_include_filters lambda_actions lambda_function_associations " +
  "lambda_function_execution_role_arns lambda_function_last_modified_ats lambda_function_names lambda_function_runtimes lambda_functions lambdas " +
  "last_entries>last_entry last_observed_ats last_run_summaries>last_run_summary latency_routing_policies>latency_routing_policy launch_template_configs " +
  "launch_template_configurations lb_rules level_configurations lf_tag_expressions lf_tag_policies>lf_tag_policy lf_tags license_specifications " +
  "life_cycles lifecycle_configurations lifecycle_hooks lifecycle_policies>lifecycle_policy lifecycle_rules lifetime_actions limits_per_label_sets " +
  "line_channels linked_database_ids linked_hubs linux_user_configurations linuxes>linux list_to_maps listeners liveness_probes local_resources " +
  "local_secondary_indexes>local_secondary_index local_ssd_recovery_timeouts local_traffic_selectors local_users_not_alloweds localized_texts " +
  "log_analytics_workspaces log_delivery_configurations log_files log_group_arn_lists log_scrubbing_rules log_tag_filters logging_storage_accounts " +
  "logic_app_receivers logical_table_maps lower_case_strings lustre_configurations maintenance_schedules malware_names malware_paths malware_states " +
  "malware_types managed_disks managed_fields managed_rules managed_word_lists_configs managements match_blob_index_tags match_conditions match_criterias " +
  "match_criterions matches_prefixes>matches_prefix matches_storage_classes>matches_storage_class matches_suffixes>matches_suffix " +
  "matching_attributes_lists matching_criterias materialized_views_to_excludes materialized_views_to_includes max_findings_per_info_types max_versions " +
  "maxes>max member_definitions memory_configurations message_groups metadata_configurations metadatas metric_dimensions metric_queries>metric_query " +
  "metric_specifications metric_tag_filters min_max_gradients mirroring_deployment_groups mixed_measure_mappings modify_request_header_actions " +
  "modify_response_header_actions modules mongodb_targets monitor_accounts monitor_arn_lists monitors monthlies>monthly months_of_years mounts " +
  "multi_measure_attribute_mappings multi_select_observations multi_subnet_ip_configurations multiple_values_settings name_nodes named_ports " +
  "namespace_junctions nas1_configurations nat64_subnetworks nat_rule_collections negative_caching_policies>negative_caching_policy neqs " +
  "network_configurations network_destination_domains network_destination_ipv4s network_destination_ipv6s network_destination_ports network_directions " +
  "network_profiles network_protocols network_rule_collections network_rule_sets network_source_domains network_source_ipv4s network_source_ipv6s " +
  "network_source_macs network_source_ports nfs_mounts no_proxies>no_proxy node_group_configurations node_groups node_placements node_pool_targets nodes " +
  "non_azure_queries>non_azure_query non_compliance_messages noncurrent_version_transitions not_alloweds not_ends_withs not_ins not_starts_withs " +
  "note_texts note_updated_ats note_updated_bies>note_updated_by notification_channel_strategies>notification_channel_strategy notification_targets " +
  "number_greater_thans number_in_ranges number_ins number_less_thans number_not_in_ranges number_not_ins oauth2_permission_scopes obfuscation_settings " +
  "object_id_paths oci_artifacts on_demand_specifications on_premises_instance_tag_filters open_authentication_policies>open_authentication_policy " +
  "ordered_cache_behaviors ordered_placement_strategies>ordered_placement_strategy orgunits origin_groups origins ors output_contexts " +
  "package_names_mask_to_excludes package_names_mask_to_includes pagerduties>pagerduty pages parameter_objects parse_jsons parse_key_values " +
  "partition_indices>partition_index partner_authorizations partner_servers patch_filters patch_schedules path_matchers path_rules pattern_object_filters " +
  "patterns_to_matches>patterns_to_match performance_counters permissions_with_grant_options permitted_public_security_group_rule_ranges phone_configs " +
  "physical_nodes physical_table_maps pii_entities_configs pipeline_objects pipeline_parameter_lists pipeline_parameters pipelines " +
  "pit_policies>pit_policy pivots placement_group_configs placement_strategies>placement_strategy planned_limits platform_telemetries>platform_telemetry " +
  "player_latency_policies>player_latency_policy plugins pod_identity_associations policy_attributes policy_definition_groups " +
  "policy_definition_references policy_groups policy_members polygons port_infos port_overrides portals post_actions post_arg_conditions " +
  "post_args_conditions pre_actions preferred_resources prefix_hierarchies>prefix_hierarchy prefix_lists prefix_matches>prefix_match preview_images_darks " +
  "previouses>previous primary_approvers prioritized_exclude_observations private_endpoints private_ip_lists private_link_accesses>private_link_access " +
  "private_link_configurations privileges probes process_launched_ats process_names process_parent_pids process_paths process_pids process_terminated_ats " +
  "processes_not_alloweds product_arns product_names profile_generations_to_tags project_allowlists project_maps prometheus_forwarders " +
  "prompt_attempts_specifications prompt_override_configurations property_groups protected_files protected_parameters " +
  "protection_policies>protection_policy public_ip_addresses>public_ip_address publish_auth_modes query_insights_responses query_lists " +
  "query_spatial_coverages query_string_blacklists query_string_conditions query_string_whitelists query_strings_allowed_lists query_temporal_ranges " +
  "questions range_rules ray_operator_configs rbac_authorizations rbac_role_mappings reader_groups reader_pro_groups readiness_probes reasons recipes " +
  "recommendation_texts record_states recording_strategies>recording_strategy recovery_mechanisms redaction_place_holders redirect_configurations " +
  "regex_filters regex_match_tuples regexes_configs region_lists region_orders regions_of_interests registries>registry regular_expressions " +
  "related_findings_ids related_findings_product_arns related_urls remote_address_conditions remote_resources remote_traffic_selectors removes " +
  "repository_filters representations republishes>republish request_bodies>request_body request_body_conditions request_cookies request_header_actions " +
  "request_header_allowlists request_header_conditions request_header_configurations request_header_to_adds request_header_to_removes request_headers " +
  "request_headers_to_removes request_method_conditions request_parameters request_query_params request_routing_rules request_scheme_conditions " +
  "request_uri_conditions request_uris requestors require_attestations_bies>require_attestations_by required_resource_accesses>required_resource_access " +
  "reserved_ip_range_ids resource_accesses>resource_access resource_application_arns resource_application_names " +
  "resource_aws_ec2_instance_iam_instance_profile_arns resource_aws_ec2_instance_image_ids resource_aws_ec2_instance_key_names " +
  "resource_aws_ec2_instance_launched_ats resource_aws_ec2_instance_subnet_ids resource_aws_ec2_instance_types resource_aws_ec2_instance_vpc_ids " +
  "resource_aws_iam_access_key_created_ats resource_aws_iam_access_key_statuses>resource_aws_iam_access_key_status resource_aws_iam_access_key_user_names " +
  "resource_aws_s3_bucket_owner_ids resource_aws_s3_bucket_owner_names resource_container_image_ids resource_container_image_names " +
  "resource_container_launched_ats resource_container_names resource_datas resource_details_others resource_files resource_key_value_pairs " +
  "resource_partitions resource_record_sets resource_regions resource_requirements resource_sets resource_type_lists resource_types_scopes " +
  "response_header_actions response_header_configurations response_header_to_adds response_header_to_removes response_headers response_headers_to_adds " +
  "response_headers_to_removes responses results retention_rules reviewers revoked_certificates rewrite_rule_sets rewrite_rules role_entities>role_entity " +
  "root_block_devices root_certificates route_prefixes>route_prefix routes routing_configs routing_configurations rule_action_overrides rule_labels " +
  "rule_options rule_sets run_afters runtime_configurations s3_actions s3_data_sources s3_delivery_configurations s3_report_locations s3_targets " +
  "saml2_tokens sample_values scales scaling_instructions scaling_targets scan_actions scan_settings schedules schema_columns schema_validation_configs " +
  "scm_ip_restrictions scms scratch_disks scrubbing_rules secondary_ip_ranges secondary_source_versions secret_arn_lists secret_envs secret_managers " +
  "secret_options securities>security security_control_custom_parameters security_group_id_lists security_rules selection_tags sentinel_entity_mappings " +
  "server_port_conditions server_processes>server_process server_root_certificates server_validation_cas server_x509_names severities_alloweds " +
  "severity_filters severity_labels share_distributions single_select_observations sinks sites skipped_ip_range_lists slot_priorities>slot_priority " +
  "slot_resolution_settings slot_specifications slow_request_with_paths sms_receivers snapshot_arns_to_restores snapshot_owners sni_hosts sns_actions " +
  "socket_address_conditions sortings source_access_configurations source_api_association_configs source_ip_ranges_to_nats " +
  "source_provenance_hashes>source_provenance_hash source_triggers source_urls spatial_indices>spatial_index split_charge_rules split_strings " +
  "spot_specifications sse_s3s ssl_profiles ssl_protocol_conditions ssm_automations ssm_parameter_configurations start_afters " +
  "starting_position_configurations starts_withs startup_probes stateful_disks stateful_external_ips stateful_internal_ips stateful_rule_group_references " +
  "stateful_rules stateless_custom_actions stateless_rule_group_references stateless_rules static_columns static_routing_enrichments static_vnet_routes " +
  "statistics_configurations status_code_ranges step_adjustments still_waiting_responses stop_actions stop_conditions storage_accounts " +
  "storage_blob_directs storage_blobs storage_data_disks storage_disks storage_networks storage_profile_data_disks storage_table_directs storages " +
  "stream_declarations string_begins_withs string_ends_withs string_ins string_likes string_list_values string_not_begins_withs string_not_ends_withs " +
  "string_not_ins string_not_likes sub_domains sub_slot_settings sub_types subjects subnet_configurations subnet_mappings subscribe_auth_modes " +
  "subscribers substitute_strings syslogs system_event_name_filters systems tables_to_excludes tables_to_includes tables_to_restores tag_filters taggings " +
  "target_cidr_ranges target_failovers target_grants target_group_infos target_health_states target_ips target_regions target_tracking_configurations " +
  "targeting_filters task_logs_retention_configs task_scheduling_policies>task_scheduling_policy tasks tcp_flags tcps template_parameters tenants " +
  "terms_of_uses test_configurations test_groups tests texts threat_intel_indicator_categories>threat_intel_indicator_category " +
  "threat_intel_indicator_last_observed_ats threat_intel_indicator_source_urls threat_intel_indicator_sources threat_intel_indicator_types " +
  "threat_intel_indicator_values threshold_observations throttles thumbprint_lists tickerplant_log_configurations tier_configs tierings timer_triggers " +
  "timestreams timewindow_filters titles token_body_parameters tools topic_replications topic_spaces_configurations topics_configs topics_to_excludes " +
  "topics_to_replicates traffic_bypasses>traffic_bypass traffic_selector_policies>traffic_selector_policy traffic_sources traffic_types traffics " +
  "transformation_configurations transformer_configs transitions trigger_configurations trigger_dependencies>trigger_dependency trim_strings " +
  "trusted_client_certificates trusted_root_certificates tunnel_interfaces type_converters unmanaged_disks updated_ats upper_case_strings " +
  "upstream_endpoints url_file_extension_conditions url_file_name_conditions url_filename_conditions url_path_conditions url_path_maps user_configs " +
  "user_event_name_filters user_role_assignments utilization_preferences valid_user_lists validation_options validations validators " +
  "value_elicitation_settings variants vault_critical_operation_exclusion_lists vendor_severities>vendor_severity verification_states " +
  "virtual_applications virtual_directories>virtual_directory virtual_machines virtual_network_gateway_client_connections visibilities>visibility " +
  "voice_receivers vpc_configs vpc_zone_identifiers vpcs vpn_links vulnerability_ids vulnerability_sources wait_and_continue_specifications wait_fors " +
  "waiting_responses webhook_receivers webhooks weeklies>weekly weekly_maintenance_windows weeks_of_months " +
  "weighted_routing_policies>weighted_routing_policy weighted_targets windows_event_logs windows_firewall_logs windows_user_configurations " +
  "winrm_listeners winrms words_configs workflow_statuses>workflow_status workflows workload_profiles workmail_actions wrrs x_azure_fdids " +
  "x_forwarded_fors x_forwarded_hosts";

/** Names that are plural in some places and singular in others: the usual one, and the types with a path that have the other. Generated. */
export const MIXED_PLURALS: Readonly<Record<string, readonly [usual: string, elsewhere: Readonly<Record<string, string>>]>> = {
  access_configs: ["access_config", { access_configs: "google_workbench_instance.gce_setup.network_interfaces" }],
  access_endpoints: ["access_endpoint", { access_endpoints: "aws_appstream_stack" }],
  access_policies: ["access_policies", { access_policy: "azurerm_key_vault azurerm_storage_share.acl azurerm_storage_table.acl" }],
  access_tokens: ["access_token", { access_tokens: "google_apigee_security_action.condition_config" }],
  accounts: ["accounts", { account: "aws_fms_policy.exclude_map aws_fms_policy.include_map" }],
  action_groups: ["action_groups", { action_group: "azurerm_monitor_scheduled_query_rules_alert.action" }],
  actions: ["actions", { action: "aws_alb_listener_rule aws_appconfig_extension.action_point aws_codepipeline.stage aws_fis_experiment_template aws_lb_listener_rule azurerm_custom_provider azurerm_monitor_activity_log_alert azurerm_monitor_alert_prometheus_rule_group.rule azurerm_monitor_metric_alert azurerm_route_map.rule azurerm_security_center_automation" }],
  addresses: ["addresses", { address: "aws_customerprofiles_domain.rule_based_matching.attribute_types_selector" }],
  admin_groups: ["admin_groups", { admin_group: "aws_quicksight_account_subscription" }],
  admins: ["admins", { admin: "azurerm_key_vault_certificate_issuer" }],
  aggregations: ["aggregations", { aggregation: "azurerm_resource_group_cost_management_view.dataset azurerm_subscription_cost_management_view.dataset" }],
  aliases: ["aliases", { alias: "aws_route53_record" }],
  allowed_audiences: ["allowed_audiences", { allowed_audience: "aws_bedrockagentcore_agent_runtime.authorizer_configuration.custom_jwt_authorizer aws_bedrockagentcore_gateway.authorizer_configuration.custom_jwt_authorizer" }],
  allowed_ip_ranges: ["allowed_ip_range", { allowed_ip_ranges: "azurerm_kusto_cluster" }],
  approvers: ["approvers", { approver: "azurerm_lighthouse_definition.eligible_authorization.just_in_time_access_policy" }],
  attachments: ["attachment", { attachments: "google_compute_interconnect_attachment_group" }],
  attributes: ["attributes", { attribute: "aws_datapipeline_pipeline_definition.parameter_object aws_dynamodb_table aws_lb_ssl_negotiation_policy aws_ssoadmin_instance_access_control_attributes" }],
  audiences: ["audiences", { audience: "aws_apigatewayv2_authorizer.jwt_configuration" }],
  backends: ["backend", { backends: "google_gke_hub_feature.fleet_default_member_config.policycontroller.policy_controller_hub_config.monitoring google_gke_hub_feature_membership.configmanagement.policy_controller.monitoring google_gke_hub_feature_membership.policycontroller.policy_controller_hub_config.monitoring" }],
  block_device_mappings: ["block_device_mapping", { block_device_mappings: "aws_launch_template" }],
  branches: ["branches", { branch: "azurerm_chaos_studio_experiment.steps" }],
  certificates: ["certificate", { certificates: "azurerm_service_fabric_managed_cluster.node_type.vm_secrets google_certificate_manager_certificate_map_entry" }],
  clusters: ["clusters", { cluster: "google_bigtable_instance" }],
  columns: ["columns", { column: "aws_keyspaces_table.schema_definition azurerm_cosmosdb_cassandra_table.schema azurerm_log_analytics_workspace_table_custom_log azurerm_monitor_data_collection_rule.stream_declaration google_bigquery_table.external_data_configuration.bigtable_options.column_family" }],
  commands: ["command", { commands: "azurerm_container_group.container azurerm_container_group.init_container azurerm_spring_cloud_container_deployment" }],
  communities: ["community", { communities: "azurerm_route_filter.rule" }],
  components: ["components", { component: "aws_imagebuilder_container_recipe aws_imagebuilder_image_recipe" }],
  conditions: ["conditions", { condition: "aws_alb_listener_rule aws_backup_selection aws_bedrockagent_flow.definition.node.configuration.condition aws_lakeformation_opt_in aws_lb_listener_rule aws_wafv2_web_acl_logging_configuration.logging_filter.filter azurerm_application_gateway.rewrite_rule_set.rewrite_rule" }],
  configs: ["config", { configs: "google_clouddeploy_custom_target_type.custom_actions.include_skaffold_modules" }],
  configurations: ["configurations", { configuration: "aws_resourcegroups_group" }],
  connections: ["connections", { connection: "aws_bedrockagent_flow.definition" }],
  connectors: ["connector", { connectors: "google_beyondcorp_app_connection" }],
  consumer_accept_lists: ["consumer_accept_lists", { consumer_accept_list: "google_apigee_instance" }],
  container_overrides: ["container_overrides", { container_override: "aws_pipes_pipe.target_parameters.ecs_task_parameters.overrides" }],
  container_registries: ["container_registries", { container_registry: "azurerm_spring_cloud_service" }],
  containers: ["containers", { container: "aws_lightsail_container_service_deployment_version aws_sagemaker_model azurerm_batch_pool.start_task azurerm_container_app_job.template azurerm_container_group" }],
  controls: ["controls", { control: "aws_backup_framework" }],
  create_table_default_permissions: ["create_table_default_permission", { create_table_default_permissions: "aws_lakeformation_data_lake_settings" }],
  credentials: ["credentials", { credential: "azuread_synchronization_secret" }],
  custom_actions: ["custom_action", { custom_actions: "google_clouddeploy_custom_target_type" }],
  custom_bgp_addresses: ["custom_bgp_addresses", { custom_bgp_address: "azurerm_vpn_gateway_connection.vpn_link" }],
  custom_headers: ["custom_header", { custom_headers: "aws_amplify_app" }],
  data_disks: ["data_disk", { data_disks: "azurerm_batch_pool google_workbench_instance.gce_setup" }],
  data_locations: ["data_location", { data_locations: "google_storage_bucket.custom_placement_config" }],
  databases: ["database", { databases: "azurerm_mssql_failover_group" }],
  definitions: ["definition", { definitions: "aws_redshift_snapshot_schedule azurerm_api_management_api_schema" }],
  destination_ports: ["destination_ports", { destination_port: "aws_networkfirewall_rule_group.rule_group.rules_source.stateless_rules_and_custom_actions.stateless_rule.rule_definition.match_attributes" }],
  destinations: ["destinations", { destination: "aws_ecr_replication_configuration.replication_configuration.rule aws_networkfirewall_rule_group.rule_group.rules_source.stateless_rules_and_custom_actions.stateless_rule.rule_definition.match_attributes aws_networkfirewall_tls_inspection_configuration.tls_inspection_configuration.server_certificate_configuration.scope aws_prometheus_query_logging_configuration aws_s3tables_table_bucket_replication.rule aws_s3tables_table_replication.rule azurerm_network_manager_admin_rule google_integration_connectors_connection.destination_config google_integration_connectors_connection.eventing_config.registration_destination_config" }],
  dimensions: ["dimension", { dimensions: "aws_appautoscaling_policy.target_tracking_scaling_policy_configuration.customized_metric_specification aws_appautoscaling_policy.target_tracking_scaling_policy_configuration.customized_metric_specification.metrics.metric_stat.metric aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.customized_capacity_metric_specification.metric_data_queries.metric_stat.metric aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.customized_load_metric_specification.metric_data_queries.metric_stat.metric aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.customized_scaling_metric_specification.metric_data_queries.metric_stat.metric aws_autoscaling_policy.target_tracking_configuration.customized_metric_specification.metrics.metric_stat.metric aws_bedrockagent_knowledge_base.knowledge_base_configuration.vector_knowledge_base_configuration.embedding_model_configuration.bedrock_embedding_model_configuration aws_billing_view.data_filter_expression azurerm_monitor_autoscale_setting.profile.rule.metric_trigger google_vertex_ai_index.metadata.config" }],
  disks: ["disk", { disks: "google_compute_node_template" }],
  dns_servers: ["dns_servers", { dns_server: "azurerm_stack_hci_deployment_setting.scale_unit.infrastructure_network" }],
  domains: ["domains", { domain: "azurerm_cdn_frontdoor_security_policy.security_policies.firewall.association" }],
  email_addresses: ["email_addresses", { email_address: "aws_customerprofiles_domain.rule_based_matching.attribute_types_selector" }],
  enabled_metrics: ["enabled_metrics", { enabled_metric: "azurerm_monitor_diagnostic_setting" }],
  encryptions: ["encryptions", { encryption: "azurerm_automation_account" }],
  endpoints: ["endpoint", { endpoints: "aws_chimesdkvoice_sip_media_application" }],
  entries: ["entry", { entries: "google_chronicle_reference_list" }],
  environments: ["environment", { environments: "azurerm_static_web_app.basic_auth google_apigee_api_product" }],
  event_filters: ["event_filter", { event_filters: "google_cloudfunctions2_function.event_trigger" }],
  event_handlers: ["event_handlers", { event_handler: "azurerm_web_pubsub_hub" }],
  event_types: ["event_types", { event_type: "google_container_cluster.notification_config.pubsub.filter" }],
  examples: ["example", { examples: "aws_bedrock_guardrail.topic_policy_config.topics_config" }],
  excluded_paths: ["excluded_paths", { excluded_path: "azurerm_cosmosdb_sql_container.indexing_policy" }],
  exclusions: ["exclusion", { exclusions: "aws_dlm_lifecycle_policy.policy_details aws_glue_crawler.hudi_target aws_glue_crawler.iceberg_target aws_glue_crawler.jdbc_target aws_glue_crawler.s3_target azurerm_automanage_configuration.antimalware google_logging_billing_account_sink google_logging_folder_sink google_logging_organization_sink google_logging_project_sink" }],
  expressions: ["expression", { expressions: "google_data_loss_prevention_deidentify_template.deidentify_config.record_transformations.field_transformations.condition google_data_loss_prevention_deidentify_template.deidentify_config.record_transformations.record_suppressions.condition google_data_loss_prevention_discovery_config.actions.pub_sub_notification.pubsub_condition" }],
  extensions: ["extension", { extensions: "azurerm_automanage_configuration.antimalware.exclusions azurerm_batch_pool google_network_services_lb_route_extension.extension_chains google_network_services_lb_traffic_extension.extension_chains" }],
  features: ["features", { feature: "azurerm_resource_provider_registration" }],
  fields: ["fields", { field: "aws_datapipeline_pipeline_definition.pipeline_object aws_s3tables_table.metadata.iceberg.schema azurerm_automation_connection_type" }],
  files: ["files", { file: "azurerm_function_app_function" }],
  filters: ["filter", { filters: "aws_bedrockagent_data_source.data_source_configuration.confluence_configuration.crawler_configuration.filter_configuration.pattern_object_filter aws_bedrockagent_data_source.data_source_configuration.salesforce_configuration.crawler_configuration.filter_configuration.pattern_object_filter aws_bedrockagent_data_source.data_source_configuration.share_point_configuration.crawler_configuration.filter_configuration.pattern_object_filter aws_devopsguru_notification_channel aws_prometheus_query_logging_configuration.destination aws_resourceexplorer2_view aws_securityhub_insight azurerm_spring_cloud_gateway_route_config azurerm_spring_cloud_gateway_route_config.route azurerm_storage_management_policy.rule" }],
  gateways: ["gateways", { gateway: "azurerm_api_management_custom_domain" }],
  geo_locations: ["geo_locations", { geo_location: "azurerm_cosmosdb_account" }],
  groups: ["groups", { group: "aws_quicksight_iam_policy_assignment.identities" }],
  guest_accelerators: ["guest_accelerator", { guest_accelerators: "google_compute_reservation.specific_reservation.instance_properties" }],
  header_matches: ["header_matches", { header_match: "google_network_services_edge_cache_service.routing.path_matcher.route_rule.match_rule" }],
  headers: ["headers", { header: "aws_appmesh_gateway_route.spec.http2_route.match aws_appmesh_gateway_route.spec.http_route.match aws_appmesh_route.spec.http2_route.match aws_appmesh_route.spec.http_route.match aws_cloudwatch_event_connection.auth_parameters.invocation_http_parameters aws_cloudwatch_event_connection.auth_parameters.oauth.oauth_http_parameters aws_glue_classifier.csv_classifier aws_iot_topic_rule.error_action.kafka aws_iot_topic_rule.kafka aws_pinpoint_email_template.email_template azurerm_api_management_api_operation.request azurerm_api_management_api_operation.response azurerm_application_insights_standard_web_test.request azurerm_container_app_job.template.container.liveness_probe azurerm_container_app_job.template.container.readiness_probe azurerm_container_app_job.template.container.startup_probe" }],
  http_headers: ["http_headers", { http_header: "aws_iot_topic_rule.error_action.http aws_iot_topic_rule.http" }],
  identities: ["identities", { identity: "aws_eks_capability.configuration.argo_cd.rbac_role_mapping" }],
  ids: ["ids", { id: "aws_securityhub_automation_rule.criteria aws_securityhub_insight.filters" }],
  include_regexes: ["include_regexes", { include_regex: "google_data_loss_prevention_job_trigger.inspect_job.storage_config.cloud_storage_options.file_set.regex_file_set" }],
  included_paths: ["included_path", { included_paths: "azurerm_cosmosdb_gremlin_graph.index_policy" }],
  includes: ["includes", { include: "aws_workspacesweb_session_logger.event_filter" }],
  init_containers: ["init_container", { init_containers: "aws_batch_job_definition.eks_properties.pod_properties" }],
  initialization_actions: ["initialization_action", { initialization_actions: "google_dataproc_workflow_template.placement.managed_cluster.config" }],
  input_parameters: ["input_parameter", { input_parameters: "aws_config_organization_custom_policy_rule aws_config_organization_custom_rule aws_config_organization_managed_rule" }],
  inputs: ["inputs", { input: "aws_bedrockagent_flow.definition.node azurerm_stream_analytics_function_javascript_uda azurerm_stream_analytics_function_javascript_udf" }],
  instance_types: ["instance_types", { instance_type: "aws_batch_compute_environment.compute_resources" }],
  ip_addresses: ["ip_addresses", { ip_address: "aws_route53_resolver_endpoint azurerm_nginx_deployment.frontend_public" }],
  ip_configurations: ["ip_configuration", { ip_configurations: "azurerm_private_dns_resolver_inbound_endpoint" }],
  ip_rules: ["ip_rule", { ip_rules: "azurerm_ai_services.network_acls azurerm_cognitive_account.network_acls azurerm_key_vault.network_acls azurerm_servicebus_namespace.network_rule_set azurerm_storage_account.network_rules azurerm_storage_account_network_rules" }],
  ip_set_descriptors: ["ip_set_descriptor", { ip_set_descriptors: "aws_waf_ipset" }],
  ip_set_references: ["ip_set_references", { ip_set_reference: "aws_networkfirewall_rule_group.rule_group.reference_sets.ip_set_references" }],
  ipv6_cidrs: ["ipv6_cidrs", { ipv6_cidr: "google_edgenetwork_subnet" }],
  items: ["items", { item: "azurerm_network_connection_monitor.endpoint.filter" }],
  keywords: ["keywords", { keyword: "aws_securityhub_insight.filters" }],
  launch_specifications: ["launch_specifications", { launch_specification: "aws_spot_fleet_request" }],
  layer4_configs: ["layer4_configs", { layer4_config: "google_compute_firewall_policy_with_rules.rule.match google_compute_network_firewall_policy_with_rules.rule.match google_compute_region_network_firewall_policy_with_rules.rule.match" }],
  links: ["links", { link: "azurerm_vpn_site" }],
  load_balancers: ["load_balancers", { load_balancer: "aws_ecs_service aws_ecs_task_set" }],
  locations: ["locations", { location: "google_monitoring_slo.basic_sli google_monitoring_slo.windows_based_sli.good_total_ratio_threshold.basic_sli_performance" }],
  log_destination_configs: ["log_destination_config", { log_destination_configs: "aws_wafv2_web_acl_logging_configuration" }],
  logs: ["logs", { log: "azurerm_datadog_monitor_tag_rule" }],
  maintenance_exclusions: ["maintenance_exclusions", { maintenance_exclusion: "google_container_cluster.maintenance_policy" }],
  maintenance_windows: ["maintenance_windows", { maintenance_window: "azurerm_oracle_exadata_infrastructure" }],
  match_rules: ["match_rules", { match_rule: "google_network_services_edge_cache_service.routing.path_matcher.route_rule" }],
  members: ["members", { member: "aws_cleanrooms_collaboration aws_cloudfront_distribution.origin_group" }],
  messages: ["message", { messages: "google_dialogflow_cx_flow.event_handlers.trigger_fulfillment google_dialogflow_cx_flow.knowledge_connector_settings.trigger_fulfillment google_dialogflow_cx_flow.transition_routes.trigger_fulfillment google_dialogflow_cx_page.entry_fulfillment google_dialogflow_cx_page.event_handlers.trigger_fulfillment google_dialogflow_cx_page.form.parameters.fill_behavior.initial_prompt_fulfillment google_dialogflow_cx_page.form.parameters.fill_behavior.reprompt_event_handlers.trigger_fulfillment google_dialogflow_cx_page.knowledge_connector_settings.trigger_fulfillment google_dialogflow_cx_page.transition_routes.trigger_fulfillment" }],
  methods: ["methods", { method: "google_monitoring_slo.basic_sli google_monitoring_slo.windows_based_sli.good_total_ratio_threshold.basic_sli_performance google_storage_bucket.cors" }],
  metric_data_queries: ["metric_data_queries", { metric_data_query: "aws_appautoscaling_policy.predictive_scaling_policy_configuration.metric_specification.customized_capacity_metric_specification aws_appautoscaling_policy.predictive_scaling_policy_configuration.metric_specification.customized_load_metric_specification aws_appautoscaling_policy.predictive_scaling_policy_configuration.metric_specification.customized_scaling_metric_specification" }],
  metrics: ["metrics", { metric: "azurerm_datadog_monitor_tag_rule azurerm_monitor_diagnostic_setting google_compute_autoscaler.autoscaling_policy google_compute_region_autoscaler.autoscaling_policy" }],
  name_servers: ["name_server", { name_servers: "google_clouddomains_registration.dns_settings.custom_dns" }],
  network_interfaces: ["network_interface", { network_interfaces: "aws_launch_template google_cloud_run_v2_job.template.template.vpc_access google_cloud_run_v2_service.template.vpc_access google_cloud_run_v2_worker_pool.template.vpc_access google_workbench_instance.gce_setup" }],
  network_rules: ["network_rules", { network_rule: "azurerm_elastic_san_volume_group" }],
  node_affinities: ["node_affinities", { node_affinity: "google_container_cluster.node_config.sole_tenant_config google_container_cluster.node_pool.node_config.sole_tenant_config google_container_node_pool.node_config.sole_tenant_config" }],
  node_pools: ["node_pools", { node_pool: "google_container_cluster" }],
  node_types: ["node_type", { node_types: "google_migration_center_preference_set.virtual_machine_preferences.sole_tenancy_preferences" }],
  notifications: ["notification", { notifications: "aws_autoscaling_notification aws_elastictranscoder_pipeline azurerm_iothub.file_upload" }],
  options: ["options", { option: "aws_db_option_group" }],
  outputs: ["outputs", { output: "aws_bedrockagent_flow.definition.node aws_kinesisanalyticsv2_application.application_configuration.sql_application_configuration" }],
  overrides: ["overrides", { override: "aws_autoscaling_group.mixed_instances_policy.launch_template aws_ec2_fleet.launch_template_config azurerm_cdn_frontdoor_firewall_policy.managed_rule azurerm_frontdoor_firewall_policy.managed_rule" }],
  parameter_values: ["parameter_values", { parameter_value: "aws_datapipeline_pipeline_definition" }],
  parameters: ["parameters", { parameter: "aws_appconfig_extension aws_ce_cost_category.split_charge_rule aws_config_remediation_configuration aws_db_parameter_group aws_docdb_cluster_parameter_group aws_elasticache_parameter_group aws_fis_experiment_template.action aws_imagebuilder_container_recipe.component aws_imagebuilder_image.workflow aws_imagebuilder_image_pipeline.workflow aws_imagebuilder_image_recipe.component aws_memorydb_parameter_group aws_neptune_cluster_parameter_group aws_neptune_parameter_group aws_rds_cluster_parameter_group aws_redshift_parameter_group aws_securityhub_configuration_policy.configuration_policy.security_controls_configuration.security_control_custom_parameter aws_ssm_maintenance_window_task.task_invocation_parameters.automation_parameters aws_ssm_maintenance_window_task.task_invocation_parameters.run_command_parameters aws_ssmincidents_response_plan.action.ssm_automation azuread_synchronization_job_provision_on_demand azurerm_policy_virtual_machine_configuration_assignment.configuration azurerm_route_map.rule.action azurerm_virtual_machine_run_command" }],
  partition_keys: ["partition_key", { partition_keys: "aws_glue_catalog_table" }],
  patterns: ["patterns", { pattern: "azurerm_spring_cloud_service.config_server_git_setting.repository" }],
  permissions: ["permissions", { permission: "aws_quicksight_data_source azurerm_key_vault_managed_hardware_security_module_role_definition" }],
  phone_numbers: ["phone_numbers", { phone_number: "aws_customerprofiles_domain.rule_based_matching.attribute_types_selector" }],
  placement_constraints: ["placement_constraints", { placement_constraint: "aws_cloudwatch_event_target.ecs_target aws_pipes_pipe.target_parameters.ecs_task_parameters" }],
  pod_tolerations: ["pod_tolerations", { pod_toleration: "google_gke_hub_feature.fleet_default_member_config.policycontroller.policy_controller_hub_config.deployment_configs" }],
  policies: ["policies", { policy: "azurerm_vpn_server_configuration_policy_group" }],
  policy_details: ["policy_detail", { policy_details: "aws_dlm_lifecycle_policy" }],
  port_ranges: ["port_range", { port_ranges: "aws_vpclattice_resource_configuration azurerm_machine_learning_workspace_network_outbound_rule_service_tag" }],
  predicates: ["predicates", { predicate: "aws_wafregional_rate_based_rule aws_wafregional_rule" }],
  principals: ["principals", { principal: "aws_lakeformation_opt_in" }],
  profiles: ["profiles", { profile: "azurerm_monitor_autoscale_setting" }],
  properties: ["properties", { property: "aws_bedrockagentcore_gateway_target.target_configuration.mcp.lambda.tool_schema.inline_payload.input_schema aws_bedrockagentcore_gateway_target.target_configuration.mcp.lambda.tool_schema.inline_payload.output_schema google_apigee_environment.properties google_apigee_organization.properties" }],
  protocols: ["protocols", { protocol: "azurerm_firewall_application_rule_collection.rule" }],
  provisioning_parameters: ["provisioning_parameter", { provisioning_parameters: "aws_servicecatalog_provisioned_product" }],
  psc_configs: ["psc_config", { psc_configs: "google_redis_cluster" }],
  public_keys: ["public_keys", { public_key: "google_network_services_edge_cache_keyset" }],
  query_parameter_matches: ["query_parameter_matches", { query_parameter_match: "google_network_services_edge_cache_service.routing.path_matcher.route_rule.match_rule" }],
  query_parameters: ["query_parameter", { query_parameters: "google_iam_workforce_pool_provider.extra_attributes_oauth2_client google_network_services_http_route.rules.matches" }],
  query_strings: ["query_string", { query_strings: "aws_cloudfront_cache_policy.parameters_in_cache_key_and_forwarded_to_origin.query_strings_config aws_cloudfront_origin_request_policy.query_strings_config azurerm_cdn_frontdoor_route.cache" }],
  queue_configs: ["queue_configs", { queue_config: "aws_connect_quick_connect.quick_connect_config" }],
  queues: ["queues", { queue: "aws_s3_bucket_notification" }],
  radius_servers: ["radius_servers", { radius_server: "azurerm_virtual_network_gateway.vpn_client_configuration" }],
  record_columns: ["record_column", { record_columns: "aws_kinesis_analytics_application.inputs.schema aws_kinesis_analytics_application.reference_data_sources.schema" }],
  records: ["records", { record: "azurerm_dns_caa_record azurerm_dns_mx_record azurerm_dns_srv_record azurerm_dns_txt_record azurerm_private_dns_mx_record azurerm_private_dns_srv_record azurerm_private_dns_txt_record" }],
  regions: ["regions", { region: "aws_s3control_multi_region_access_point.details" }],
  replicas: ["replicas", { replica: "aws_dynamodb_global_table aws_dynamodb_table aws_secretsmanager_secret azurerm_mssql_virtual_machine_availability_group_listener" }],
  repositories: ["repositories", { repository: "azurerm_spring_cloud_configuration_service azurerm_spring_cloud_service.config_server_git_setting" }],
  request_headers_to_adds: ["request_headers_to_add", { request_headers_to_adds: "google_compute_security_policy.rule.header_action google_compute_security_policy_rule.header_action" }],
  resource_ids: ["resource_id", { resource_ids: "azurerm_monitor_activity_log_alert.criteria" }],
  resource_tags: ["resource_tags", { resource_tag: "aws_fis_experiment_template.target" }],
  resource_types: ["resource_types", { resource_type: "aws_inspector2_filter.filter_criteria aws_securityhub_automation_rule.criteria aws_securityhub_insight.filters azurerm_custom_provider" }],
  resources: ["resources", { resource: "aws_globalaccelerator_cross_account_attachment" }],
  roles: ["roles", { role: "azurerm_mongo_cluster_user" }],
  route_rules: ["route_rules", { route_rule: "google_network_services_edge_cache_service.routing.path_matcher" }],
  rules: ["rule", { rules: "aws_chimesdkmediapipelines_media_insights_pipeline_configuration.real_time_alert_configuration aws_networkfirewall_rule_group aws_s3_bucket.replication_configuration aws_waf_web_acl aws_workspaces_ip_group azurerm_application_gateway.waf_configuration.disabled_rule_group azurerm_container_app_job.event_trigger_config.scale azurerm_storage_blob_inventory_policy azurerm_storage_object_replication google_clouddeploy_automation google_clouddeploy_deploy_policy google_compute_region_security_policy google_compute_router_nat google_data_loss_prevention_inspect_template.inspect_config.rule_set google_data_loss_prevention_job_trigger.inspect_job.inspect_config.rule_set google_dataplex_datascan.data_quality_spec google_iam_access_boundary_policy google_iam_deny_policy google_iam_principal_access_boundary_policy.details google_netapp_volume.export_policy google_network_services_grpc_route google_network_services_http_route google_network_services_tcp_route google_network_services_tls_route google_org_policy_policy.dry_run_spec google_org_policy_policy.spec" }],
  sample_utterances: ["sample_utterance", { sample_utterances: "aws_lex_intent aws_lex_intent.slot" }],
  scale_units: ["scale_units", { scale_unit: "azurerm_stack_hci_deployment_setting" }],
  schemas: ["schemas", { schema: "aws_cognito_user_pool" }],
  scopes: ["scopes", { scope: "aws_cognito_resource_server aws_networkfirewall_tls_inspection_configuration.tls_inspection_configuration.server_certificate_configuration azurerm_automation_software_update_configuration.target.azure_query azurerm_spring_cloud_api_portal.sso azurerm_spring_cloud_dev_tool_portal.sso azurerm_spring_cloud_gateway.sso" }],
  secrets: ["secret", { secrets: "google_cloudbuild_bitbucket_server_config" }],
  selectors: ["selectors", { selector: "aws_eks_fargate_profile" }],
  server_certificates: ["server_certificate", { server_certificates: "google_kms_ekm_connection.service_resolvers" }],
  servers: ["servers", { server: "azurerm_vpn_server_configuration.radius" }],
  services: ["services", { service: "aws_ecs_service.service_connect_configuration" }],
  settings: ["settings", { setting: "aws_ecs_cluster aws_elastic_beanstalk_configuration_template aws_elastic_beanstalk_environment" }],
  severities: ["severities", { severity: "aws_inspector2_filter.filter_criteria" }],
  slots: ["slot", { slots: "aws_elasticache_replication_group.node_group_configuration" }],
  source_ports: ["source_ports", { source_port: "aws_networkfirewall_rule_group.rule_group.rules_source.stateless_rules_and_custom_actions.stateless_rule.rule_definition.match_attributes" }],
  sources: ["sources", { source: "aws_lexv2models_slot_type.external_source_setting.grammar_slot_type_setting aws_networkfirewall_rule_group.rule_group.rules_source.stateless_rules_and_custom_actions.stateless_rule.rule_definition.match_attributes aws_networkfirewall_tls_inspection_configuration.tls_inspection_configuration.server_certificate_configuration.scope aws_securitylake_subscriber aws_ssm_patch_baseline aws_ssoadmin_instance_access_control_attributes.attribute.value azurerm_data_factory_data_flow azurerm_data_factory_flowlet_data_flow azurerm_network_manager_admin_rule azurerm_security_center_automation azurerm_sentinel_alert_rule_fusion" }],
  sql_injection_match_tuples: ["sql_injection_match_tuple", { sql_injection_match_tuples: "aws_waf_sql_injection_match_set" }],
  src_secure_tags: ["src_secure_tags", { src_secure_tag: "google_compute_firewall_policy_with_rules.rule.match google_compute_network_firewall_policy_with_rules.rule.match google_compute_region_network_firewall_policy_with_rules.rule.match" }],
  ssl_certificates: ["ssl_certificates", { ssl_certificate: "azurerm_application_gateway" }],
  stages: ["stages", { stage: "aws_codepipeline aws_ssmcontacts_plan" }],
  status_codes: ["status_code", { status_codes: "aws_cloudfront_distribution.origin_group.failover_criteria" }],
  steps: ["steps", { step: "aws_emr_cluster google_cloudbuild_trigger.build" }],
  storage_locations: ["storage_locations", { storage_location: "aws_bedrockagent_knowledge_base.knowledge_base_configuration.vector_knowledge_base_configuration.supplemental_data_storage_configuration" }],
  subnets: ["subnets", { subnet: "azurerm_traffic_manager_azure_endpoint azurerm_traffic_manager_external_endpoint azurerm_traffic_manager_nested_endpoint azurerm_virtual_network" }],
  subnetworks: ["subnetworks", { subnetwork: "google_compute_router_nat" }],
  tags: ["tags", { tag: "aws_autoscaling_group azurerm_consumption_budget_management_group.filter azurerm_consumption_budget_resource_group.filter azurerm_consumption_budget_subscription.filter" }],
  taints: ["taints", { taint: "aws_eks_node_group google_container_cluster.node_config google_container_cluster.node_pool.node_config google_container_node_pool.node_config" }],
  target_groups: ["target_group", { target_groups: "aws_vpclattice_listener.default_action.forward aws_vpclattice_listener_rule.action.forward" }],
  target_secure_tags: ["target_secure_tags", { target_secure_tag: "google_compute_firewall_policy_with_rules.rule google_compute_network_firewall_policy_with_rules.rule google_compute_region_network_firewall_policy_with_rules.rule" }],
  targets: ["targets", { target: "aws_codestarnotifications_notification_rule aws_fis_experiment_template aws_networkflowmonitor_scope aws_ssmcontacts_plan.stage" }],
  topics: ["topics", { topic: "aws_s3_bucket_notification aws_sesv2_contact_list" }],
  transformations: ["transformations", { transformation: "azurerm_data_factory_data_flow azurerm_data_factory_flowlet_data_flow" }],
  transforms: ["transforms", { transform: "aws_alb_listener_rule aws_lb_listener_rule azurerm_frontdoor_rules_engine.rule.match_condition" }],
  triggers: ["triggers", { trigger: "aws_codecommit_trigger" }],
  types: ["types", { type: "aws_securityhub_automation_rule.criteria aws_securityhub_insight.filters" }],
  unique_keys: ["unique_key", { unique_keys: "aws_kinesis_firehose_delivery_stream.iceberg_configuration.destination_table_configuration" }],
  upstreams: ["upstream", { upstreams: "google_beyondcorp_security_gateway_application" }],
  users: ["users", { user: "aws_mq_broker aws_quicksight_iam_policy_assignment.identities" }],
  values: ["values", { value: "aws_lakeformation_opt_in.resource_data.lf_tag aws_securityhub_configuration_policy.configuration_policy.security_controls_configuration.security_control_custom_parameter.parameter.enum_list aws_securityhub_configuration_policy.configuration_policy.security_controls_configuration.security_control_custom_parameter.parameter.int_list aws_securityhub_configuration_policy.configuration_policy.security_controls_configuration.security_control_custom_parameter.parameter.string_list aws_ssoadmin_instance_access_control_attributes.attribute azurerm_frontdoor_rules_engine.rule.match_condition" }],
  variations: ["variation", { variations: "aws_evidently_feature" }],
  versions: ["version", { versions: "azurerm_storage_account.share_properties.smb google_cloudfunctions2_function.service_config.secret_volumes google_cloudfunctions_function.secret_volumes" }],
  virtual_network_rules: ["virtual_network_rule", { virtual_network_rules: "azurerm_ai_services.network_acls azurerm_cognitive_account.network_acls" }],
  volumes: ["volumes", { volume: "aws_ecs_task_definition azurerm_container_app_job.template azurerm_container_group.container azurerm_container_group.init_container azurerm_netapp_volume_group_oracle azurerm_netapp_volume_group_sap_hana" }],
  xss_match_tuples: ["xss_match_tuple", { xss_match_tuples: "aws_waf_xss_match_set" }],
};
