import type { Command } from "commander";
import { printable } from "#adapters/reporters";
import { NoAnswerError } from "#client";
import { addServerFlags, clientOf, readAccess, type Access, type ServerFlags } from "../control-plane/connect.ts";
import { createTransport } from "../control-plane/transport.ts";
import { addOwnFlags, assertNoOwnFlags, serveHere, type OwnFlags } from "../gateway/here.ts";
import { openPipe } from "../gateway/pipe.ts";
import { serveClientOf } from "../gateway/serve-stdio.ts";
import { packageVersion } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";

interface GatewayFlags extends ServerFlags, OwnFlags {
  readonly all?: boolean;
}

const EXAMPLES = `
Examples:
  $ claude mcp add shop -- npx writ gateway shop                      # Claude Code, by WRIT_TOKEN at WRIT_SERVER
  $ writ gateway shop --server https://writ.example.com --token-file ~/.writ-token
  $ writ gateway --all --server unix:/run/writ.sock                   # every server: tools are named \`shop__order\`
  $ writ gateway shop --config mcp.yaml --policy policies/            # without a control plane: rules by itself
  $ claude mcp add shop -- npx writ gateway shop --config /srv/mcp.yaml --policy /srv/policies --agent claude

With --config it is a control plane for its one client: nothing listens but a Unix socket in its data folder, where people
approve and stop, as in \`writ approvals list --server unix:…/writ.sock\`. The data folder is of one process at a time.

Standard output holds messages of the protocol only; what people should know is on standard error.

Exit codes:
  0  the client ended
  2  the control plane does not answer, does not know the token or has no such server, the configuration, a policy or
     the data folder cannot be used, or the client breaks the protocol`;

const WAIT_MS = 30_000;

/** Adds `writ gateway`. */
export function addGateway(program: Command): void {
  const gateway = addServerFlags(program.command("gateway"))
    .summary("rule what an MCP client requests of a server, here or by a control plane")
    .description(
      "Speaks the Model Context Protocol on standard input and output, and passes everything on to a control plane (`writ up --mcp`), which rules each request; with --config it rules by itself.",
    )
    .argument("[server]", "the key of a server in the file of servers")
    .option("--all", "all servers, their tools and prompts named `<server>__<name>`");
  addOwnFlags(gateway)
    .addHelpText("after", EXAMPLES)
    .action(async (server: string | undefined, flags: GatewayFlags) => {
      const path = pathOf(server, flags.all === true);
      const problem = flags.config === undefined ? await serve(flags, path) : await serveHere(server ?? null, flags);
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

async function serve(flags: GatewayFlags, path: string): Promise<string | null> {
  assertNoOwnFlags(flags);
  const access = readAccess(flags);
  await assertServed(access, path);
  const open = (write: (line: string) => void) => openPipe({ access, path, version: packageVersion(), write, report });
  return await serveClientOf(open);
}

function report(error: unknown): void {
  const { message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`writ gateway: ${printable(message)}\n`);
}
