/** Names whose digits stand apart in Terraform, which no rule tells. */
const WITH_DIGITS_APART: ReadonlyMap<string, string> = new Map([
  ["address1", "address_1"],
  ["address2", "address_2"],
  ["address3", "address_3"],
  ["address4", "address_4"],
  ["addressLine1", "address_line_1"],
  ["addressLine2", "address_line_2"],
  ["addressLine3", "address_line_3"],
  ["aofStorageConnectionString0", "aof_storage_connection_string_0"],
  ["aofStorageConnectionString1", "aof_storage_connection_string_1"],
  ["convert608To708", "convert_608_to_708"],
  ["error404Document", "error_404_document"],
  ["hugepageSize1g", "hugepage_size_1g"],
  ["hugepageSize2m", "hugepage_size_2m"],
  ["immediateDataPurgeOn30DaysEnabled", "immediate_data_purge_on_30_days_enabled"],
  ["instance0BgpPeeringAddress", "instance_0_bgp_peering_address"],
  ["instance1BgpPeeringAddress", "instance_1_bgp_peering_address"],
  ["kerberos5ReadOnlyEnabled", "kerberos_5_read_only_enabled"],
  ["kerberos5ReadWriteEnabled", "kerberos_5_read_write_enabled"],
  ["kerberos5iReadOnlyEnabled", "kerberos_5i_read_only_enabled"],
  ["kerberos5iReadWriteEnabled", "kerberos_5i_read_write_enabled"],
  ["kerberos5pReadOnlyEnabled", "kerberos_5p_read_only_enabled"],
  ["kerberos5pReadWriteEnabled", "kerberos_5p_read_write_enabled"],
  ["layer7DdosDefenseConfig", "layer_7_ddos_defense_config"],
  ["rfc4180", "rfc_4180"],
  ["s3UsEast1RegionalEndpoint", "s3_us_east_1_regional_endpoint"],
  ["saslScram256Auth", "sasl_scram_256_auth"],
  ["saslScram512Auth", "sasl_scram_512_auth"],
  ["serverVersionIs32OrHigher", "server_version_is_32_or_higher"],
  ["source608ChannelNumber", "source_608_channel_number"],
  ["use32BitWorker", "use_32_bit_worker"],
  ["use32BitWorkerProcess", "use_32_bit_worker_process"],
]);

/** The name that Terraform has for a camelCase one; anything else than letters and digits stays as it is. */
export function snakeCase(name: string): string {
  return WITH_DIGITS_APART.get(name) ?? (/^[A-Za-z][A-Za-z0-9]*$/.test(name) ? splitWords(name) : name);
}

function splitWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** A name without what separates its words, by which two spellings of it are told to be one. */
export function squash(name: string): string {
  return name.replaceAll(/[_\-./]/g, "").toLowerCase();
}
