import type { NameParts } from "../subject.ts";
import { isNode, listAt, nodeAt, textAt } from "../walk.ts";

/** The name in a `RangeVar`, as far as it is qualified. */
export function relationName(range: unknown): NameParts {
  const parts = ["catalogname", "schemaname", "relname"].map((key) => textAt(range, key) ?? "");
  return parts.filter((part) => part !== "");
}

/** The texts of a list of `String` nodes. */
export function texts(list: readonly unknown[]): NameParts {
  return list.map((item) => textAt(nodeAt(item, "String"), "sval") ?? "");
}

/** What an object of a statement such as `DROP` is called, whatever form it has there. */
export function objectName(object: unknown): NameParts {
  if (!isNode(object)) return [""];
  const single = textAt(nodeAt(object, "String"), "sval");
  if (single !== undefined) return [single];
  if ("RangeVar" in object) return relationName(object["RangeVar"]);
  if ("List" in object) return texts(listAt(object["List"], "items"));
  if ("ObjectWithArgs" in object) return texts(listAt(object["ObjectWithArgs"], "objname"));
  if ("TypeName" in object) return texts(listAt(object["TypeName"], "names"));
  if ("RoleSpec" in object) return [roleName(object["RoleSpec"])];
  return [""];
}

/** The name of a role; what stands for the one who asks, or for everybody, as it is written. */
export function roleName(role: unknown): string {
  const kind = textAt(role, "roletype")?.replace("ROLESPEC_", "").toLowerCase() ?? "";
  return textAt(role, "rolename") ?? kind.replaceAll("_", " ");
}

/** The literal text or number of a constant; null for anything else. */
export function literal(node: unknown): string | null {
  const constant = nodeAt(isNode(node) && "TypeCast" in node ? nodeAt(node["TypeCast"], "arg") : node, "A_Const");
  const text = textAt(nodeAt(constant, "sval"), "sval");
  if (text !== undefined) return text;
  const number = nodeAt(constant, "ival")["ival"];
  return typeof number === "number" ? String(number) : null;
}
