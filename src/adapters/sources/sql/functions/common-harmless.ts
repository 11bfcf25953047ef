/** Functions of other databases that change nothing, and have no other name in PostgreSQL. */
export const COMMON_HARMLESS: ReadonlySet<string> = new Set(
  `
any_value approx_count_distinct approx_quantiles approx_top_count array array_agg array_construct array_size array_slice arrayagg cast ceiling changes
char_length charindex choose collation concat concat_ws conv convert_timezone count countif count_big curdate current_date current_time current_timestamp
current_timezone current_warehouse current_role curtime database datalength date date_diff date_format date_from_parts date_parse date_sub date_trunc dateadd
datediff datefromparts datename datepart datetime datetime2fromparts datetime_add datetime_diff datetime_sub datetime_trunc day dayname dayofmonth dayofweek
dayofyear db_id db_name decode div elt equal_null eomonth farm_fingerprint field find_in_set flatten format format_date format_datetime format_timestamp
from_base64 from_days from_unixtime generate_array generate_date_array generate_uuid get_path getdate getutcdate glob greatest group_concat hex hour
ieee_divide if iff ifnull iif initcap instr isdate isjson isnull isnumeric json json_array json_arrayagg json_contains json_each json_extract
json_extract_array json_extract_scalar json_extract_string json_group_array json_group_object json_insert json_keys json_length json_modify
json_object json_objectagg json_patch json_query json_quote json_remove json_replace json_search json_set json_tree json_type json_unquote json_valid
json_value julianday last_day last_insert_rowid lcase least len likelihood likely listagg locate log2 logical_and logical_or make_date makedate maketime md5
microsecond mid minute month monthname newid nullif nullifzero nvl nvl2 object_construct object_agg object_id object_name object_schema_name ord parse_date
parse_json parse_timestamp parsename patindex period_add period_diff printf quarter quote quotename rand randomblob ratio_to_report regexp_contains
regexp_extract regexp_extract_all regexp_substr_all replicate safe_cast safe_divide schema schema_name scope_identity second sha sha1 sha2 sha512 soundex
space split sqlite_version square startswith str_to_date strftime string_split stuff struct substring_index subdate subtime sysdatetime sysdatetimeoffset sysutcdatetime
suser_name suser_sname system_user table_info time_bucket time_diff time_format time_sub time_to_sec time_trunc timeadd timediff timefromparts timestamp
timestamp_add timestamp_diff timestamp_micros timestamp_millis timestamp_seconds timestamp_sub timestamp_trunc timestampadd timestampdiff to_array to_base64
to_boolean to_code_points to_days to_decimal to_double to_hex to_json_string to_object to_seconds to_time to_timestamp_ltz to_timestamp_ntz to_timestamp_tz
to_variant total total_changes try_cast try_convert try_parse try_parse_json try_to_date try_to_number try_to_timestamp typeof ucase unicode unhex unix_date
unix_millis unix_seconds unix_timestamp unixepoch unlikely user user_name utc_date utc_time utc_timestamp uuid uuid_string week weekday weekofyear year yearweek
zeroblob zeroifnull
`
    .trim()
    .split(/\s+/u),
);
