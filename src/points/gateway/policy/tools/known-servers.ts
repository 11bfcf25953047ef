import type { ArgumentRoles } from "../ports.ts";

const PATH_READ = { path: "file-read" } as const;
const PATH_WRITE = { path: "file-write" } as const;
const SQL = { sql: "sql", query: "sql" } as const;

/** What the arguments of published servers are, by the names of their packages (as of 2026): an operator names the server, since no server is believed about itself. */
export const KNOWN_SERVERS: Readonly<Record<string, ArgumentRoles>> = {
  "@modelcontextprotocol/server-filesystem": {
    read_file: PATH_READ,
    read_text_file: PATH_READ,
    read_media_file: PATH_READ,
    read_multiple_files: { paths: "file-read" },
    list_directory: PATH_READ,
    list_directory_with_sizes: PATH_READ,
    directory_tree: PATH_READ,
    search_files: PATH_READ,
    get_file_info: PATH_READ,
    write_file: PATH_WRITE,
    edit_file: PATH_WRITE,
    create_directory: PATH_WRITE,
    move_file: { source: "file-delete", destination: "file-write" },
  },
  "@modelcontextprotocol/server-postgres": { query: SQL },
  "@bytebase/dbhub": { execute_sql: SQL },
  "mcp-server-fetch": { fetch: { url: "url" } },
};

/** The roles that hold: what the operator says of an argument comes before what is known of the server. */
export function rolesOf(known: string | null, said: ArgumentRoles): ArgumentRoles {
  const base = known !== null && Object.hasOwn(KNOWN_SERVERS, known) ? (KNOWN_SERVERS[known] ?? {}) : {};
  const tools = new Set([...Object.keys(base), ...Object.keys(said)]);
  return Object.fromEntries([...tools].map((tool) => [tool, { ...base[tool], ...said[tool] }]));
}
