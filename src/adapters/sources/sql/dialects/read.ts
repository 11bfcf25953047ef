import { parse } from "@guanmingchiu/sqlparser-ts";
import { SqlDraft } from "../draft.ts";
import { MAX_STATEMENTS } from "../limits.ts";
import type { SqlReading, SqlSetting } from "../sql.ts";
import { readStatement, type Session } from "./statements.ts";
import { isShallow } from "./shallow.ts";

/** Grammars of the parser, by the names that it has for them. */
export type Grammar = "mysql" | "sqlite" | "bigquery" | "snowflake" | "mssql" | "databricks" | "generic";

/** Reads a text by one of the grammars of many databases; null when it is none, or too deep for the parser. */
export function readDialect(text: string, grammar: Grammar, setting: SqlSetting): SqlReading | null {
  const statements = isShallow(text) ? parsedOf(text, grammar) : null;
  if (statements === null) return null;
  const draft = new SqlDraft(setting);
  const session: Session = { inTransaction: false };
  if (statements.length > MAX_STATEMENTS) draft.unresolved("sql-too-large", "There are more statements than are read");
  for (const statement of statements.slice(0, MAX_STATEMENTS)) readStatement(statement, draft, session);
  return draft.reading();
}

function parsedOf(text: string, grammar: Grammar): readonly unknown[] | null {
  try {
    const parsed: unknown = parse(text, grammar);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
