import { readFileSync } from "node:fs";
import { createClusterClient } from "#adapters/kubernetes";
import { admissionRoutes, type AdmissionPorts } from "#points/admission";
import { ServingCertificate } from "../certificates/serving-certificate.ts";
import type { Settings } from "../config/settings.ts";
import { certificateOf, closeServer, listenOn, makeSecureServer, reloadCertificate, urlOf } from "../http/listen.ts";
import { createListener, type ListenerPorts } from "../http/request-listener.ts";
import { RouteTable } from "../http/route-table.ts";
import type { ServerParts } from "../start.ts";
import { WebhookAuthenticator } from "./authenticator.ts";
import { Registration } from "./registration.ts";
import { WebhookSecrets } from "./secrets.ts";

/** The webhook's own listener. */
export interface Webhook {
  /** Where it answers. */
  readonly url: string;
  /** Reads a certificate of files again. */
  reload(): void;
  close(): Promise<void>;
}

/** What the webhook shares with the rest of the server. */
export interface WebhookParts {
  readonly server: Pick<ServerParts, "settings" | "store" | "log">;
  readonly listener: ListenerPorts;
  readonly admission: AdmissionPorts;
}

/** An AdmissionReview holds an object twice, and the API server takes some of three mebibytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const SECRET_SUFFIX = "/{secret}";
const PROBES = ["/livez", "/readyz"];

/**
 * Starts to answer API servers, over TLS alone and with nothing else at the address than admission and probes. Null where no port is set for it. Rejects when
 * the address is taken, a file cannot be used, or the store does not answer.
 */
export async function startWebhook(parts: WebhookParts): Promise<Webhook | null> {
  const { settings, store, log } = parts.server;
  if (settings.webhookPort === null) return null;
  const certificate = settings.tlsCert === null ? await startCertificate(parts.server) : null;
  const secrets = takesSecrets(settings) ? new WebhookSecrets(store.settings, Date.now) : null;
  const tls = tlsOf(settings, certificate);
  const server = makeSecureServer(
    tls,
    createListener(listenerOf(parts, secrets), () => true),
  );
  const port = await listenOn(server, settings.webhookHost, settings.webhookPort);
  certificate?.onChange((shown) => server.setSecureContext({ ...tls, cert: shown.certificate, key: shown.key }));
  certificate?.keep();
  const registration = registrationOf(parts.server, secrets, certificate);
  registration?.keep();
  return {
    url: urlOf(settings.webhookHost, port, true),
    reload: () => {
      if (certificate === null) reloadCertificate(server, () => tlsOf(settings, null), log);
    },
    close: async () => {
      certificate?.stop();
      registration?.stop();
      await closeServer(server, settings.shutdownGraceMs);
    },
  };
}

/** A secret is taken where this server writes it into its registration itself, and no certificate is asked for instead. */
function takesSecrets({ webhookConfiguration, webhookClientCa }: Settings): boolean {
  return webhookConfiguration !== null && webhookClientCa === null;
}

function startCertificate({ settings, store, log }: WebhookParts["server"]): Promise<ServingCertificate> {
  return ServingCertificate.start({ settings: store.settings, log, now: Date.now, names: namesOf(settings) });
}

/** By which names the API server calls: those that were set, and those of the Service in the namespace. */
function namesOf({ webhookNames, namespace }: Settings): readonly string[] {
  const service = namespace === null ? [] : [`writ.${namespace}.svc`, `writ.${namespace}.svc.cluster.local`];
  return [...new Set([...webhookNames, ...service, "localhost", "127.0.0.1"])];
}

type Tls = Parameters<typeof makeSecureServer>[0];

/** Certificates of callers are asked for where an authority is named for them; who shows none may still have another proof. */
function tlsOf({ tlsCert, tlsKey, webhookClientCa }: Settings, certificate: ServingCertificate | null): Tls {
  const own =
    certificate === null
      ? certificateOf(tlsCert ?? "", tlsKey ?? "")
      : { cert: certificate.shown.certificate, key: certificate.shown.key };
  if (webhookClientCa === null) return own;
  return { ...own, ca: readFileSync(webhookClientCa), requestCert: true, rejectUnauthorized: false };
}

function listenerOf({ listener, admission, server }: WebhookParts, secrets: WebhookSecrets | null): ListenerPorts {
  const { settings } = server;
  const routes = [
    ...admissionRoutes(admission),
    ...(secrets === null ? [] : admissionRoutes(admission, SECRET_SUFFIX)),
  ];
  const authenticator = new WebhookAuthenticator({
    tokens: listener.authenticator,
    secrets,
    takesCertificates: settings.webhookClientCa !== null,
    certificateNames: settings.webhookClientNames,
  });
  const probes = PROBES.flatMap((path) => {
    const match = listener.routes.find("GET", path);
    return match.kind === "found" ? [match.route] : [];
  });
  const limits = { ...listener.limits, maxBodyBytes: Math.max(MOST_BYTES, settings.maxBodyBytes) };
  return { ...listener, routes: new RouteTable([...routes, ...probes]), streams: [], authenticator, limits };
}

function registrationOf(
  { settings, log }: WebhookParts["server"],
  secrets: WebhookSecrets | null,
  certificate: ServingCertificate | null,
): Registration | null {
  const { clusterUrl, clusterAccount, webhookConfiguration: name } = settings;
  if (clusterUrl === null || name === null) return null;
  const client = createClusterClient({ url: clusterUrl, account: clusterAccount });
  return new Registration({ client, name, secrets, log, trusted: () => certificate?.shown.trusted ?? null });
}
