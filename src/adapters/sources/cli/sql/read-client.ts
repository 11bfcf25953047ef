import type { SqlDialect } from "../../sql/index.ts";
import type { Draft } from "../draft.ts";
import { actOnFile, actOnNamed } from "../files/file.ts";
import type { Call } from "../invoked.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { optionTable, type OptionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";

/** A client of databases: which of its options have statements, files with statements, and the host. */
interface SqlClient {
  readonly dialect: SqlDialect;
  readonly options: OptionTable;
  readonly statements: readonly string[];
  readonly files: readonly string[];
  readonly writes: readonly string[];
  readonly host: string;
  readonly scheme: string;
  /** Whether operands after the first are statements. */
  readonly operands: boolean;
}

const CLIENTS: ReadonlyMap<string, SqlClient> = new Map([
  [
    "psql",
    {
      dialect: "postgresql" as const,
      options: optionTable(
        "command,c= dbname,d= file,f= list,l set,variable,v= version,V no-psqlrc,X single-transaction,1 help,? echo-all,a echo-errors,b echo-queries,e echo-hidden,E log-file,L= no-readline,n output,o= quiet,q single-step,s single-line,S no-align,A csv field-separator,F= html,H pset,P= record-separator,R= tuples-only,t table-attr,T= expanded,x field-separator-zero,z record-separator-zero,0 host,h= port,p= username,U= no-password,w password,W",
      ),
      statements: ["command"],
      files: ["file"],
      writes: ["output", "log-file"],
      host: "host",
      scheme: "postgresql",
      operands: false,
    },
  ],
  [
    "mysql",
    {
      dialect: "mysql" as const,
      options: optionTable(
        "execute,e= host,h= user,u= password,p? port,P= database,D= socket,S= batch,B silent,s verbose,v table,t raw,r skip-column-names,N force,f protocol= ssl-mode= defaults-file= defaults-extra-file= no-defaults init-command= delimiter= pager? tee= vertical,E html,H xml,X compress,C unbuffered,q version,V help,? quick no-auto-rehash,A",
      ),
      statements: ["execute", "init-command"],
      files: ["defaults-file", "defaults-extra-file"],
      writes: ["tee"],
      host: "host",
      scheme: "mysql",
      operands: false,
    },
  ],
  [
    "sqlite3",
    {
      dialect: "sqlite" as const,
      options: optionTable(
        "append ascii bail batch box column cmd= csv deserialize echo header noheader help html init= interactive json line list lookaside= markdown mmap= newline= nullvalue= pagecache= quote readonly safe separator= stats table tabs version vfs= zip nofollow unsafe-testing",
        { oneDash: true },
      ),
      statements: ["cmd"],
      files: ["init"],
      writes: [],
      host: "",
      scheme: "",
      operands: true,
    },
  ],
]);
/** The clients by the names that they are called by. */
export const SQL_CLIENTS: ReadonlyMap<string, SqlClient> = new Map(
  [...CLIENTS, ["mariadb", "mysql"] as const, ["sqlite", "sqlite3"] as const].flatMap(([name, client]) => {
    const known = typeof client === "string" ? CLIENTS.get(client) : client;
    return known === undefined ? [] : [[name, known] as const];
  }),
);
/** Commands of a client that run a program or a file, or write one. */
const ESCAPES =
  /(?:^|[\n;])[ \t\r\f\v]*(?:\\(?:!|copy\b|i\b|ir\b|o\b|g\s*[|\w]|w\b|s\s|setenv|c\b|connect)|\.(?:shell|system|import|output|once|excel|read|load|save|backup|restore|open|log|cd)\b|system\s|source\s|tee\s|\\T|\\P)|\bto\s+program\b|\bfrom\s+program\b/i;

/** Commands of SQLite that only tell what there is. */
const TELLS = /^\s*\.(?:tables|schema|indexes|indices|databases|dbinfo|fullschema)(?:\s+[\w.%"']*)?\s*$/;

/** Reads a client of databases: the statements go to the reader of SQL. */
export function readSqlClient(draft: Draft, call: Call): void {
  const client = SQL_CLIENTS.get(call.program);
  if (client === undefined) return;
  const parsed = parseOptions(call.words, client.options);
  requireUnderstood(draft, call.program, parsed);
  actOnNamed(draft, "read", parsed, client.files);
  actOnNamed(draft, "update", parsed, client.writes);
  if (parsed.has("pager")) draft.unresolved("option-unknown", `\`${call.program}\` runs a program for its output`);
  connect(draft, client, parsed);
  runStatements(draft, call.program, client, parsed);
}

function runStatements(draft: Draft, program: string, client: SqlClient, parsed: ParsedOptions): void {
  const statements = [
    ...client.statements.flatMap((name) => parsed.values(name)),
    ...(client.operands ? parsed.operands.slice(1) : []),
  ];
  for (const { text } of statements) run(draft, program, client, text);
  if (parsed.has("file", "init"))
    draft.unresolved("statements-unknown", `What statements \`${program}\` runs stands in a file`);
  else if (statements.length === 0 && !parsed.has("list", "version", "help"))
    run(draft, program, client, draft.setting.stdin ?? null);
}

function run(draft: Draft, program: string, { dialect }: SqlClient, text: string | null): void {
  if (text === null) return draft.unresolved("statements-unknown", `What statements \`${program}\` runs is not known`);
  if (ESCAPES.test(text))
    draft.unresolved("client-command", `\`${program}\` is told to run or write something outside of the database`);
  else if (dialect === "sqlite" && TELLS.test(text))
    draft.act("read", { kind: "Table", type: "sqlite/table", provider: "sqlite", id: "?", name: "?" }, ["reach-many"]);
  else if (!/^\s*\\[dlz?][\w+]*(?:\s+[\w."*]+)*\s*$/.test(text.slice(0, 500)))
    draft.nest({ kind: "sql", statements: text, dialect });
}

function connect(draft: Draft, { host, scheme, operands }: SqlClient, parsed: ParsedOptions): void {
  const [first] = parsed.operands;
  if (operands) {
    if (first !== undefined && first.text !== ":memory:") actOnFile(draft, "update", first);
    return;
  }
  const address = [parsed.value("dbname"), first].find(
    (word) => word?.text === null || word?.text?.includes("://") === true,
  );
  const name = parsed.value(host) ?? address;
  if (name !== undefined && name.text?.startsWith("/") !== true)
    actOnHost(draft, "invoke", readAddress(name.text, scheme));
}
