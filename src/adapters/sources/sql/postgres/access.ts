import type { SqlDraft } from "../draft.ts";
import { dataGrant, dataUser } from "../subject.ts";
import { listAt, nodeAt, textAt, type Node } from "../walk.ts";
import { objectName, roleName } from "./names.ts";
import type { ReadStatement } from "./session.ts";

/** Statements about roles and rights. */
export const ACCESS: readonly (readonly [string, ReadStatement])[] = [
  ["GrantStmt", readGrant],
  ["GrantRoleStmt", readRoles],
  ["AlterDefaultPrivilegesStmt", (body, draft): void => readGrant(nodeAt(body, "action"), draft)],
  ["CreateRoleStmt", (body, draft): void => draft.act("create", dataUser(textAt(body, "role") ?? "", draft.setting))],
  ["AlterRoleStmt", (body, draft): void => draft.act("update", dataUser(roleName(body["role"]), draft.setting))],
  ["AlterRoleSetStmt", (body, draft): void => draft.act("update", dataUser(roleName(body["role"]), draft.setting))],
  ["DropRoleStmt", dropRoles],
  ["DropOwnedStmt", dropOwned],
  ["ReassignOwnedStmt", reassignOwned],
];

function readGrant(body: Node, draft: SqlDraft): void {
  const privileges = listAt(body, "privileges").map((one) => textAt(nodeAt(one, "AccessPriv"), "priv_name") ?? "");
  const everything = textAt(body, "targtype") === "ACL_TARGET_OBJECT" ? [] : (["reach-many"] as const);
  const grant = { privileges: privilegesOf(privileges), grantOption: body["grant_option"] === true };
  for (const object of granted(body))
    for (const { principal, everyone } of grantees(listAt(body, "grantees"))) {
      const subject = dataGrant({ ...grant, principal, object, everyone }, draft.setting);
      draft.act(body["is_grant"] === true ? "create" : "delete", subject, everything);
    }
}

function granted(body: Node): readonly string[] {
  const named = listAt(body, "objects").map((object) => objectName(object).join("."));
  return named.length > 0 ? named : ["what will be made"];
}

function readRoles(body: Node, draft: SqlDraft): void {
  const roles = listAt(body, "granted_roles").map((role) => textAt(nodeAt(role, "AccessPriv"), "priv_name") ?? "");
  const grantOption = JSON.stringify(body["opt"] ?? null).includes('"admin"');
  for (const object of roles)
    for (const { principal, everyone } of grantees(listAt(body, "grantee_roles"))) {
      const subject = dataGrant({ principal, everyone, object, privileges: null, grantOption }, draft.setting);
      draft.act(body["is_grant"] === true ? "create" : "delete", subject);
    }
}

interface Grantee {
  readonly principal: string;
  readonly everyone: boolean;
}

function grantees(list: readonly unknown[]): readonly Grantee[] {
  return list.map((item) => {
    const role = nodeAt(item, "RoleSpec");
    return { principal: roleName(role), everyone: textAt(role, "roletype") === "ROLESPEC_PUBLIC" };
  });
}

const WRITES = new Set(["insert", "update", "delete", "truncate", "usage"]);

/** Privileges in canonical words; without a list all are meant. */
function privilegesOf(names: readonly string[]): readonly string[] {
  if (names.length === 0) return ["read", "write", "manage"];
  return [...new Set(names.map((name) => (name === "select" ? "read" : WRITES.has(name) ? "write" : "manage")))];
}

function dropRoles(body: Node, draft: SqlDraft): void {
  for (const role of listAt(body, "roles"))
    draft.act("delete", dataUser(roleName(nodeAt(role, "RoleSpec")), draft.setting), ["irreversible"]);
}

function dropOwned(body: Node, draft: SqlDraft): void {
  for (const role of listAt(body, "roles")) draft.act("delete", ownedBy(role, draft), ["irreversible", "reach-all"]);
}

function reassignOwned(body: Node, draft: SqlDraft): void {
  for (const role of listAt(body, "roles")) draft.act("update", ownedBy(role, draft), ["reach-all"]);
}

/** Everything that a role owns in the database. */
function ownedBy(role: unknown, draft: SqlDraft): ReturnType<typeof dataUser> {
  const user = dataUser(roleName(nodeAt(role, "RoleSpec")), draft.setting);
  return {
    ...user,
    kind: "SchemaObject",
    properties: { object: "owned", name: user.name, engine: draft.setting.dialect },
  };
}
