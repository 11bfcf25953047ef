import { readFileSync } from "node:fs";
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { unprovenCaller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { SessionPorts } from "#points/api";
import { check, refuseCheck, type CheckAnswer } from "#points/ext-authz";
import { RateLimit } from "../access/rate-limit.ts";
import type { Settings } from "../config/settings.ts";
import { certificateOf, hostInUrl, removeAbandoned } from "../http/listen.ts";
import { defectFields, errorFields, type Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { MutualTls } from "./mutual-tls.ts";

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
  | "maxRequestsPerSecond"
  | "shutdownGraceMs"
>;

/** A service that answers. */
export interface ExtAuthz {
  /** Null where it answers on a socket alone. */
  readonly port: number | null;
  /** Reads the certificate and the authority again; files that cannot be used are reported, and the last ones stay. */
  reload(): void;
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

/** Starts to answer Envoy's ext_authz over gRPC. Rejects when an address is taken, or a certificate cannot be used; then nothing answers. */
export async function serveExtAuthz(parts: ExtAuthzParts): Promise<ExtAuthz> {
  const { settings, log } = parts;
  const { host, extAuthzPort, extAuthzSocket, shutdownGraceMs } = settings;
  const server = serverOf(parts);
  const credentials = extAuthzPort === null ? null : credentialsOf(settings);
  try {
    const port = credentials === null ? null : await bind(server, `${hostInUrl(host)}:${extAuthzPort}`, credentials);
    if (extAuthzSocket !== null) await bindSocket(server, extAuthzSocket);
    const reload = (): void => (credentials instanceof MutualTls ? credentials.reload(log) : undefined);
    return { port, reload, close: () => close(server, shutdownGraceMs) };
  } catch (error) {
    server.forceShutdown();
    throw error;
  }
}

function serverOf(parts: ExtAuthzParts): Server {
  const { maxBodyBytes, maxRequestsPerSecond } = parts.settings;
  const server = new Server({
    "grpc.max_receive_message_length": maxBodyBytes,
    "grpc.max_concurrent_streams": 1000,
    "grpc.max_connection_idle_ms": 300_000,
  });
  const requests = new RateLimit(maxRequestsPerSecond, performance.now.bind(performance));
  server.addService(SERVICE, {
    check: (call: ServerUnaryCall<Buffer, Buffer>, send: sendUnaryData<Buffer>) => {
      void answer(parts, requests, call).then(({ bytes }) => send(null, Buffer.from(bytes)));
    },
  });
  return server;
}

/** On a socket and on this machine alone anybody may ask; beyond it only who has a certificate of the authority that is named. */
function credentialsOf({ tlsCert, tlsKey, extAuthzClientCa: ca }: ExtAuthzSettings): ServerCredentials {
  if (ca === null || tlsCert === null || tlsKey === null) return ServerCredentials.createInsecure();
  return new MutualTls(() => ({ ...certificateOf(tlsCert, tlsKey), ca: readFileSync(ca) }));
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (cause, port) => {
      if (cause === null) resolve(port);
      else
        reject(
          new UnavailableError("ext-authz-address", `Envoy cannot ask at \`${address}\`: choose another`, { cause }),
        );
    });
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
  requests: RateLimit,
  call: ServerUnaryCall<Buffer, Buffer>,
): Promise<CheckAnswer> {
  const started = performance.now();
  const requestId = `ext-authz-${process.pid}-${(count += 1)}`;
  const checked = requests.take(addressOf(call.getPeer()))
    ? await check(deciding, call.request, {
        caller: unprovenCaller("envoy"),
        requestId,
        withinMs: Math.min(MOST_MS, Number(call.getDeadline()) - Date.now()),
        report: (error) => log.error("ext_authz could not decide", { requestId, ...reported(error) }),
      })
    : TOO_MANY;
  metrics.count("ext-authz", checked.passes ? 200 : 403, (performance.now() - started) / 1000);
  return checked;
}

const TOO_MANY = refuseCheck("too-many-requests", "There were too many requests");

/** Of a peer without its port. */
function addressOf(peer: string): string {
  return peer.replace(/:\d{1,5}$/, "");
}

function reported(error: unknown): ReturnType<typeof errorFields> {
  return error instanceof UnavailableError ? errorFields(error) : defectFields(error);
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
