import type { ReachTrait, Verb } from "#core/model";
import type { SqlDraft } from "../draft.ts";
import { database, dataset, otherServer, relation, schemaObject, type NameParts, type Subject } from "../subject.ts";
import { isNode, listAt, nodeAt, textAt, Walk, type Node } from "../walk.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { objectName, relationName, texts } from "./names.ts";
import type { ReadStatement } from "./session.ts";

/** Objects that hold rows, in the words of the grammar, and what they are called here. */
const RELATIONS: Readonly<Record<string, string>> = {
  OBJECT_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized-view",
  OBJECT_FOREIGN_TABLE: "foreign-table",
};

/** Statements that make, change and drop what a database holds. */
export const DEFINITIONS: readonly (readonly [string, ReadStatement])[] = [
  ["CreateStmt", createTable("relation", "table")],
  [
    "CreateForeignTableStmt",
    (body, draft): void => tableAct("create", nodeAt(nodeAt(body, "base"), "relation"), "foreign-table", draft),
  ],
  ["ViewStmt", createTable("view", "view")],
  ["CreateTableAsStmt", createTableAs],
  ["AlterTableStmt", alterTable],
  ["RefreshMatViewStmt", updateTable("relation", "materialized-view")],
  ["ClusterStmt", updateTable("relation", "table")],
  ["VacuumStmt", vacuum],
  ["ReindexStmt", updateTable("relation", "table")],
  ["DropStmt", drop],
  ["RenameStmt", alterAny],
  ["AlterOwnerStmt", alterAny],
  ["AlterObjectSchemaStmt", alterAny],
  ["AlterObjectDependsStmt", alterAny],
  ["CommentStmt", alterAny],
  ["SecLabelStmt", alterAny],
  ["AlterFunctionStmt", object("update", "function", "func")],
  ["CreateSchemaStmt", createSchema],
  ["CreatedbStmt", databaseAct("create")],
  ["DropdbStmt", databaseAct("delete", ["irreversible", "recursive"])],
  ["AlterDatabaseStmt", databaseAct("update")],
  ["AlterDatabaseSetStmt", databaseAct("update")],
  ["AlterDatabaseRefreshCollStmt", databaseAct("update")],
  ["AlterSystemStmt", databaseAct("update", ["elevated"])],
  ["ImportForeignSchemaStmt", importSchema],
  ...(
    [
      ["CreateFunctionStmt", "create", "function", "funcname"],
      ["CreateTrigStmt", "create", "trigger", "trigname"],
      ["CreateEventTrigStmt", "create", "event-trigger", "trigname"],
      ["AlterEventTrigStmt", "update", "event-trigger", "trigname"],
      ["RuleStmt", "create", "rule", "rulename"],
      ["CreatePolicyStmt", "create", "policy", "policy_name"],
      ["AlterPolicyStmt", "update", "policy", "policy_name"],
      ["IndexStmt", "create", "index", "idxname"],
      ["CreateStatsStmt", "create", "statistics", "defnames"],
      ["CreateSeqStmt", "create", "sequence", "sequence"],
      ["AlterSeqStmt", "update", "sequence", "sequence"],
      ["CreateEnumStmt", "create", "type", "typeName"],
      ["AlterEnumStmt", "update", "type", "typeName"],
      ["CreateRangeStmt", "create", "type", "typeName"],
      ["CompositeTypeStmt", "create", "type", "typevar"],
      ["AlterTypeStmt", "update", "type", "typeName"],
      ["CreateDomainStmt", "create", "type", "domainname"],
      ["AlterDomainStmt", "update", "type", "typeName"],
      ["DefineStmt", "create", "definition", "defnames"],
      ["AlterOperatorStmt", "update", "operator", "opername"],
      ["CreateCastStmt", "create", "cast", "func"],
      ["CreateConversionStmt", "create", "conversion", "conversion_name"],
      ["CreateExtensionStmt", "create", "extension", "extname"],
      ["AlterExtensionStmt", "update", "extension", "extname"],
      ["AlterExtensionContentsStmt", "update", "extension", "extname"],
      ["CreatePLangStmt", "create", "language", "plname"],
      ["CreateFdwStmt", "create", "foreign-data-wrapper", "fdwname"],
      ["AlterFdwStmt", "update", "foreign-data-wrapper", "fdwname"],
      ["CreateForeignServerStmt", "create", "foreign-server", "servername"],
      ["AlterForeignServerStmt", "update", "foreign-server", "servername"],
      ["CreateUserMappingStmt", "create", "user-mapping", "servername"],
      ["AlterUserMappingStmt", "update", "user-mapping", "servername"],
      ["DropUserMappingStmt", "delete", "user-mapping", "servername"],
      ["CreatePublicationStmt", "create", "publication", "pubname"],
      ["AlterPublicationStmt", "update", "publication", "pubname"],
      ["CreateSubscriptionStmt", "create", "subscription", "subname"],
      ["AlterSubscriptionStmt", "update", "subscription", "subname"],
      ["DropSubscriptionStmt", "delete", "subscription", "subname"],
      ["CreateTableSpaceStmt", "create", "tablespace", "tablespacename"],
      ["DropTableSpaceStmt", "delete", "tablespace", "tablespacename"],
      ["CreateTransformStmt", "create", "transform", "lang"],
      ["CreateAmStmt", "create", "access-method", "amname"],
    ] as const
  ).map(([tag, verb, what, key]): [string, ReadStatement] => [tag, object(verb, what, key)]),
];

/** Makes a relation; what it is made from, and the functions that its columns name, are read. */
function createTable(key: string, what: string): ReadStatement {
  return (body, draft) => {
    tableAct("create", nodeAt(body, key), what, draft);
    new Walk(draft, EXPRESSIONS).all({ ...body, [key]: null });
  };
}

function createTableAs(body: Node, draft: SqlDraft): void {
  const what = RELATIONS[textAt(body, "objtype") ?? ""] ?? "table";
  tableAct("create", nodeAt(nodeAt(body, "into"), "rel"), what, draft);
  const query = nodeAt(body, "query");
  if ("ExecuteStmt" in query)
    draft.unresolved("sql-prepared", "A table is made from a statement that was prepared elsewhere");
  new Walk(draft, EXPRESSIONS).all(query);
}

function updateTable(key: string, what: string): ReadStatement {
  return (body, draft) => {
    const target = nodeAt(body, key);
    if ("relname" in target) tableAct("update", target, what, draft);
    else draft.act("update", database(undefined, draft.setting), ["reach-all"]);
  };
}

function vacuum(body: Node, draft: SqlDraft): void {
  const targets = listAt(body, "rels").map((one) => nodeAt(nodeAt(one, "VacuumRelation"), "relation"));
  for (const target of targets) tableAct("update", target, "table", draft);
  if (targets.length === 0) draft.act("update", database(undefined, draft.setting), ["reach-all"]);
}

const LOSES = new Set(["AT_DropColumn", "AT_DetachPartition", "AT_AlterColumnType"]);

function alterTable(body: Node, draft: SqlDraft): void {
  const loses = listAt(body, "cmds").some((one) => LOSES.has(textAt(nodeAt(one, "AlterTableCmd"), "subtype") ?? ""));
  const name = relationName(body["relation"]);
  const kind = RELATIONS[textAt(body, "objtype") ?? ""];
  const subject =
    kind === undefined
      ? schemaObject(objectWord(body, "objtype"), name, draft.setting)
      : relation("Table", name, draft.setting, kind);
  draft.act("update", subject, loses ? ["irreversible"] : []);
  new Walk(draft, EXPRESSIONS).all(body["cmds"]);
}

function drop(body: Node, draft: SqlDraft): void {
  const type = textAt(body, "removeType") ?? "";
  const reach: readonly ReachTrait[] =
    textAt(body, "behavior") === "DROP_CASCADE" ? ["recursive", "irreversible"] : ["irreversible"];
  for (const item of listAt(body, "objects")) draft.act("delete", dropped(type, objectName(item), draft), reach);
}

function dropped(type: string, name: NameParts, draft: SqlDraft): Subject {
  const kind = RELATIONS[type];
  if (kind !== undefined) return relation("Table", name, draft.setting, kind);
  if (type === "OBJECT_SCHEMA") return dataset(name, draft.setting);
  return schemaObject(word(type), name, draft.setting);
}

/** Renames, owners, places, comments: a change of whatever the statement names. */
function alterAny(body: Node, draft: SqlDraft): void {
  const key = ["renameType", "objectType", "objtype"].find((one) => one in body) ?? "objtype";
  const type = textAt(body, key) ?? "";
  const range = nodeAt(body, "relation");
  const name =
    "relname" in range
      ? relationName(range)
      : objectName(body["object"] ?? { String: { sval: textAt(body, "subname") } });
  draft.act("update", dropped(type === "OBJECT_COLUMN" ? "OBJECT_TABLE" : type, name, draft));
}

function object(verb: Verb, what: string, key: string): ReadStatement {
  return (body, draft) => {
    const traits: readonly ReachTrait[] = verb === "delete" ? ["irreversible"] : [];
    draft.act(verb, schemaObject(what, nameOf(body[key]), draft.setting), traits);
    new Walk(draft, EXPRESSIONS).all([body["indexParams"], body["whereClause"], body["tableElts"]]);
  };
}

function nameOf(value: unknown): NameParts {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return texts(value);
  if (!isNode(value)) return [""];
  return "relname" in value ? relationName(value) : texts(listAt(value, "objname"));
}

function createSchema(body: Node, draft: SqlDraft): void {
  draft.act("create", dataset([textAt(body, "schemaname") ?? ""], draft.setting));
  if (listAt(body, "schemaElts").length > 0)
    draft.unresolved("sql-statement", "What is made inside a new schema is not read");
}

function databaseAct(verb: Verb, traits: readonly ReachTrait[] = []): ReadStatement {
  return (body, draft) => draft.act(verb, database(textAt(body, "dbname"), draft.setting), traits);
}

function importSchema(body: Node, draft: SqlDraft): void {
  draft.act("update", dataset([textAt(body, "local_schema") ?? ""], draft.setting), ["reach-many"]);
  draft.act("invoke", otherServer(draft.setting));
}

function tableAct(verb: Verb, range: Node, what: string, draft: SqlDraft): void {
  draft.act(verb, relation("Table", relationName(range), draft.setting, what));
}

function objectWord(body: Node, key: string): string {
  return word(textAt(body, key) ?? "");
}

function word(type: string): string {
  return type.replace("OBJECT_", "").toLowerCase().replaceAll("_", "-");
}
