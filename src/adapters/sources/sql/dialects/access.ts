import type { SqlDraft } from "../draft.ts";
import { dataGrant } from "../subject.ts";
import { isNode, listAt, nodeAt, type Node } from "../walk.ts";
import { nameParts } from "./names.ts";

/** Says which rights are given or taken; what they are about is as the statement names it. */
export function readGrant(verb: "create" | "delete", body: Node, draft: SqlDraft): void {
  const grantOption = body["with_grant_option"] === true;
  for (const object of objectsOf(body, draft))
    for (const principal of granteesOf(body, draft)) {
      const everyone = principal === "public";
      const grant = { principal, object, privileges: privilegesOf(body), grantOption, everyone };
      draft.act(verb, dataGrant(grant, draft.setting), object.includes("*") ? ["reach-many"] : []);
    }
}

function objectsOf(body: Node, { setting }: SqlDraft): readonly string[] {
  const lists = Object.values(nodeAt(body, "objects"));
  const names = lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((name) => nameParts(name, setting.dialect).join("."));
  return names.length > 0 ? names : ["roles, or everything"];
}

function granteesOf(body: Node, { setting }: SqlDraft): readonly string[] {
  const names = listAt(body, "grantees").map((item) => {
    const name = nodeAt(item, "name");
    return nameParts(name["ObjectName"], setting.dialect).join(".") || "public";
  });
  return names.length > 0 ? names : ["somebody"];
}

/** Privileges in canonical words; null where they are roles or not known. */
function privilegesOf(body: Node): readonly string[] | null {
  const privileges = nodeAt(body, "privileges");
  if ("All" in privileges) return ["read", "write", "manage"];
  const names = listAt(privileges, "Actions").map((one) => (isNode(one) ? (Object.keys(one)[0] ?? "") : String(one)));
  if (names.length === 0 || names.includes("Role")) return null;
  return [...new Set(names.map((name) => CANONICAL[name] ?? "manage"))];
}

const CANONICAL: Readonly<Record<string, string>> = {
  Select: "read",
  Insert: "write",
  Update: "write",
  Delete: "write",
  Truncate: "write",
  Usage: "write",
};
