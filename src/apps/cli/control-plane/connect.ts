import type { Command } from "commander";
import { WritClient } from "#client";
import { parseServer, type ServerAddress } from "./server-address.ts";
import { readCa } from "./ca-file.ts";
import { readToken } from "./token.ts";
import { createTransport } from "./transport.ts";

/** The flags that say which control plane is asked, and as whom. */
export interface ServerFlags {
  readonly server?: string;
  readonly tokenFile?: string;
  readonly ca?: string;
  readonly allowPlaintext?: boolean;
}

/** What the flags are read beside. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_SERVER = "http://127.0.0.1:7410";
const TIMEOUT_MS = 30_000;

/** Adds the flags of a command that asks a control plane. */
export function addServerFlags(command: Command): Command {
  return command
    .option(
      "--server <url>",
      `the control plane, as https://…, or unix:/path for a socket (default: WRIT_SERVER, then ${DEFAULT_SERVER})`,
    )
    .option("--token-file <file>", "a file with the token, which its owner alone may read (default: WRIT_TOKEN)")
    .option("--ca <file>", "the certificates (PEM) that are believed, in place of the machine's")
    .option("--allow-plaintext", "send the token beyond this machine without TLS, where something else protects it");
}

/** Where a control plane is, and with what it is asked. */
export interface Access {
  readonly server: ServerAddress;
  readonly token: string;
  readonly ca: readonly string[] | null;
}

/** The control plane that the flags, or else the environment, name, and the token for it. Throws a `UsageError` for what cannot be used. */
export function readAccess(flags: ServerFlags, environment: Environment = process.env): Access {
  const text = flags.server ?? environment["WRIT_SERVER"] ?? "";
  const server = parseServer(text === "" ? DEFAULT_SERVER : text, flags.allowPlaintext === true);
  const token = readToken(flags.tokenFile, environment);
  return { server, token, ca: flags.ca === undefined ? null : readCa(flags.ca, server) };
}

/**
 * A client of the control plane that the flags, or else the environment, name. Throws a `UsageError` for what cannot be used.
 *
 * Nothing is asked yet. What a question rejects with may be left to the command line, which tells it in one sentence and ends with 2.
 */
export function connect(flags: ServerFlags, environment: Environment = process.env): WritClient {
  return clientOf(readAccess(flags, environment));
}

/** A client of a control plane. Nothing is asked yet. */
export function clientOf({ server, token, ca }: Access): WritClient {
  return new WritClient({ url: server.url, token, timeoutMs: TIMEOUT_MS, fetch: createTransport(server, ca) });
}
