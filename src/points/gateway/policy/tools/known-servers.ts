import type { ArgumentRoles, ServerPolicy, ToolCommands } from "../ports.ts";
import { KUBERNETES_COMMANDS } from "./kubernetes-commands.ts";

/** What is known of a published server: what its arguments are, and which command lines do what its tools do. */
interface KnownServer {
  readonly roles?: ArgumentRoles;
  readonly commands?: ToolCommands;
}

const PATH_READ = { path: "file-read" } as const;
const PATH_WRITE = { path: "file-write" } as const;

/** What is known of published servers, by the names of their packages (as of 2026): an operator names the server, since no server is believed about itself. */
export const KNOWN_SERVERS: Readonly<Record<string, KnownServer>> = {
  "@modelcontextprotocol/server-filesystem": {
    roles: {
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
  },
  "@modelcontextprotocol/server-postgres": { roles: { query: { sql: { as: "sql", dialect: "postgresql" } } } },
  "@bytebase/dbhub": { roles: { execute_sql: { sql: "sql" } } },
  "kubernetes-mcp-server": { commands: KUBERNETES_COMMANDS },
  "mcp-server-fetch": { roles: { fetch: { url: "url" } } },
};

/** What holds of a server: what the operator says of an argument or a tool comes before what is known of the package. */
export function meaningsOf(
  known: string | null,
  said: Pick<ServerPolicy, "roles" | "commands">,
): Pick<ServerPolicy, "roles" | "commands"> {
  const base = known !== null && Object.hasOwn(KNOWN_SERVERS, known) ? KNOWN_SERVERS[known] : undefined;
  const tools = new Set([...Object.keys(base?.roles ?? {}), ...Object.keys(said.roles)]);
  return {
    roles: Object.fromEntries([...tools].map((tool) => [tool, { ...base?.roles?.[tool], ...said.roles[tool] }])),
    commands: { ...base?.commands, ...said.commands },
  };
}
