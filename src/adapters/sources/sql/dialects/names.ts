import type { NameParts } from "../subject.ts";
import type { SqlDialect } from "../sql.ts";
import { nodeAt, textAt } from "../walk.ts";

/** Databases where `Orders` and `orders` are two tables. */
const CASE_MATTERS: ReadonlySet<SqlDialect> = new Set(["bigquery", "postgresql"]);

/** The parts of an object name, in lower case where the database does not tell the cases apart or may not. */
export function nameParts(name: unknown, dialect: SqlDialect): NameParts {
  if (!Array.isArray(name)) return [];
  const parts = name.map((part) => textAt(nodeAt(part, "Identifier"), "value") ?? textAt(part, "value") ?? "");
  return CASE_MATTERS.has(dialect) ? parts : parts.map((part) => part.toLowerCase());
}

/** The literal text or number of an expression; null for anything else. */
export function literal(argument: unknown): string | null {
  const expression = nodeAt(nodeAt(argument, "Unnamed"), "Expr");
  const value = nodeAt(nodeAt(expression, "Value"), "value");
  const [text] = Object.values(value);
  if (typeof text === "string") return text;
  return Array.isArray(text) && typeof text[0] === "string" ? text[0] : null;
}
