/** The tables of a log, made where they are missing by one process at a time. What is stored is compressed by nobody: groups are gone in a second. */
export const TABLES: string = `
select pg_advisory_xact_lock(hashtext('writ_log'));
create table if not exists writ_log_size (
  one boolean primary key default true check (one),
  size bigint not null
);
insert into writ_log_size (size) values (0) on conflict do nothing;
create table if not exists writ_log_groups (
  first bigint primary key,
  count integer not null,
  entries bytea not null
);
alter table writ_log_groups alter column entries set storage external;
create table if not exists writ_log_files (
  path text collate "C" primary key,
  bytes bytea not null,
  version bigint not null default 0
);
`;
