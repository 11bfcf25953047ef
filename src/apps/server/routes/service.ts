import { orNull, record, required, text, whole, type Shape } from "#core/wire";
import { jsonAnswer, openApi, problemAnswer, source, type ApiAnswer, type Route } from "#points/api";
import type { ActiveBundles } from "../bundles/active-bundles.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** What the routes about the server itself tell of. */
export interface ServicePorts {
  readonly version: string;
  readonly bundles: ActiveBundles;
  readonly metrics: Metrics;
  readonly store: string;
  isEnding(): boolean;
}

const WORD: Shape<string> = text("a word", 1024);

interface Health {
  readonly status: "ok";
}

const health: Shape<Health> = {
  expected: "that it is well",
  read: () => ({ status: "ok" }),
  schema: () => ({ type: "object", required: ["status"], properties: { status: { const: "ok" } } }),
};

interface Status {
  readonly version: string;
  readonly store: string;
  readonly bundle: {
    readonly digest: string;
    readonly sequence: number;
    readonly by: string;
    readonly at: string;
    readonly policies: number;
    readonly following: string | null;
  };
}

const status: Shape<Status> = record<Status>("how the server is", {
  version: required(WORD, "of Writ"),
  store: required(WORD, "what it keeps its state in"),
  bundle: required(
    record<Status["bundle"]>("what decides", {
      digest: required(WORD, "of its documents"),
      sequence: required(whole(1, Number.MAX_SAFE_INTEGER), "the number of its activation"),
      by: required(WORD, "who activated it"),
      at: required(WORD, "when"),
      policies: required(whole(0, Number.MAX_SAFE_INTEGER), "how many policies it has"),
      following: required(
        orNull(WORD),
        "what keeps the server from hearing of other activations; null when nothing does",
      ),
    }),
    "what decides",
  ),
});

/** Routes about the server itself; `others` are described as well. */
export function serviceRoutes(ports: ServicePorts, others: readonly Route[]): readonly Route[] {
  const own = [livez, readyz(ports), statusRoute(ports), metricsRoute(ports.metrics)];
  const described = [...others, ...own, openApiRoute(() => "")];
  const document = JSON.stringify(
    openApi(described, {
      title: "Writ",
      version: ports.version,
      description: "Decisions on what people, pipelines and agents are about to do.",
    }),
  );
  return [...own, openApiRoute(() => document)];
}

const OK: Health = { status: "ok" };

const livez: Route = source(
  { method: "GET", path: "/livez", permission: null, summary: "Is the process alive?" },
  health,
  () => OK,
);

/** Ready is whatever can decide: a store that is away keeps nobody from deciding by the last good bundle. */
function readyz(ports: ServicePorts): Route {
  const told = { method: "GET", path: "/readyz", permission: null, summary: "May requests be sent here?" } as const;
  return {
    ...source(told, health, () => OK),
    handle: () => (ports.isEnding() ? problemAnswer("unavailable") : jsonAnswer(OK)),
  };
}

function statusRoute({ version, store, bundles }: ServicePorts): Route {
  const told = { method: "GET", path: "/v1/status", permission: "read", summary: "What decides here?" } as const;
  return source<Status>(told, status, () => {
    const { digest, sequence, by, at } = bundles.activation;
    const policies = bundles.current.bundle.policies.length;
    const following = bundles.isFollowing ? null : "the store does not answer";
    return { version, store, bundle: { digest, sequence, by, at, policies, following } };
  });
}

function metricsRoute(metrics: Metrics): Route {
  const contentType = "text/plain; version=0.0.4; charset=utf-8";
  return textRoute("/metrics", "Counts, as Prometheus reads them", contentType, () => metrics.render());
}

function openApiRoute(render: () => string): Route {
  return { ...textRoute("/openapi.json", "This description", "application/json", render), permission: null };
}

function textRoute(path: string, summary: string, contentType: string, render: () => string): Route {
  const handle = (): ApiAnswer => ({ status: 200, contentType, body: render() });
  const response: Shape<unknown> = { expected: "a document", read: (value) => value, schema: () => ({}) };
  return {
    method: "GET",
    path,
    permission: "read",
    summary,
    request: null,
    response,
    status: 200,
    contentType,
    handle,
  };
}
