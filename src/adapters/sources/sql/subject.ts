import { Unknown, type Value } from "#core/language";
import type { SqlSetting } from "./sql.ts";

/** What a statement acts on; a property that is undefined is none. */
export interface Subject {
  readonly kind: string;
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly properties: Readonly<Record<string, Value | undefined>>;
}

/** A name as a statement writes it, its parts from the outermost to the innermost. */
export type NameParts = readonly string[];

/** The table itself, or its rows, by the name that a statement gives it. */
export function relation(kind: "Table" | "Records", parts: NameParts, setting: SqlSetting, object?: string): Subject {
  const { name, schema, database } = qualified(parts, setting);
  return subject(setting, {
    kind,
    type: object ?? "table",
    path: [database, schema, name],
    properties: {
      name,
      schema: schema ?? untold("schema"),
      database: database ?? untold("database"),
      engine: setting.dialect,
      object: kind === "Table" ? (object ?? "table") : undefined,
    },
  });
}

/** A schema, or what its platform calls a dataset. */
export function dataset(parts: NameParts, setting: SqlSetting): Subject {
  const name = parts.at(-1) ?? "";
  return subject(setting, {
    kind: "Dataset",
    type: "schema",
    path: [parts.at(-2) ?? setting.database, name],
    properties: {},
  });
}

/** A whole database, or the server that it is on where a statement names none. */
export function database(name: string | undefined, setting: SqlSetting): Subject {
  const path = [name ?? setting.database];
  return subject(setting, { kind: "Database", type: "database", path, properties: { engine: setting.dialect } });
}

/** Whatever else a schema or a server holds. */
export function schemaObject(object: string, parts: NameParts, setting: SqlSetting): Subject {
  const { name, schema } = qualified(parts, { ...setting, schema: undefined });
  const properties = { object, name, schema: schema ?? untold("schema"), engine: setting.dialect };
  return subject(setting, { kind: "SchemaObject", type: object, path: [schema, name], properties });
}

/** A role or a user of the database. */
export function dataUser(name: string, setting: SqlSetting): Subject {
  return subject(setting, { kind: "DataUser", type: "role", path: [name], properties: {} });
}

/** A right that is given or taken. */
export function dataGrant(
  grant: {
    principal: string;
    object: string;
    privileges: readonly string[] | null;
    grantOption: boolean;
    everyone: boolean;
  },
  setting: SqlSetting,
): Subject {
  const { principal, object, privileges, grantOption, everyone } = grant;
  return subject(setting, {
    kind: "DataGrant",
    type: "grant",
    path: [object, principal],
    properties: {
      principal,
      object,
      privileges: privileges ?? untold("privileges"),
      grantOption,
      principalKind: everyone ? "everyone" : undefined,
    },
  });
}

/** A file on the machine of the database; null where the statement does not say which. */
export function serverFile(path: string | null, setting: SqlSetting): Subject {
  const properties = { path: path ?? untold("path"), inWorkspace: untold("inWorkspace") };
  return { ...machine(setting, path ?? "file", properties), kind: "File", type: "file" };
}

/** A program that the database starts; null where the statement does not say which. */
export function serverProgram(program: string | null, setting: SqlSetting): Subject {
  const properties = { program: program ?? untold("program"), runsCode: true, elevated: untold("elevated") };
  return { ...machine(setting, program ?? "program", properties), kind: "Command", type: "command" };
}

/** Another server that the database speaks to; which one, a statement seldom says in so many words. */
export function otherServer(setting: SqlSetting): Subject {
  return { ...machine(setting, "server", { name: untold("name") }), kind: "Host", type: "host" };
}

interface Draft {
  readonly kind: string;
  readonly type: string;
  readonly path: readonly (string | undefined)[];
  readonly properties: Subject["properties"];
}

function subject(setting: SqlSetting, { kind, type, path, properties }: Draft): Subject {
  const known = path.filter((part) => part !== undefined);
  return {
    kind,
    type: `${setting.dialect}/${type}`,
    provider: setting.dialect,
    id: known.map(quoted).join("."),
    name: known.at(-1) ?? "",
    scope: known.slice(0, -1).map(quoted).join("."),
    properties,
  };
}

function machine(setting: SqlSetting, id: string, properties: Subject["properties"]): Omit<Subject, "kind" | "type"> {
  return { provider: setting.dialect, id, name: id, scope: "database server", properties };
}

interface Qualified {
  readonly name: string;
  readonly schema: string | undefined;
  readonly database: string | undefined;
}

function qualified(parts: NameParts, setting: SqlSetting): Qualified {
  const name = parts.at(-1) ?? "";
  return {
    name,
    schema: parts.at(-2) ?? (isSystemName(name, setting) ? "pg_catalog" : setting.schema),
    database: parts.at(-3) ?? setting.database,
  };
}

/** PostgreSQL looks into its own catalog before any other schema. */
function isSystemName(name: string, { dialect }: SqlSetting): boolean {
  return dialect === "postgresql" && name.startsWith("pg_");
}

/** A dot in a name is not the end of it. */
function quoted(part: string): string {
  return /[."]/u.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
}

function untold(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}
