import { init } from "@guanmingchiu/sqlparser-ts";
import { loadModule } from "libpg-query";
import { readDialect, type Grammar } from "./dialects/read.ts";
import { SqlDraft } from "./draft.ts";
import { MAX_TEXT } from "./limits.ts";
import { readPostgres } from "./postgres/read.ts";
import type { ReadSql, SqlDialect, SqlReading, SqlSetting } from "./sql.ts";

/** Loads the parsers and gives the reader. */
export async function openSql(): Promise<ReadSql> {
  await Promise.all([loadModule(), init()]);
  return readSql;
}

/**
 * Reads statements into typed effects. Total and bounded. What views, rules, triggers, policies and functions of the database do besides is not seen here;
 * a call of a function that is not known to be harmless is `invoke`.
 */
function readSql(text: string, setting: SqlSetting): SqlReading {
  if (text.length > MAX_TEXT) return unread(setting, "sql-too-large", "The text is too long to be read");
  if (text.includes("\0")) return unread(setting, "sql-syntax", "The text holds a zero, behind which databases differ");
  try {
    return agreed(
      readers(setting.dialect).map((read) => read(text, setting)),
      setting,
    );
  } catch {
    return unread(setting, "sql-too-large", "The text is nested too deeply to be read");
  }
}

type Read = (text: string, setting: SqlSetting) => SqlReading | null;

const GRAMMARS: Readonly<Record<Exclude<SqlDialect, "postgresql" | "other">, Grammar>> = {
  mysql: "mysql",
  sqlite: "sqlite",
  bigquery: "bigquery",
  snowflake: "snowflake",
  transactsql: "mssql",
  databricks: "databricks",
};

/** The grammars that a text is read by: its own, or those that differ most where nobody knows whose it is. */
function readers(dialect: SqlDialect): readonly Read[] {
  if (dialect === "postgresql") return [readPostgres];
  return dialect === "other" ? [readPostgres, by("mysql"), by("mssql"), by("generic")] : [by(GRAMMARS[dialect])];
}

function by(grammar: Grammar): Read {
  return (text, setting) => readDialect(text, grammar, setting);
}

/** What any of the grammars found counts; where one of them has no reading, the text is unresolved. */
function agreed(readings: readonly (SqlReading | null)[], setting: SqlSetting): SqlReading {
  const draft = new SqlDraft(setting);
  for (const reading of readings) if (reading !== null) draft.absorb(reading);
  if (readings.includes(null)) draft.unresolved("sql-syntax", "The text is no SQL that is understood here");
  return draft.reading();
}

function unread(setting: SqlSetting, code: string, message: string): SqlReading {
  const draft = new SqlDraft(setting);
  draft.unresolved(code, message);
  return draft.reading();
}
