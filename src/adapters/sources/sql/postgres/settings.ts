/** Settings of a session that change neither what statements mean, nor who runs them, nor what holds them back. */
const HARMLESS = new Set(
  `
application_name bytea_output client_min_messages constraint_exclusion datestyle deadlock_timeout default_statistics_target effective_cache_size
extra_float_digits from_collapse_limit geqo hash_mem_multiplier idle_in_transaction_session_timeout intervalstyle jit join_collapse_limit lc_messages
lc_monetary lc_numeric lc_time lock_timeout log_min_duration_statement maintenance_work_mem max_parallel_workers max_parallel_workers_per_gather
parallel_setup_cost parallel_tuple_cost plan_cache_mode random_page_cost seq_page_cost statement_timeout temp_buffers timezone work_mem xmloption
`
    .trim()
    .split(/\s+/u),
);

/** Whether a change of a setting can be passed over. Whatever is not known to be harmless is not. */
export function isHarmlessSetting(name: string): boolean {
  const setting = name.toLowerCase();
  return HARMLESS.has(setting) || setting.startsWith("enable_");
}
