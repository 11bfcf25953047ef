import { call, callOrField } from "../functions/call.ts";
import { relation } from "../subject.ts";
import { isNamed, isNode, listAt, nodeAt, textAt, type Node, type Scope, type Visit, type Walk } from "../walk.ts";
import { changeRows, mergeRows } from "./rows.ts";
import { literal, relationName, texts } from "./names.ts";
import { OPERATORS } from "./operators.ts";

/** Reads queries and expressions: which rows are read, which functions are called, and what is changed in the middle of them. */
export const EXPRESSIONS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ["SelectStmt", readSelect],
  ["larg", readBranch],
  ["rarg", readBranch],
  ["InsertStmt", (body, scope, walk): void => changeRows("create", body, inWith(body, scope, walk), walk)],
  ["UpdateStmt", (body, scope, walk): void => changeRows("update", body, inWith(body, scope, walk), walk)],
  ["DeleteStmt", (body, scope, walk): void => changeRows("delete", body, inWith(body, scope, walk), walk)],
  ["MergeStmt", (body, scope, walk): void => mergeRows(body, inWith(body, scope, walk), walk)],
  ["RangeVar", readRelation],
  ["FuncCall", readCall],
  ["A_Indirection", readIndirection],
  ["A_Expr", readOperator],
  ["operName", readOperatorName],
  ["useOp", readOperatorName],
  ["RangeTableSample", readSample],
]);

function readSelect(body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return;
  const inner = inWith(body, scope, walk);
  const into = nodeAt(nodeAt(body, "intoClause"), "rel");
  if ("relname" in into) walk.draft.act("create", relation("Table", relationName(into), walk.draft.setting));
  walk.enterRest(body, inner, ["withClause", "intoClause"]);
}

/** A branch of a `UNION` is a query without a name of its own in the tree; a branch of a join has one. */
function readBranch(body: unknown, scope: Scope | null, walk: Walk): void {
  if (isNode(body) && Object.keys(body).every((key) => /^[a-z]/u.test(key))) readSelect(body, scope, walk);
  else walk.enter(body, scope);
}

/** Has the queries of `WITH` read, each with the names that it can see, and gives the names that the statement can. */
function inWith(body: unknown, outer: Scope | null, walk: Walk): Scope | null {
  const clause = nodeAt(body, "withClause");
  const queries = listAt(clause, "ctes").map((item) => nodeAt(item, "CommonTableExpr"));
  const named = queries.reduce<Scope | null>((scope, query) => nameOf(query, scope), outer);
  let scope = clause["recursive"] === true ? named : outer;
  for (const query of queries) {
    walk.enter(query, scope);
    if (clause["recursive"] !== true) scope = nameOf(query, scope);
  }
  return named;
}

function nameOf(query: Node, outer: Scope | null): Scope {
  return { name: textAt(query, "ctename") ?? "", outer };
}

function readRelation(body: unknown, scope: Scope | null, walk: Walk): void {
  const name = relationName(body);
  if (name.length === 1 && isNamed(name[0] ?? "", scope)) return;
  walk.draft.act("read", relation("Records", name, walk.draft.setting));
}

function readCall(body: unknown, scope: Scope | null, walk: Walk): void {
  call(walk.draft, texts(listAt(body, "funcname")), listAt(body, "args").map(literal));
  if (isNode(body)) walk.enterRest(body, scope, ["funcname"]);
}

function readIndirection(body: unknown, scope: Scope | null, walk: Walk): void {
  for (const step of listAt(body, "indirection")) {
    const name = textAt(nodeAt(step, "String"), "sval");
    if (name !== undefined) callOrField(walk.draft, name);
  }
  walk.enter(body, scope);
}

function readOperator(body: unknown, scope: Scope | null, walk: Walk): void {
  const names = texts(listAt(body, "name"));
  const isOwn = names.length > 1 ? names[0] === "pg_catalog" : isKnown(textAt(body, "kind"), names[0]);
  if (!isOwn)
    walk.draft.unresolved("sql-operator", "An operator is not one of PostgreSQL and calls a function that is not seen");
  walk.enter(body, scope);
}

/** The operator of `= ANY (…)` and of `ORDER BY … USING`. */
function readOperatorName(body: unknown, scope: Scope | null, walk: Walk): void {
  readOperator({ name: body }, scope, walk);
}

/** Of what is written in words, as `BETWEEN` and `LIKE`, the name is one that PostgreSQL gives. */
function isKnown(kind: string | undefined, name: string | undefined): boolean {
  return (kind?.includes("BETWEEN") ?? false) || OPERATORS.has(name ?? "");
}

function readSample(body: unknown, scope: Scope | null, walk: Walk): void {
  const method = texts(listAt(body, "method")).at(-1) ?? "";
  if (method !== "bernoulli" && method !== "system") call(walk.draft, [method], []);
  walk.enter(body, scope);
}
