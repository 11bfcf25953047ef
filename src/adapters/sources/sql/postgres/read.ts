import { parseSync } from "libpg-query";
import { SqlDraft } from "../draft.ts";
import { MAX_STATEMENTS } from "../limits.ts";
import { isNode, listAt } from "../walk.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { readInside, STATEMENTS } from "./statements.ts";
import type { Session } from "./session.ts";
import type { SqlReading, SqlSetting } from "../sql.ts";

/** Reads a text by the grammar of PostgreSQL itself; null when it is none. */
export function readPostgres(text: string, setting: SqlSetting): SqlReading | null {
  const parsed = parsedOf(text);
  if (parsed === null) return null;
  const draft = new SqlDraft(setting);
  const statements = listAt(parsed, "stmts");
  if (statements.length > MAX_STATEMENTS) draft.unresolved("sql-too-large", "There are more statements than are read");
  const session: Session = { prepared: new Set(), cursors: new Set(), inTransaction: false };
  for (const statement of statements.slice(0, MAX_STATEMENTS))
    readStatement(isNode(statement) ? statement["stmt"] : null, draft, session);
  return draft.reading();
}

function parsedOf(text: string): unknown {
  try {
    return parseSync(text);
  } catch {
    return null;
  }
}

function readStatement(node: unknown, draft: SqlDraft, session: Session): void {
  const [tag] = isNode(node) ? Object.keys(node) : [];
  if (tag === undefined) return;
  if (STATEMENTS.has(tag) || EXPRESSIONS.has(tag)) readInside(node, draft, session);
  else draft.unresolved("sql-statement", `What the statement \`${tag}\` does is not known`);
}
