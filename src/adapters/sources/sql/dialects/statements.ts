import type { ReachTrait, Verb } from "#core/model";
import { call } from "../functions/call.ts";
import type { SqlDraft } from "../draft.ts";
import {
  database,
  dataset,
  dataUser,
  otherServer,
  relation,
  schemaObject,
  serverFile,
  type NameParts,
  type Subject,
} from "../subject.ts";
import { isNode, listAt, nodeAt, textAt, Walk, type Node } from "../walk.ts";
import { readGrant } from "./access.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { literal, nameParts } from "./names.ts";

/** What the statements of one text have set up for those after them. */
export interface Session {
  /** Whether a transaction is open that this text began. */
  inTransaction: boolean;
}

type ReadStatement = (body: Node, draft: SqlDraft, session: Session) => void;

const nothing: ReadStatement = () => {};

const STATEMENTS: ReadonlyMap<string, ReadStatement> = new Map<string, ReadStatement>([
  ["StartTransaction", startTransaction],
  ["Commit", endTransaction],
  ["Rollback", endTransaction],
  ["Savepoint", nothing],
  ["ReleaseSavepoint", nothing],
  ["Explain", readExplain],
  ["ExplainTable", onTable("read", "table_name")],
  ["Set", readSetting],
  ["Use", readUse],
  ["Pragma", readPragma],
  ["Declare", readInside],
  ["Print", readInside],
  ["Assert", readInside],
  ["Call", readCall],
  ["Execute", readCall],
  ["Truncate", readTruncate],
  ["Drop", readDrop],
  ["CreateTable", createTable("table")],
  ["CreateView", createTable("view")],
  ["AlterTable", alterTable],
  ["AlterView", onTable("update", "name")],
  ["OptimizeTable", onTable("update", "name")],
  ["Vacuum", onTable("update", "table_name")],
  ["Analyze", onTable("update", "table_name")],
  ["CreateIndex", onObject("create", "index", "name")],
  ["CreateFunction", onObject("create", "function", "name")],
  ["CreateProcedure", onObject("create", "procedure", "name")],
  ["CreateTrigger", onObject("create", "trigger", "name")],
  ["CreateSequence", onObject("create", "sequence", "name")],
  ["CreateStage", onObject("create", "stage", "name")],
  ["CreateExtension", onObject("create", "extension", "name")],
  ["CreateSchema", createSchema],
  ["CreateDatabase", createDatabase],
  [
    "CreateUser",
    (body, draft): void => draft.act("create", dataUser(parts([body["name"]], draft).join("."), draft.setting)),
  ],
  ["CreateRole", createRoles],
  ["Grant", (body, draft): void => readGrant("create", body, draft)],
  ["Revoke", (body, draft): void => readGrant("delete", body, draft)],
  ["Kill", (_body, draft): void => draft.act("invoke", database(undefined, draft.setting), ["elevated"])],
  ["Flush", (_body, draft): void => draft.act("invoke", database(undefined, draft.setting), ["elevated"])],
  ["AttachDatabase", readAttach],
  ["CopyIntoSnowflake", readCopyInto],
  ["ExportData", readExport],
]);

/** Reads one statement of the other grammars. What is not known here is not read at all, and said to be unresolved. */
export function readStatement(node: unknown, draft: SqlDraft, session: Session): void {
  const [tag = "", body] = isNode(node) ? (Object.entries(node)[0] ?? []) : [String(node)];
  const read = STATEMENTS.get(tag);
  if (read !== undefined) read(isNode(body) ? body : {}, draft, session);
  else if (EXPRESSIONS.has(tag)) new Walk(draft, EXPRESSIONS).all(node);
  else if (!tag.startsWith("Show"))
    draft.unresolved("sql-statement", `What the statement \`${tag}\` does is not known`);
}

function startTransaction(body: Node, draft: SqlDraft, session: Session): void {
  const inside = listAt(body, "statements");
  if (inside.length === 0 && body["has_end_keyword"] !== true) session.inTransaction = true;
  for (const statement of inside) readStatement(statement, draft, session);
  if (isNode(body["exception"]) || listAt(body, "exception").length > 0)
    draft.unresolved("sql-code", "A block of code is not read, and may do anything");
}

/** What ends a transaction that this text did not begin ends one of whoever sends it, with the limits that it had. */
function endTransaction(_body: Node, draft: SqlDraft, session: Session): void {
  if (!session.inTransaction)
    draft.unresolved(
      "sql-transaction",
      "A transaction is ended that was not begun here, and with it what it was held to",
    );
  session.inTransaction = false;
}

/** A plan alone runs no statement; the functions that are called may run to make it. */
function readExplain(body: Node, draft: SqlDraft, session: Session): void {
  const inner = draft.beside();
  readStatement(body["statement"], inner, session);
  if (body["analyze"] === true || listAt(body, "options").length > 0) draft.absorb(inner.reading());
  else draft.absorb(inner.reading(), ({ verb }) => verb === "read" || verb === "invoke");
}

/** Variables of the user may be set; every other setting may change what statements mean or are held to. */
function readSetting(body: Node, draft: SqlDraft): void {
  const [variable = ""] = parts(nodeAt(body, "SingleAssignment")["variable"], draft);
  if (!variable.startsWith("@") || variable.startsWith("@@"))
    draft.unresolved(
      "sql-setting",
      "A setting of the session is changed, and with it what statements mean or are held to",
    );
  readInside(body, draft);
}

/** Names behind it are in another database; where that has schemas too, which one they are in is not known. */
function readUse(body: Node, draft: SqlDraft): void {
  const name = parts(body["Object"], draft);
  const { dialect } = draft.setting;
  if (name.length === 1 && dialect === "mysql") draft.use({ schema: name[0] });
  else if (name.length === 1 && dialect === "transactsql") draft.use({ database: name[0], schema: undefined });
  else draft.unresolved("sql-setting", "What names mean, or who runs statements, is changed");
}

const HARMLESS_PRAGMAS = new Set(
  "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list database_list collation_list function_list user_version schema_version page_count page_size encoding compile_options".split(
    " ",
  ),
);

function readPragma(body: Node, draft: SqlDraft): void {
  const name = parts(body["name"], draft).at(-1) ?? "";
  if (!HARMLESS_PRAGMAS.has(name) || body["is_eq"] === true)
    draft.unresolved(
      "sql-setting",
      "A setting of the database is changed, and with it what statements mean or are held to",
    );
}

function readInside(body: Node, draft: SqlDraft): void {
  new Walk(draft, EXPRESSIONS).all(body);
}

function readCall(body: Node, draft: SqlDraft): void {
  const name = parts(body["name"], draft);
  const given = [...listAt(nodeAt(body["args"], "List"), "args"), ...listAt(body, "parameters").map(asArgument)];
  if (name.length === 0 || name.at(-1) === "sp_executesql" || body["immediate"] === true)
    draft.unresolved("sql-runs-text", "A text is run as a statement, and is not read");
  else call(draft, name, given.map(literal));
  readInside({ args: body["args"], parameters: body["parameters"] }, draft);
}

function asArgument(expression: unknown): unknown {
  return { Unnamed: { Expr: expression } };
}

function readTruncate(body: Node, draft: SqlDraft): void {
  for (const target of listAt(body, "table_names")) {
    const name = isNode(target) ? parts(target["name"], draft) : [];
    draft.act("delete", relation("Records", name, draft.setting), ["irreversible", "reach-all"]);
  }
}

const RELATIONS: Readonly<Record<string, string>> = {
  Table: "table",
  View: "view",
  MaterializedView: "materialized-view",
};

function readDrop(body: Node, draft: SqlDraft): void {
  const type = textAt(body, "object_type") ?? "";
  const reach: readonly ReachTrait[] = body["cascade"] === true ? ["recursive", "irreversible"] : ["irreversible"];
  for (const item of listAt(body, "names")) draft.act("delete", dropped(type, parts(item, draft), draft), reach);
}

function dropped(type: string, name: NameParts, draft: SqlDraft): Subject {
  const what = RELATIONS[type];
  if (what !== undefined) return relation("Table", name, draft.setting, what);
  if (type === "Database" && draft.setting.dialect !== "mysql") return database(name.join("."), draft.setting);
  if (type === "Schema" || type === "Database") return dataset(name, draft.setting);
  if (type === "Role" || type === "User") return dataUser(name.join("."), draft.setting);
  return schemaObject(type.toLowerCase(), name, draft.setting);
}

function createTable(what: string): ReadStatement {
  return (body, draft) => {
    const name = parts(body["name"], draft);
    const subject = relation("Table", name, draft.setting, what);
    draft.act("create", subject);
    if (body["or_replace"] === true && what === "table") draft.act("delete", subject, ["irreversible"]);
    const copied = parts(body["clone"] ?? nodeAt(nodeAt(body, "like"), "Plain")["name"], draft);
    if (copied.length > 0) draft.act("read", relation("Records", copied, draft.setting));
    readInside({ query: body["query"], columns: body["columns"] }, draft);
  };
}

function alterTable(body: Node, draft: SqlDraft): void {
  const operations = listAt(body, "operations");
  const loses = operations.some(
    (one) => isNode(one) && Object.keys(one).some((key) => /^(?:Drop|Swap|Exchange)/u.test(key)),
  );
  draft.act("update", relation("Table", parts(body["name"], draft), draft.setting), loses ? ["irreversible"] : []);
  readInside({ operations }, draft);
}

function onTable(verb: Verb, key: string): ReadStatement {
  return (body, draft) => {
    const name = parts(body[key], draft);
    if (name.length > 0) draft.act(verb, relation("Table", name, draft.setting));
    else draft.act(verb, database(undefined, draft.setting), ["reach-all"]);
    readInside({ query: body["query"] }, draft);
  };
}

function onObject(verb: Verb, what: string, key: string): ReadStatement {
  return (body, draft) => {
    const value = body[key];
    draft.act(verb, schemaObject(what, parts(Array.isArray(value) ? value : [value], draft), draft.setting));
  };
}

/** A schema of MySQL is what others call a database there. */
function createSchema(body: Node, draft: SqlDraft): void {
  draft.act("create", dataset(parts(nodeAt(body, "schema_name")["Simple"], draft), draft.setting));
}

function createDatabase(body: Node, draft: SqlDraft): void {
  const name = parts(body["db_name"], draft);
  draft.act("create", dropped("Database", name, draft));
}

function createRoles(body: Node, draft: SqlDraft): void {
  for (const name of listAt(body, "names")) draft.act("create", dataUser(parts(name, draft).join("."), draft.setting));
}

function readAttach(body: Node, draft: SqlDraft): void {
  const file = literal(asArgument(body["database_file_name"]));
  draft.act("update", serverFile(file, draft.setting));
}

/** Rows go to a place outside of the database, or come from one. */
function readCopyInto(body: Node, draft: SqlDraft): void {
  const leaves = body["kind"] === "Location";
  const table = parts(leaves ? body["from_obj"] : body["into"], draft);
  if (table.length > 0) draft.act(leaves ? "read" : "create", relation("Records", table, draft.setting));
  draft.act(leaves ? "update" : "read", otherServer(draft.setting));
  readInside({ query: body["from_query"] }, draft);
}

function readExport(body: Node, draft: SqlDraft): void {
  draft.act("update", otherServer(draft.setting));
  readInside({ query: body["query"] }, draft);
}

function parts(name: unknown, draft: SqlDraft): NameParts {
  return nameParts(name, draft.setting.dialect);
}
