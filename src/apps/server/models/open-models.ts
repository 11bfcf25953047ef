import type { ServerResponse } from "node:http";
import { inspectionPolicy, statedOfModels } from "#core/inspection";
import type { Governor } from "#points/agents";
import type { ApiAnswer } from "#points/api";
import { blockedRefusal, ModelPoint, refusalAnswer, type AnswerPolicy, type Refusal } from "#points/models";
import type { ActiveBundles } from "../bundles/active-bundles.ts";
import type { StreamCall, StreamRoute } from "../http/stream-route.ts";
import { activeInspector } from "../inspection/active-inspector.ts";
import { forward } from "./upstream.ts";
import { readProviders, type ReachedProvider } from "./provider-file.ts";

/** Where agents call models, or why they cannot; null where no provider is set. */
export type ModelsResult =
  | { readonly kind: "open"; readonly providers: readonly ReachedProvider[] }
  | { readonly kind: "broken"; readonly problem: string };

/** Reads the providers of the settings. */
export function openProviders(
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): ModelsResult {
  if (file === null) return { kind: "open", providers: [] };
  const result = readProviders(file, environment);
  return result.kind === "broken" ? result : { kind: "open", providers: result.providers };
}

/** Prompts with pictures are larger than other requests. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

const SESSION = /^[\x21-\x7e]{1,128}$/;

/** What calls of models are ruled and looked into by. */
export interface ModelParts {
  readonly providers: readonly ReachedProvider[];
  readonly governor: Governor;
  readonly bundles: Pick<ActiveBundles, "current">;
}

/** Everything below `/models/<provider>/`. Where there are no providers nothing is found there. */
export function modelRoute({ providers, governor, bundles }: ModelParts): StreamRoute {
  const byName = new Map(providers.map((one) => [one.provider.name, one]));
  const inspection = answerPolicy(bundles);
  const point = new ModelPoint({ governor, inspection, mayUse: (act) => governor.objection(act) === null });
  const routed = (path: string): Routed | null => {
    const slash = path.indexOf("/");
    const to = slash === -1 ? undefined : byName.get(path.slice(0, slash));
    return to === undefined ? null : { to, path: path.slice(slash) };
  };
  return {
    prefix: "/models/",
    maxBodyBytes: MAX_BODY_BYTES,
    tokenOf: (headers) => (typeof headers["x-api-key"] === "string" ? headers["x-api-key"] : undefined),
    refuse: (path, answer, requestId) =>
      told(routed(path), { status: answer.status, code: "refused", message: titleOf(answer) }, requestId),
    handle: async (call, response) => {
      const found = routed(call.path);
      if (found === null) return told(null, NO_PROVIDER, call.requestId);
      return await answer(point, { call, ...found }, response);
    },
  };
}

function answerPolicy(bundles: ModelParts["bundles"]): () => AnswerPolicy {
  const inspector = activeInspector(bundles, (said) => inspectionPolicy([statedOfModels(said)], {}));
  return () => {
    const { settings } = bundles.current.bundle;
    return { inspector: inspector(), holdsStreams: settings?.spec.inspection.models.streams === "hold" };
  };
}

interface Routed {
  readonly to: ReachedProvider;
  readonly path: string;
}

const NO_PROVIDER: Refusal = {
  status: 404,
  code: "unknown_provider",
  message: "No provider of models has this name here",
};

async function answer(
  point: ModelPoint,
  { call, to, path }: Routed & { readonly call: StreamCall },
  response: ServerResponse,
): Promise<ApiAnswer | number> {
  const stated = call.headers["x-writ-session"];
  const session = typeof stated === "string" && SESSION.test(stated) ? stated : "models";
  const passage = await point.rule({ ...call, provider: to.provider, path, session });
  if (passage.kind === "answer") return passage.answer;
  const forwarded = await forward(call, { to, allowed: passage }, response);
  if (forwarded.kind === "answered") return forwarded.status;
  const refusal = forwarded.kind === "blocked" ? blockedRefusal(forwarded.label) : NO_ANSWER[forwarded.kind];
  return told({ to, path }, refusal, call.requestId);
}

const NO_ANSWER: Readonly<Record<"unreachable" | "late", Refusal>> = {
  unreachable: {
    status: 502,
    code: "provider_unavailable",
    message: "The provider of this model does not answer now: try again later",
  },
  late: { status: 504, code: "provider_late", message: "The provider of this model took too long to answer" },
};

function told(routed: Routed | null, refusal: Refusal, requestId: string): ApiAnswer {
  return refusalAnswer(routed?.to.provider.api ?? "openai", refusal, requestId);
}

/** What the server says of its own refusal. */
function titleOf({ body }: ApiAnswer): string {
  const problem: unknown = JSON.parse(body);
  if (typeof problem !== "object" || problem === null) return "";
  const { title = "", detail } = problem as { readonly title?: unknown; readonly detail?: unknown };
  return typeof detail === "string" ? detail : String(title);
}
