import { readFileSync } from "node:fs";
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { unprovenCaller } from "#core/access";
import type { SessionPorts } from "#points/api";
import { check } from "#points/ext-authz";
import type { Settings } from "../config/settings.ts";
import { removeAbandoned } from "../http/listen.ts";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** What this service is made of. */
export interface ExtAuthzParts {
  readonly settings: ExtAuthzSettings;
  readonly deciding: SessionPorts;
  readonly log: Log;
  readonly metrics: Metrics;
}

export type ExtAuthzSettings = Pick<
  Settings,
  | "host"
  | "tlsCert"
  | "tlsKey"
  | "extAuthzPort"
  | "extAuthzSocket"
  | "extAuthzClientCa"
  | "maxBodyBytes"
  | "shutdownGraceMs"
>;

/** A service that answers. */
export interface ExtAuthz {
  /** Null where it answers on a socket alone. */
  readonly port: number | null;
  close(): Promise<void>;
}

/** An answer is never waited for longer, whatever Envoy would wait. */
const MOST_MS = 2000;

/** Messages are read where they are answered, so that also one that cannot be read is answered with a denial, whatever Envoy makes of errors. */
const SERVICE: ServiceDefinition = {
  check: {
    path: "/envoy.service.auth.v3.Authorization/Check",
    requestStream: false,
    responseStream: false,
    requestSerialize: (bytes: Buffer) => bytes,
    requestDeserialize: (bytes) => bytes,
    responseSerialize: (bytes: Buffer) => bytes,
    responseDeserialize: (bytes) => bytes,
  },
};

/** Starts to answer Envoy's ext_authz over gRPC. Rejects when an address is taken, or a certificate cannot be used. */
export async function serveExtAuthz(parts: ExtAuthzParts): Promise<ExtAuthz> {
  const { host, extAuthzPort, extAuthzSocket, shutdownGraceMs } = parts.settings;
  const server = new Server({
    "grpc.max_receive_message_length": parts.settings.maxBodyBytes,
    "grpc.max_concurrent_streams": 1000,
    "grpc.max_connection_idle_ms": 300_000,
  });
  server.addService(SERVICE, {
    check: (call: ServerUnaryCall<Buffer, Buffer>, send: sendUnaryData<Buffer>) => {
      void answer(parts, call, send);
    },
  });
  const name = host.includes(":") ? `[${host}]` : host;
  const port =
    extAuthzPort === null ? null : await bind(server, `${name}:${extAuthzPort}`, credentialsOf(parts.settings));
  if (extAuthzSocket !== null) await bindSocket(server, extAuthzSocket);
  return { port, close: () => close(server, shutdownGraceMs) };
}

/** On a socket and on this machine alone anybody may ask; beyond it only who has a certificate of the authority that is named. */
function credentialsOf({ tlsCert, tlsKey, extAuthzClientCa }: ExtAuthzSettings): ServerCredentials {
  if (extAuthzClientCa === null || tlsCert === null || tlsKey === null) return ServerCredentials.createInsecure();
  const pair = { cert_chain: readFileSync(tlsCert), private_key: readFileSync(tlsKey) };
  return ServerCredentials.createSsl(readFileSync(extAuthzClientCa), [pair], true);
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}

/** A socket that its owner and group may use. */
async function bindSocket(server: Server, path: string): Promise<void> {
  await removeAbandoned(path);
  const before = process.umask(0o117);
  try {
    await bind(server, `unix:${path}`, ServerCredentials.createInsecure());
  } finally {
    process.umask(before);
  }
}

let count = 0;

async function answer(
  { deciding, log, metrics }: ExtAuthzParts,
  call: ServerUnaryCall<Buffer, Buffer>,
  send: sendUnaryData<Buffer>,
): Promise<void> {
  const started = performance.now();
  const requestId = `ext-authz-${process.pid}-${(count += 1)}`;
  const deadline = Number(call.getDeadline());
  const result = await check(deciding, call.request, {
    caller: unprovenCaller("envoy"),
    requestId,
    withinMs: Math.min(MOST_MS, deadline - Date.now()),
    report: (error) => log.error("ext_authz could not decide", { requestId, ...reported(error) }),
  });
  send(null, Buffer.from(result.bytes));
  metrics.count("ext-authz", result.passes ? 200 : 403, (performance.now() - started) / 1000);
}

function reported(error: unknown): ReturnType<typeof errorFields> {
  return error instanceof Error && error.name === "UnavailableError" ? errorFields(error) : defectFields(error);
}

/** Takes no more, waits for what is under way as long as `graceMs`, and then ends what is left. */
function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
