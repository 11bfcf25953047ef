import type { IncomingMessage, Server } from "node:http";
import type { TlsOptions } from "node:tls";
import { admissionRoutes, type AdmissionPorts } from "#points/admission";
import { decisionRoutes, type ApiPorts, type Directory, type Route } from "#points/api";
import type { Store } from "#core/store";
import type { CountingCosigner } from "#adapters/witnesses";
import type { Access } from "./access/open-access.ts";
import { RateLimit } from "./access/rate-limit.ts";
import type { BundleParts } from "./bundles/open-bundles.ts";
import type { Settings } from "./config/settings.ts";
import type { Disclosures } from "./disclosures/disclosures.ts";
import type { Recorder } from "./evidence/recorder.ts";
import type { ExtAuthz } from "./ext-authz/serve.ts";
import { countCheckpoints } from "./evidence/witnesses.ts";
import type { AgentParts } from "./governor/open-agents.ts";
import { hostCheck } from "./http/hosts.ts";
import {
  authoritiesOf,
  certificateOf,
  closeServer,
  listenOn,
  listenOnSocket,
  makeServer,
  reloadCertificate,
  urlOf,
} from "./http/listen.ts";
import { createListener, type ListenerPorts } from "./http/request-listener.ts";
import { RouteTable } from "./http/route-table.ts";
import { openHooks } from "./hooks/open-hooks.ts";
import { modelRoute } from "./models/open-models.ts";
import { now } from "./now.ts";
import type { Replay } from "./replay/open-replay.ts";
import { accessRequestRoutes } from "./routes/access-requests.ts";
import { activationRoutes } from "./routes/activations.ts";
import { approvalPages } from "./routes/approval-pages.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { budgetRoute } from "./routes/budgets.ts";
import { bundleRoutes } from "./routes/bundles.ts";
import { disclosureRoutes } from "./routes/disclosures.ts";
import { erasureRoutes } from "./routes/erasures.ts";
import { releaseRoute } from "./routes/release.ts";
import type { ReceiptKeys } from "./receipts/receipt-keys.ts";
import { serviceRoutes } from "./routes/service.ts";
import { submissionRoutes } from "./routes/submissions.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { tokenRoutes } from "./routes/tokens.ts";
import type { Log } from "./telemetry/log.ts";
import { Metrics } from "./telemetry/metrics.ts";
import type { Tracer } from "./telemetry/tracer.ts";
import { admissionPorts } from "./webhook/admission-ports.ts";
import { startWebhook } from "./webhook/webhook.ts";

/** What a server is made of, all of it ready. */
export interface ServerParts extends BundleParts, AgentParts {
  readonly settings: Settings;
  readonly version: string;
  readonly store: Store;
  readonly directory: Directory;
  readonly log: Log;
  readonly tracer: Tracer | null;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly disclosures: Disclosures;
  readonly access: Access;
  readonly replay: Replay;
  readonly receipts: ReceiptKeys;
  /** Null where no witness is asked. */
  readonly cosigner: CountingCosigner | null;
}

/** A server that answers. */
export interface RunningServer {
  /** Where it answers: an address, or `unix:` and the path of its socket. */
  readonly url: string;
  /** The port where Envoy asks, where it does. */
  readonly extAuthzPort: number | null;
  /** Where it answers API servers alone; null where it does not. */
  readonly webhookUrl: string | null;
  /** Reads the certificate again; one that cannot be used is reported, and the last one stays. */
  reloadCertificate(): void;
  /** Takes no more requests, and finishes those under way within the grace. */
  close(): Promise<void>;
}

/** How many requests a second may come from one address without a token that is good. */
const STRANGERS_PER_SECOND = 50;

/** Where a server listens: at the address of its settings and their socket, or at the socket alone. */
export type Reach = "network" | "socket";

/** Starts to answer. Rejects when an address is taken, or a certificate cannot be used; then nothing answers. */
export async function startServer(parts: ServerParts, reach: Reach = "network"): Promise<RunningServer> {
  const { settings, access, log } = parts;
  let isEnding = false;
  const metrics = metricsOf(parts);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    isEnding = true;
    await Promise.all(closers.map((one) => one()));
    metrics.close();
  };
  try {
    const admission = admissionPorts(settings, decidingPorts(parts, "admission"));
    const ports = listenerPorts(parts, admission, metrics, () => isEnding);
    const { server, url } = await (reach === "socket" ? listenLocally : listen)(parts, ports, closers);
    parts.holds.answersAt(url);
    const extAuthz = await openExtAuthz(parts, metrics);
    if (extAuthz !== null) closers.push(() => extAuthz.close());
    const webhook = await startWebhook({ server: parts, listener: ports, admission });
    if (webhook !== null) closers.push(() => webhook.close());
    return {
      url,
      extAuthzPort: extAuthz?.port ?? null,
      webhookUrl: webhook?.url ?? null,
      reloadCertificate: () => {
        access.reload();
        if (server !== null) reloadCertificate(server, () => tlsOf(settings, access), log);
        extAuthz?.reload();
        webhook?.reload();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where it listens now; `server` is what shows the certificate of the settings. */
interface Listening {
  readonly server: Server | null;
  readonly url: string;
}

/** Listens at the address of the settings, and at their socket where they have one. */
async function listen(parts: ServerParts, ports: ListenerPorts, closers: (() => Promise<void>)[]): Promise<Listening> {
  const { settings, access } = parts;
  const { host, tlsCert, shutdownGraceMs } = settings;
  const server = makeServer(settings, createListener(ports, hostCheck(settings)), access.authorities());
  closers.push(() => closeServer(server, shutdownGraceMs));
  const port = await listenOn(server, host, settings.port);
  await listenLocally(parts, ports, closers);
  return { server, url: urlOf(host, port, tlsCert !== null) };
}

/** Listens at the socket of the settings, where they have one. */
async function listenLocally(
  { settings: { socket, shutdownGraceMs } }: ServerParts,
  ports: ListenerPorts,
  closers: (() => Promise<void>)[],
): Promise<Listening> {
  if (socket !== null) {
    const local = makeServer(
      { tlsCert: null, tlsKey: null },
      createListener(ports, () => true),
      [],
    );
    closers.push(() => closeServer(local, shutdownGraceMs));
    await listenOnSocket(local, socket);
  }
  return { server: null, url: `unix:${socket ?? ""}` };
}

/** Null where Envoy does not ask; then what would answer it is not even loaded. */
async function openExtAuthz(
  { settings, bundles, recorder, replay, log }: ServerParts,
  metrics: Metrics,
): Promise<ExtAuthz | null> {
  if (settings.extAuthzPort === null && settings.extAuthzSocket === null) return null;
  const { serveExtAuthz } = await import("./ext-authz/serve.ts");
  const deciding = { active: () => bundles.current, now, record: recorder?.record ?? null, heard: replay.heard };
  return await serveExtAuthz({ settings, deciding, log, metrics });
}

function metricsOf({ bundles, tracer, replay, recorder, cosigner }: ServerParts): Metrics {
  const metrics = new Metrics();
  metrics.gauge("writ_bundle_sequence", "The number of the activation that decides", () => bundles.activation.sequence);
  metrics.gauge("writ_store_up", "Whether the store answered last", () => Number(bundles.isFollowing));
  metrics.gauge("writ_spans_dropped", "Spans that no collector took", () => tracer?.dropped ?? 0);
  replay.showIn(metrics);
  metrics.gauge("writ_evidence_waiting", "Records that wait for the log", () => recorder?.spooled.waiting ?? 0);
  metrics.gauge("writ_evidence_dropped", "Records lost since the start", () => recorder?.spooled.dropped ?? 0);
  if (cosigner !== null) countCheckpoints(metrics, cosigner);
  return metrics;
}

function decidingPorts(parts: ServerParts, point: "api" | "admission"): ApiPorts {
  const { bundles, directory, recorder, replay, settings } = parts;
  const record = recorder?.at(settings.evidence[point]) ?? null;
  return { active: () => bundles.current, now, directory, record, heard: replay.heard };
}

function listenerPorts(
  parts: ServerParts,
  admission: AdmissionPorts,
  metrics: Metrics,
  isEnding: () => boolean,
): ListenerPorts {
  const { settings, store, bundles, log, version, tracer, recorder, access, replay, receipts } = parts;
  const { authenticator } = access;
  const { holds, stops } = parts;
  const stopped = stops.stops.refusalOf.bind(stops.stops);
  const deciding = { ...decidingPorts(parts, "api"), requests: holds.evaluations, stopped };
  // A receipt stands on its record, whatever the mode of the point.
  const record = recorder?.record ?? null;
  const submitted = { store, record, receipts, receiptMinutes: settings.receiptMinutes, recorder, clock: Date.now };
  const decisions = [
    ...decisionRoutes(deciding),
    ...accessRequestRoutes(deciding.requests, deciding),
    ...submissionRoutes({ ...deciding, ...submitted }),
  ];
  const tokens = tokenRoutes({ store, authenticator, log, recorder, now: () => new Date() });
  const answered = { store, log, recorder, now: () => new Date() };
  const canLogIn = access.routes.some(({ path }) => path === "/login");
  const approvals = [...approvalRoutes(answered), ...approvalPages({ ...answered, canLogIn })];
  const evidence = [...erasureRoutes({ ...parts, flush: replay.flush }), ...disclosureRoutes(parts)];
  const asked = [
    ...approvals,
    ...parts.stops.routes,
    ...parts.toolsets.routes,
    ...access.routes,
    budgetRoute(parts.budgets, bundles),
    ...evidence,
    ...replay.routes(recorder),
    ...policyRoutes(parts),
  ];
  const others = [
    ...taskRoutes(parts.tasks),
    ...decisions,
    ...openHooks(parts),
    ...parts.gateway.routes,
    ...admissionRoutes(admission),
    ...tokens,
    ...asked,
  ];
  const kept = settings.databaseUrl === null ? "SQLite" : "PostgreSQL";
  const service = serviceRoutes({ version, bundles, metrics, store: kept, isEnding }, others);
  return {
    routes: new RouteTable([...others, ...service]),
    streams: [modelRoute(parts)],
    authenticator,
    limits: {
      maxBodyBytes: settings.maxBodyBytes,
      requests: new RateLimit(settings.maxRequestsPerSecond, performance.now.bind(performance)),
      strangers: new RateLimit(STRANGERS_PER_SECOND, performance.now.bind(performance)),
    },
    log,
    metrics,
    tracer,
    originOf: (request) => originOf(settings, request),
    isEnding,
  };
}

/** What is to decide is uploaded, activated and fetched here. */
function policyRoutes(parts: ServerParts): readonly Route[] {
  const { feed, releases, settings } = parts;
  const follows = feed?.isSigned === true ? settings.source : null;
  return [...bundleRoutes(parts), ...activationRoutes({ ...parts, follows }), releaseRoute(releases)];
}

function originOf({ publicUrl, tlsCert }: Settings, { headers }: IncomingMessage): string {
  return publicUrl ?? `${tlsCert === null ? "http" : "https"}://${headers.host ?? "localhost"}`;
}

/** What the files of the settings hold now. */
function tlsOf({ tlsCert, tlsKey }: Settings, access: Access): TlsOptions {
  return { ...certificateOf(tlsCert ?? "", tlsKey ?? ""), ...authoritiesOf(access.authorities()) };
}
