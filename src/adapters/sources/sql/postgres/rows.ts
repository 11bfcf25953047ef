import type { ReachTrait } from "#core/model";
import { relation } from "../subject.ts";
import { isNode, listAt, nodeAt, textAt, type Scope, type Walk } from "../walk.ts";
import { relationName } from "./names.ts";
import { reachOf } from "./reach.ts";

/** Says that rows are made, changed or deleted, and has everything read that the statement reads. */
export function changeRows(verb: "create" | "update" | "delete", body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return;
  const rows = relation("Records", relationName(body["relation"]), walk.draft.setting);
  const reach = verb === "create" ? [] : reachOf(body["whereClause"]);
  walk.draft.act(verb, rows, verb === "delete" ? ["irreversible", ...reach] : reach);
  const conflict = nodeAt(body, "onConflictClause");
  if (textAt(conflict, "action") === "ONCONFLICT_UPDATE") walk.draft.act("update", rows);
  walk.enterRest(body, scope, ["withClause", "relation"]);
}

/** Says what each branch of a `MERGE` does to the rows of its target. */
export function mergeRows(body: unknown, scope: Scope | null, walk: Walk): void {
  if (!isNode(body)) return;
  const rows = relation("Records", relationName(body["relation"]), walk.draft.setting);
  for (const clause of listAt(body, "mergeWhenClauses")) {
    const command = textAt(nodeAt(clause, "MergeWhenClause"), "commandType");
    const [verb, ...traits] = MERGED[command ?? ""] ?? [];
    if (verb !== undefined) walk.draft.act(verb, rows, traits);
  }
  walk.enterRest(body, scope, ["withClause", "relation"]);
}

const MERGED: Readonly<Record<string, readonly ["create" | "update" | "delete", ...ReachTrait[]]>> = {
  CMD_INSERT: ["create"],
  CMD_UPDATE: ["update", "reach-many"],
  CMD_DELETE: ["delete", "irreversible", "reach-many"],
};
