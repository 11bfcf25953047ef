import { existsSync } from "node:fs";
import { join } from "node:path";

const PACKAGES = join(import.meta.dirname, "../servers/node_modules");

/** What suites say of themselves where what they need was not installed; empty where it was. */
export const NOT_INSTALLED: string = existsSync(join(PACKAGES, "@modelcontextprotocol/server-filesystem"))
  ? ""
  : " (skipped: run `npm ci --prefix test/mcp/servers` first)";

/** The programs that are tried, as the packages name them. */
const PROGRAMS = {
  filesystem: "@modelcontextprotocol/server-filesystem/dist/index.js",
  everything: "@modelcontextprotocol/server-everything/dist/index.js",
  memory: "@modelcontextprotocol/server-memory/dist/index.js",
  postgres: "@modelcontextprotocol/server-postgres/dist/index.js",
  dbhub: "@bytebase/dbhub/dist/index.js",
  inspector: "@modelcontextprotocol/inspector/clients/launcher/build/index.js",
} as const;

/** How a program is started: a command and its words. */
export interface Started {
  readonly command: string;
  readonly args: readonly string[];
}

/** The command line of a package that Node runs. */
export function program(name: keyof typeof PROGRAMS, ...args: readonly string[]): Started {
  return { command: process.execPath, args: [join(PACKAGES, PROGRAMS[name]), ...args] };
}

const KUBERNETES = "kubernetes-mcp-server-linux-amd64";

/** The program of `kubernetes-mcp-server`, which is none of Node's; null where there is none for this machine. */
export const KUBERNETES_PROGRAM: string | null =
  [join(PACKAGES, KUBERNETES, "bin", KUBERNETES)].find(existsSync) ?? null;
