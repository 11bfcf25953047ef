import type { Effect, SourceRef, Unresolved } from "#core/model";

export const SQL_DIALECTS = [
  "postgresql",
  "mysql",
  "sqlite",
  "bigquery",
  "snowflake",
  "transactsql",
  "databricks",
  "other",
] as const;
/** Whose SQL it is; `other` where nobody knows, which is read by several grammars. */
export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** Under what circumstances a text of SQL runs. What is absent is not known. */
export interface SqlSetting {
  readonly dialect: SqlDialect;
  /** The database (the catalog, the project) that names without one are in. */
  readonly database?: string | undefined;
  /** The schema (the dataset) that names without one are in. */
  readonly schema?: string | undefined;
  /** Where the text stands; its effects and what is unresolved are said to be there. */
  readonly source: SourceRef;
}

/** Everything that a text of SQL does, as far as it tells. */
export interface SqlReading {
  readonly effects: readonly Effect[];
  /** Why the effects may not be all. */
  readonly unresolved: readonly Unresolved[];
}

/** Reads a text of SQL into typed effects. Total: what cannot be read is unresolved. */
export type ReadSql = (text: string, setting: SqlSetting) => SqlReading;
