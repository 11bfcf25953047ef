import { readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { connect, type Socket } from "node:net";
import type { SecureContextOptions, TlsOptions } from "node:tls";
import { problemAnswer } from "#points/api";
import type { Settings } from "../config/settings.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { createListener } from "./request-listener.ts";

type Listener = ReturnType<typeof createListener>;

/** What a client may cost before it has proven anything. */
const OPTIONS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 1000,
  requireHostHeader: true,
  insecureHTTPParser: false,
};
const IDLE_MS = 120_000;
const MOST_CONNECTIONS = 20_000;

/**
 * Makes a server for a listener, over TLS where the settings have a certificate. Throws when that cannot be used. With `authorities` (PEM) it asks whoever
 * connects for a certificate, which nobody has to have.
 */
export function makeServer(
  { tlsCert, tlsKey }: Pick<Settings, "tlsCert" | "tlsKey">,
  listener: Listener,
  authorities: readonly string[],
): Server {
  return tlsCert === null || tlsKey === null
    ? bounded(createServer(OPTIONS, listener))
    : makeSecureServer({ ...certificateOf(tlsCert, tlsKey), ...authoritiesOf(authorities) }, listener);
}

/** Makes a server that speaks TLS alone. Throws when its certificate cannot be used. */
export function makeSecureServer(tls: TlsOptions, listener: Listener): SecureServer {
  return bounded(createSecureServer({ ...OPTIONS, ...tls, minVersion: "TLSv1.2" }, listener));
}

function bounded<S extends Server | SecureServer>(server: S): S {
  server.timeout = IDLE_MS;
  server.maxConnections = MOST_CONNECTIONS;
  server.on("clientError", refuseConnection);
  return server;
}

/** Lets a server show what its files hold now. What cannot be used is reported, and what was shown last stays. */
export function reloadCertificate(server: Server | SecureServer, read: () => TlsOptions, log: Log): void {
  if (!("setSecureContext" in server)) return;
  try {
    server.setSecureContext(read());
    log.info("certificate read again");
  } catch (error) {
    log.error("the certificate cannot be used, the last one stays", errorFields(error));
  }
}

/** What a server asks of the certificates of others. A connection without a good one goes on, since there are other proofs. */
export function authoritiesOf(authorities: readonly string[]): SecureContextOptions & TlsOptions {
  return authorities.length === 0 ? {} : { ca: [...authorities], requestCert: true, rejectUnauthorized: false };
}

/** The files of a certificate as they are now. */
export function certificateOf(tlsCert: string, tlsKey: string): { readonly cert: Buffer; readonly key: Buffer } {
  return { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) };
}

const CODES: Readonly<Record<string, Parameters<typeof problemAnswer>[0]>> = {
  HPE_HEADER_OVERFLOW: "too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "timeout",
};

/** Answers what is no request of HTTP, which the parser of Node takes by the letter, and ends the connection. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket | NodeJS.Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable || !("destroy" in socket)) {
    if ("destroy" in socket) socket.destroy();
    return;
  }
  const { status, contentType, body } = problemAnswer(CODES[error.code ?? ""] ?? "invalid-request");
  socket.end(
    `HTTP/1.1 ${status} ${status}\r\nContent-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** The address of what listens somewhere, with TLS or without. */
export function urlOf(host: string, port: number, isSecure: boolean): string {
  return `${isSecure ? "https" : "http"}://${hostInUrl(host)}:${port}`;
}

/** A host as it stands before a port (RFC 3986, section 3.2.2). */
export function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Listens on a port, and answers the address with the port that it got. Rejects when it is taken. */
export function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: 1024 }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** Listens on a Unix socket that its owner and group may use; one that a process which ended left behind is replaced. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  await removeAbandoned(path);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const before = process.umask(0o117);
    try {
      server.listen(path, () => {
        server.off("error", reject);
        resolve();
      });
    } finally {
      // Node has made the socket by now, or given it up.
      process.umask(before);
    }
  });
}

/** Removes a socket that a process which ended left behind. */
export async function removeAbandoned(path: string): Promise<void> {
  if (await isAbandoned(path)) rmSync(path);
}

function isAbandoned(path: string): Promise<boolean> {
  if (statSync(path, { throwIfNoEntry: false })?.isSocket() !== true) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(false);
    });
    probe.once("error", () => resolve(true));
  });
}

/** Takes no more connections, waits for requests under way as long as `graceMs`, and then ends what is left. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
