import type { ReachTrait } from "#core/model";
import type { SqlDraft } from "../draft.ts";
import { call } from "../functions/call.ts";
import { otherServer, relation, type NameParts } from "../subject.ts";
import { isNamed, isNode, listAt, nodeAt, textAt, type Node, type Scope, type Visit, type Walk } from "../walk.ts";
import { literal, nameParts } from "./names.ts";
import { reachOf } from "./reach.ts";

type Change = "create" | "update" | "delete";

/** Reads queries and expressions of the other grammars: which rows are read, which functions are called, and what is changed in the middle of them. */
export const EXPRESSIONS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ["with", (): void => {}],
  ["query", readQuery],
  ["subquery", readQuery],
  ["Subquery", readQuery],
  ["Query", readQuery],
  ["source", readQuery],
  ["into", readInto],
  ["Table", readTable],
  ["Function", readFunction],
  ["Insert", inBody("Insert", readInsert)],
  ["Update", inBody("Update", readUpdate)],
  ["Delete", inBody("Delete", readDelete)],
  ["Merge", inBody("Merge", readMerge)],
]);

type ReadChange = (body: Node, scope: Scope | null, walk: Walk) => void;

/** A change behind `WITH` stands under its tag twice. */
function inBody(tag: string, read: ReadChange): Visit {
  return (body, scope, walk) => {
    if (!isNode(body)) return;
    if (tag in body) walk.enter(body, scope);
    else read(body, scope, walk);
  };
}

/** The names that `WITH` gives can be seen in what it stands before, and in the queries behind it. */
function readQuery(body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return walk.enter(body, scope);
  const clause = nodeAt(body, "with");
  const queries = listAt(clause, "cte_tables");
  const named = queries.reduce<Scope | null>((outer, query) => nameOf(query, outer, walk), scope);
  let seen = clause["recursive"] === true ? named : scope;
  for (const query of queries) {
    walk.enter(query, seen);
    if (clause["recursive"] !== true) seen = nameOf(query, seen, walk);
  }
  walk.enterRest(body, named, ["with"]);
}

function nameOf(query: unknown, outer: Scope | null, walk: Walk): Scope {
  const name = nodeAt(nodeAt(query, "alias"), "name");
  return { name: nameParts([name], walk.draft.setting.dialect)[0] ?? "", outer };
}

/** `SELECT … INTO` makes a table; where an insert goes is said with it. */
function readInto(body: unknown, _scope: Scope | null, walk: Walk): void {
  const name = isNode(body) ? nameParts(body["name"], walk.draft.setting.dialect) : [];
  if (name.length > 0) walk.draft.act("create", relation("Table", name, walk.draft.setting));
}

function readTable(body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return;
  const { dialect } = walk.draft.setting;
  const single = [textAt(body, "schema_name"), textAt(body, "table_name")].filter((part) => part !== undefined);
  const name = "name" in body ? nameParts(body["name"], dialect) : single.map((part) => part.toLowerCase());
  if (isNode(body["args"])) call(walk.draft, name, listAt(body["args"], "args").map(literal));
  else if (name.length > 1 || !isNamed(name[0] ?? "", scope)) readRows(name, walk.draft);
  walk.enterRest(body, scope, ["name"]);
}

/** Rows of a table; what is no name of one is said to be unresolved. */
function readRows(name: NameParts, draft: SqlDraft): void {
  draft.act("read", relation("Records", name, draft.setting));
  checkName(name, draft);
}

/** Files and stages stand where tables do, and a fourth part of a name is another server. */
function checkName(name: NameParts, draft: SqlDraft): void {
  const isPlain = name.every((part) => part !== "" && !/[@/\\:*]/u.test(part) && part.length <= 256);
  if (!isPlain && !isVariable(name, draft))
    draft.unresolved("sql-name", "A name is one of a file, of a stage or of several tables");
  if (name.length > 3) {
    draft.act("invoke", otherServer(draft.setting));
    draft.unresolved("sql-other-server", "A table of another server is named");
  }
}

/** A variable that holds rows, in Transact-SQL. */
function isVariable(name: NameParts, { setting }: SqlDraft): boolean {
  return setting.dialect === "transactsql" && name.length === 1 && /^@\w+$/u.test(name[0] ?? "");
}

function readFunction(body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return;
  const given = [...listAt(nodeAt(body["args"], "List"), "args"), ...listAt(body, "args")];
  call(walk.draft, nameParts(body["name"], walk.draft.setting.dialect), given.map(literal));
  walk.enterRest(body, scope, ["name"]);
}

function change(verb: Change, name: NameParts, traits: readonly ReachTrait[], draft: SqlDraft): void {
  draft.act(verb, relation("Records", name, draft.setting), verb === "delete" ? ["irreversible", ...traits] : traits);
  checkName(name, draft);
}

function readInsert(body: Node, scope: Scope | null, walk: Walk): void {
  const { draft } = walk;
  const target = nodeAt(body, "table");
  const name = nameParts(target["TableName"], draft.setting.dialect);
  if (name.length === 0) draft.unresolved("sql-name", "Where rows are put is not a table by its name");
  else change("create", name, [], draft);
  if (name.length > 0 && replaces(body)) change("update", name, [], draft);
  if (body["overwrite"] === true) change("delete", name, ["reach-all"], draft);
  walk.enterRest(body, scope, ["table", "into"]);
}

function replaces(body: Node): boolean {
  return body["replace_into"] === true || body["or"] === "Replace" || isNode(body["on"]);
}

function readUpdate(body: Node, scope: Scope | null, walk: Walk): void {
  const reach = reachOf(body["selection"]);
  for (const name of targets(body["table"], walk)) change("update", name, reach, walk.draft);
  walk.enterRest(body, scope, []);
}

function readDelete(body: Node, scope: Scope | null, walk: Walk): void {
  const reach = reachOf(body["selection"]);
  const from = nodeAt(body, "from");
  const sources = Object.values(from).flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const names = targets(sources, walk);
  if (names.length === 0) walk.draft.unresolved("sql-name", "From where rows are deleted is not a table by its name");
  for (const name of names) change("delete", name, reach, walk.draft);
  walk.enterRest(body, scope, ["tables"]);
}

function readMerge(body: Node, scope: Scope | null, walk: Walk): void {
  for (const clause of listAt(body, "clauses")) {
    const [tag, action] = Object.entries(nodeAt(clause, "action"))[0] ?? [];
    const [verb, reach] = MERGED.get(tag ?? "") ?? ["update", ["reach-many"]];
    for (const name of targets(body["table"], walk)) change(verb, name, reach, walk.draft);
    walk.enter([isNode(clause) ? clause["predicate"] : null, action], scope);
  }
  walk.enterRest(body, scope, ["clauses"]);
}

const MERGED: ReadonlyMap<string, readonly [Change, readonly ReachTrait[]]> = new Map([
  ["Insert", ["create", []]],
  ["Delete", ["delete", ["reach-many"]]],
]);

/** Every table in the list that a change speaks of: which of several joined ones is meant may hang on aliases. */
function targets(node: unknown, walk: Walk): readonly NameParts[] {
  const { dialect } = walk.draft.setting;
  const list = Array.isArray(node) ? node : [node];
  return list.flatMap((item): NameParts[] => {
    const joined = listAt(item, "joins").map((join) => nodeAt(join, "relation"));
    const relations = [isNode(item) && "relation" in item ? nodeAt(item, "relation") : item, ...joined];
    return relations.map((one) => nameParts(nodeAt(one, "Table")["name"], dialect)).filter((name) => name.length > 0);
  });
}
