import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import { NoAnswerError } from "#client";
import { addServerFlags, clientOf, readAccess, type Access, type ServerFlags } from "../control-plane/connect.ts";
import { createTransport } from "../control-plane/transport.ts";
import { openPipe } from "../gateway/pipe.ts";
import { serveStdio } from "../gateway/serve-stdio.ts";
import { packageVersion } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";

interface GatewayFlags extends ServerFlags {
  readonly all?: boolean;
}

const EXAMPLES = `
Examples:
  $ claude mcp add shop -- npx writ gateway shop                      # Claude Code, by WRIT_TOKEN at WRIT_SERVER
  $ writ gateway shop --server https://writ.example.com --token-file ~/.writ-token
  $ writ gateway --all --server unix:/run/writ.sock                   # every server: tools are named \`shop__order\`

Standard output holds messages of the protocol only; what people should know is on standard error.

Exit codes:
  0  the client ended
  2  the control plane does not answer, does not know the token or has no such server, or the client breaks the protocol`;

const WAIT_MS = 30_000;

/** Adds `writ gateway`. */
export function addGateway(program: Command): void {
  addServerFlags(program.command("gateway"))
    .summary("lead an MCP client to a server behind the control plane")
    .description(
      "Speaks the Model Context Protocol on standard input and output, and passes everything on to a control plane (`writ up --mcp`), which rules each request.",
    )
    .argument("[server]", "the key of a server in the file of the control plane")
    .option("--all", "all servers, their tools and prompts named `<server>__<name>`")
    .addHelpText("after", EXAMPLES)
    .action(async (server: string | undefined, flags: GatewayFlags) => {
      const access = readAccess(flags);
      const path = pathOf(server, flags.all === true);
      await assertServed(access, path);
      const problem = await serve(access, path);
      if (problem !== null) throw new UsageError(`The gateway was left, for ${problem}`);
    });
}

function pathOf(server: string | undefined, isAll: boolean): string {
  if ((server === undefined) !== isAll)
    throw new UsageError("Either a server is named, or --all", "write `writ gateway shop`, or `writ gateway --all`");
  return server === undefined ? "/mcp" : `/mcp/${encodeURIComponent(server)}`;
}

/** Throws what ends the command where there is nobody to lead to: a client that starts without its servers would notice nothing. */
async function assertServed(access: Access, path: string): Promise<void> {
  await clientOf(access).me();
  const send = createTransport(access.server, access.ca);
  const answer = await send(new URL(path, access.server.url), {
    headers: { authorization: `Bearer ${access.token}` },
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((cause: unknown) => {
    throw new NoAnswerError("no-connection", `No answer came from \`${path}\``, { cause });
  });
  await answer.body?.cancel();
  if (answer.status === 403)
    throw new UsageError("The token may not use servers", "ask an administrator for a token with the role `operator`");
  // A GET outside a session is no request: that it is not allowed tells that there is a server.
  if (answer.status !== 405)
    throw new UsageError(
      `The control plane has nothing at \`${path}\``,
      "the keys of servers are those in the file of `writ up --mcp`",
    );
}

async function serve(access: Access, path: string): Promise<string | null> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.on("SIGTERM", stop).on("SIGINT", stop);
  const open = (write: (line: string) => void) => openPipe({ access, path, version: packageVersion(), write, report });
  const problem = await serveStdio({ input: process.stdin, output: process.stdout }, open, stopping.signal);
  process.off("SIGTERM", stop).off("SIGINT", stop);
  return problem;
}

function report(error: unknown): void {
  const { message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`writ gateway: ${printable(message)}\n`);
}
