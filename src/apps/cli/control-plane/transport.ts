import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { Readable } from "node:stream";
import type { ClientOptions } from "#client";
import type { ServerAddress } from "./server-address.ts";

type Send = NonNullable<ClientOptions["fetch"]>;

/**
 * Puts requests on their way to one control plane, over a connection of their own each: over TLS with the certificates of `ca` where there are any, or over
 * a Unix socket. Follows no redirect. Rejects with a sentence that says what stands in the way.
 */
export function createTransport(server: ServerAddress, ca: readonly string[] | null): Send {
  const way = {
    ...(server.socketPath === null ? {} : { socketPath: server.socketPath }),
    ...(ca === null ? {} : { ca: [...ca] }),
  };
  return (url, init) =>
    new Promise((resolve, reject) => {
      const fail = (cause: unknown): void => reject(new Error(reasonFor(cause, server), { cause }));
      const request = start(url, optionsOf(init, way), (message) => {
        try {
          resolve(toResponse(message));
        } catch (error) {
          message.destroy();
          fail(error);
        }
      });
      request.on("error", fail);
      request.end(init.body);
    });
}

function start(url: URL, options: RequestOptions, answered: (message: IncomingMessage) => void) {
  return url.protocol === "https:" ? httpsRequest(url, options, answered) : httpRequest(url, options, answered);
}

function optionsOf({ method = "GET", headers, signal }: RequestInit, way: RequestOptions): RequestOptions {
  const plain = Object.fromEntries(new Headers(headers));
  return { ...way, method, headers: plain, agent: false, ...(signal ? { signal } : {}) };
}

/** Throws for a status that an answer cannot have. */
function toResponse(message: IncomingMessage): Response {
  const { statusCode = 0 } = message;
  return new Response(Readable.toWeb(message), { status: statusCode });
}

const UNBELIEVED = "nobody who is believed signed its certificate, so name who did with --ca";

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody answers there",
  ECONNRESET: "the connection was ended",
  ENOENT: "there is no such socket",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the name of the host could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the host cannot be reached",
  EACCES: "permission is denied",
  CERT_HAS_EXPIRED: "its certificate is over",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: UNBELIEVED,
  SELF_SIGNED_CERT_IN_CHAIN: UNBELIEVED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNBELIEVED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNBELIEVED,
  EPROTO: "TLS is not spoken there",
  ERR_SSL_WRONG_VERSION_NUMBER: "TLS is not spoken there",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "TLS is not spoken there",
};

function reasonFor(cause: unknown, { shown }: ServerAddress): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return `${reason} (\`${shown}\`)`;
}
