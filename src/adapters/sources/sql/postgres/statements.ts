import type { SqlDraft } from "../draft.ts";
import { database, relation, serverFile, serverProgram } from "../subject.ts";
import { call } from "../functions/call.ts";
import { isNode, listAt, nodeAt, textAt, Walk, type Node } from "../walk.ts";
import { ACCESS } from "./access.ts";
import { DEFINITIONS } from "./definitions.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { literal, relationName, texts } from "./names.ts";
import { isHarmlessSetting } from "./settings.ts";
import type { ReadStatement, Session } from "./session.ts";

const nothing: ReadStatement = () => {};

/** Statements that are not queries. What is not in here is not read at all, and said to be unresolved. */
export const STATEMENTS: ReadonlyMap<string, ReadStatement> = new Map<string, ReadStatement>([
  ...DEFINITIONS,
  ...ACCESS,
  ["TransactionStmt", readTransaction],
  ["VariableShowStmt", nothing],
  ["VariableSetStmt", readSetting],
  ["ConstraintsSetStmt", nothing],
  ["ClosePortalStmt", nothing],
  ["DeallocateStmt", nothing],
  ["UnlistenStmt", nothing],
  ["ListenStmt", nothing],
  ["NotifyStmt", (_body, draft): void => draft.act("invoke", database(undefined, draft.setting))],
  ["CheckPointStmt", (_body, draft): void => draft.act("invoke", database(undefined, draft.setting), ["elevated"])],
  ["LockStmt", (body, draft): void => lock(body, draft)],
  ["TruncateStmt", readTruncate],
  ["CopyStmt", readCopy],
  ["ExplainStmt", readExplain],
  ["PrepareStmt", readPrepare],
  ["ExecuteStmt", readExecute],
  ["DeclareCursorStmt", readCursor],
  ["FetchStmt", readFetch],
  ["CallStmt", readCallStatement],
  [
    "LoadStmt",
    (body, draft): void =>
      draft.act("invoke", serverProgram(textAt(body, "filename") ?? null, draft.setting), ["elevated"]),
  ],
  ["DoStmt", (_body, draft): void => draft.unresolved("sql-code", "A block of code is not read, and may do anything")],
]);

const ENDS = new Set(["COMMIT", "ROLLBACK", "PREPARE"]);

/** What ends a transaction that this text did not begin ends one of whoever sends it, with the limits that it had. */
function readTransaction(body: Node, draft: SqlDraft, session: Session): void {
  const kind = (textAt(body, "kind") ?? "").replace("TRANS_STMT_", "");
  if (kind === "BEGIN" || kind === "START") session.inTransaction = true;
  if (!ENDS.has(kind)) return;
  if (!session.inTransaction)
    draft.unresolved(
      "sql-transaction",
      "A transaction is ended that was not begun here, and with it what it was held to",
    );
  session.inTransaction = body["chain"] === true;
}

function readSetting(body: Node, draft: SqlDraft): void {
  if (isHarmlessSetting(textAt(body, "name") ?? "")) return;
  draft.unresolved(
    "sql-setting",
    "A setting of the session is changed, and with it what statements mean or are held to",
  );
}

function lock(body: Node, draft: SqlDraft): void {
  for (const item of listAt(body, "relations"))
    draft.act("invoke", relation("Table", relationName(nodeAt(item, "RangeVar")), draft.setting));
}

function readTruncate(body: Node, draft: SqlDraft): void {
  const cascades = textAt(body, "behavior") === "DROP_CASCADE";
  for (const item of listAt(body, "relations"))
    draft.act("delete", relation("Records", relationName(nodeAt(item, "RangeVar")), draft.setting), [
      "irreversible",
      "reach-all",
      ...(cascades ? (["recursive"] as const) : []),
    ]);
}

function readCopy(body: Node, draft: SqlDraft): void {
  const rows = nodeAt(body, "relation");
  const isFrom = body["is_from"] === true;
  if ("relname" in rows) draft.act(isFrom ? "create" : "read", relation("Records", relationName(rows), draft.setting));
  new Walk(draft, EXPRESSIONS).all([body["query"], body["whereClause"]]);
  const file = textAt(body, "filename");
  if (file === undefined) return;
  if (body["is_program"] === true) runProgram(file, draft);
  else draft.act(isFrom ? "read" : "update", serverFile(file, draft.setting), isFrom ? [] : ["forced"]);
}

function runProgram(command: string, draft: SqlDraft): void {
  const [program = ""] = command.trim().split(/\s/u, 1);
  draft.act("invoke", serverProgram(program.slice(0, 256), draft.setting), ["remote"]);
  draft.unresolved("sql-program", "A command line runs on the machine of the database, where it is not read");
}

/** A plan alone runs no statement; the functions that are called may run to make it. */
function readExplain(body: Node, draft: SqlDraft, session: Session): void {
  const inner = draft.beside();
  readInside(body["query"], inner, session);
  const isRun = listAt(body, "options").some(isAnalyze);
  if (isRun) return draft.absorb(inner.reading());
  draft.absorb(inner.reading(), ({ verb }) => verb === "read" || verb === "invoke");
}

function isAnalyze(option: unknown): boolean {
  const named = nodeAt(option, "DefElem");
  const value = textAt(nodeAt(nodeAt(named, "arg"), "String"), "sval") ?? "on";
  return textAt(named, "defname") === "analyze" && !/^(?:off|false)$/i.test(value);
}

function readPrepare(body: Node, draft: SqlDraft, session: Session): void {
  session.prepared.add(textAt(body, "name") ?? "");
  readInside(body["query"], draft, session);
}

function readExecute(body: Node, draft: SqlDraft, session: Session): void {
  if (!session.prepared.has(textAt(body, "name") ?? ""))
    draft.unresolved("sql-prepared", "A statement is run that was prepared elsewhere");
  new Walk(draft, EXPRESSIONS).all(body["params"]);
}

function readCursor(body: Node, draft: SqlDraft, session: Session): void {
  session.cursors.add(textAt(body, "portalname") ?? "");
  readInside(body["query"], draft, session);
}

function readFetch(body: Node, draft: SqlDraft, session: Session): void {
  if (!session.cursors.has(textAt(body, "portalname") ?? ""))
    draft.unresolved("sql-prepared", "Rows are fetched of a query that was begun elsewhere");
}

function readCallStatement(body: Node, draft: SqlDraft): void {
  const routine = nodeAt(body, "funccall");
  call(draft, texts(listAt(routine, "funcname")), listAt(routine, "args").map(literal));
  new Walk(draft, EXPRESSIONS).all(routine["args"]);
}

/** Reads a statement that stands inside another. */
export function readInside(node: unknown, draft: SqlDraft, session: Session): void {
  const [entry] = isNode(node) ? Object.entries(node) : [];
  const read = entry === undefined ? undefined : STATEMENTS.get(entry[0]);
  if (entry !== undefined && read !== undefined) read(isNode(entry[1]) ? entry[1] : {}, draft, session);
  else new Walk(draft, EXPRESSIONS).all(node);
}
