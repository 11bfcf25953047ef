import type { SqlDraft } from "../draft.ts";
import { database, otherServer, schemaObject, serverFile, serverProgram, type NameParts } from "../subject.ts";
import { COMMON_HARMLESS } from "./common-harmless.ts";
import { POSTGRES_HARMLESS } from "./postgres-harmless.ts";

/** What a function is called with; null for what is not written out. */
export type Arguments = readonly (string | null)[];

type Act = (draft: SqlDraft, given: Arguments, name: string) => void;

/** Schemas that hold what the database itself brings. */
const SYSTEM_SCHEMAS = new Set(["pg_catalog", "information_schema"]);

/**
 * Says what a call does. What a function of the database itself is known to do is said in full; any other call is `invoke` of the function, whose
 * code is not seen here. A function of somebody else that has the name of a harmless one cannot be told from it.
 */
export function call(draft: SqlDraft, parts: NameParts, given: Arguments): void {
  const name = (parts.at(-1) ?? "").toLowerCase();
  const act = actOf(name);
  if (act !== undefined) act(draft, given, name);
  else if (!isHarmless(name, parts, draft)) draft.act("invoke", schemaObject("function", parts, draft.setting));
}

/**
 * Says what `(value).name` does, which is a field or a call of the function of this name: a name that is neither a harmless nor a known function
 * is not resolved.
 */
export function callOrField(draft: SqlDraft, name: string): void {
  const act = actOf(name);
  if (act !== undefined) act(draft, [null], name);
  else if (!isHarmless(name, [name], draft))
    draft.unresolved(
      "sql-field-or-function",
      "A value with a name behind it is a field or a call of a function of that name",
    );
}

function isHarmless(name: string, parts: NameParts, { setting }: SqlDraft): boolean {
  if (parts.length > 1 && !SYSTEM_SCHEMAS.has(parts.at(-2) ?? "")) return false;
  if (POSTGRES_HARMLESS.has(name) || (setting.dialect === "postgresql" && name.startsWith("pg_stat_get_"))) return true;
  return setting.dialect !== "postgresql" && COMMON_HARMLESS.has(name);
}

function actOf(name: string): Act | undefined {
  return ACTS.get(name) ?? FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}

const readFile: Act = (draft, [path]) => draft.act("read", serverFile(path ?? null, draft.setting));
const writeFile: Act = (draft, [path]) => draft.act("update", serverFile(path ?? null, draft.setting), ["forced"]);
const runProgram: Act = (draft, [program]) => draft.act("invoke", serverProgram(program ?? null, draft.setting));
const steerServer: Act = (draft) => draft.act("invoke", database(undefined, draft.setting), ["elevated"]);
const useServer: Act = (draft) => draft.act("invoke", database(undefined, draft.setting));
const largeObject: Act = (draft) => draft.act("update", schemaObject("large-object", ["large objects"], draft.setting));
const sequence: Act = (draft, [name]) =>
  draft.act("update", schemaObject("sequence", name == null ? ["a sequence"] : name.split("."), draft.setting));

const runText: Act = (draft, _given, name) =>
  draft.unresolved("sql-runs-text", `\`${name}\` runs a query, or reads tables, that its arguments name`);
const changeSetting: Act = (draft) =>
  draft.unresolved(
    "sql-setting",
    "A setting of the session is changed, and with it what statements mean or are held to",
  );

const askOther: Act = (draft) => {
  draft.act("invoke", otherServer(draft.setting));
  draft.unresolved("sql-other-server", "Statements run on another server, where they are not read");
};

const ACTS: ReadonlyMap<string, Act> = new Map(
  (
    [
      [readFile, "pg_read_file pg_read_binary_file pg_read_file_old pg_stat_file pg_file_read load_file readfile"],
      [writeFile, "pg_file_write pg_file_rename pg_file_unlink pg_file_sync writefile"],
      [runProgram, "load_extension edit xp_cmdshell sys_exec sys_eval"],
      [sequence, "nextval setval"],
      [changeSetting, "set_config"],
      [
        runText,
        "query_to_xml query_to_xmlschema query_to_xml_and_xmlschema cursor_to_xml cursor_to_xmlschema ts_stat ts_rewrite",
      ],
      [runText, "table_to_xml table_to_xmlschema table_to_xml_and_xmlschema schema_to_xml schema_to_xmlschema eval"],
      [
        runText,
        "schema_to_xml_and_xmlschema database_to_xml database_to_xmlschema database_to_xml_and_xmlschema fts3_tokenizer",
      ],
      [
        useServer,
        "pg_sleep pg_sleep_for pg_sleep_until pg_notify sleep benchmark get_lock release_lock release_all_locks",
      ],
      [steerServer, "pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_promote pg_switch_wal"],
      [askOther, "openrowset opendatasource openquery openxml external_query"],
    ] as const
  ).flatMap(([act, names]) => names.split(" ").map((name): [string, Act] => [name, act])),
);

/** Whole families of functions, by how their names begin. */
const FAMILIES: readonly (readonly [RegExp, Act])[] = [
  [/^pg_ls_/u, readFile],
  [/^dblink/u, askOther],
  [/^(?:lo_import)$/u, (draft, given, name): void => (readFile(draft, given, name), largeObject(draft, given, name))],
  [/^(?:lo_export)$/u, (draft, given, name): void => writeFile(draft, given.slice(1), name)],
  [/^(?:lo_|lowrite$|loread$)/u, largeObject],
  [/^pg_(?:try_)?advisory_/u, useServer],
  [
    /^pg_(?:backup|create|drop|copy|log|logical|replication|wal_replay|import|stat_reset|stat_clear|stop|nextoid)/u,
    steerServer,
  ],
  [/^binary_upgrade_/u, steerServer],
];
