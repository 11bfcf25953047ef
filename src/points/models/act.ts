import type { Caller } from "#core/access";
import { Unknown, type Value } from "#core/language";
import type { Effect, Resource, SourceRef, Verb } from "#core/model";
import { actSubject, type Act, type Surface } from "#points/agents";
import { costOf } from "./cost.ts";
import type { Endpoint } from "./endpoint.ts";
import type { ModelTerms, Provider } from "./provider.ts";
import type { ModelRequest } from "./request.ts";

/** Which model is called by whom. */
export interface ModelCall {
  readonly caller: Caller;
  readonly session: string;
  readonly requestId: string;
  readonly provider: Provider;
  readonly terms: ModelTerms;
  readonly endpoint: Endpoint;
  readonly request: ModelRequest;
  /** What the request was found to hold; null where nobody looked. */
  readonly labels: readonly string[] | null;
}

/** The act that a call of a model is. What the provider runs by itself meanwhile are calls of tools of its own. */
export function modelAct(call: ModelCall): Act {
  const { caller, session, requestId, provider, terms, endpoint, request } = call;
  const surface: Surface = { kind: "model", provider: provider.name, name: request.model };
  const source = { file: provider.name, address: request.model, path: [] };
  const tools = request.serverTools.map((name) => effectOf("invoke", serverTool(provider, name, source)));
  const unresolved = {
    code: "model-content-elsewhere",
    message: "The request refers to content that is not in it",
    source,
  };
  return {
    caller,
    session,
    requestId,
    surface,
    proposal: {
      principal: caller.principal,
      effects: [effectOf("invoke", modelResource(call, source)), ...tools],
      context: {
        point: "gateway",
        environment: null,
        attributes: {},
        unresolved: endpoint.operation === "responses" && request.refersTo.includes("prompt") ? [unresolved] : [],
      },
    },
    cost: costOf(request, endpoint, terms),
    summary: `calls the model \`${request.model}\` of \`${provider.name}\``,
    details: {
      operation: endpoint.operation,
      bytes: request.size,
      stream: request.stream,
      holds: [...(call.labels ?? [])],
    },
    subject: actSubject(caller.principal, surface, { operation: endpoint.operation, body: request.body }),
  };
}

function modelResource({ provider, endpoint, request, labels }: ModelCall, source: SourceRef): Resource {
  return resourceOf({ kind: "AiModel", type: "model", name: request.model }, provider, source, {
    model: request.model,
    provider: provider.name,
    operation: endpoint.operation,
    stream: request.stream,
    maxTokens: request.maxTokens ?? undefined,
    refersTo: request.refersTo,
    holds: labels ?? new Unknown([{ reason: "not-observed", path: "holds" }]),
  });
}

function serverTool(provider: Provider, name: string, source: SourceRef): Resource {
  return resourceOf({ kind: "Tool", type: "model-tool", name }, provider, source, { server: provider.name, name });
}

function resourceOf(
  { kind, type, name }: Pick<Resource, "kind" | "type" | "name">,
  provider: Provider,
  source: SourceRef,
  properties: Readonly<Record<string, Value | undefined>>,
): Resource {
  const stated = Object.entries(properties).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return {
    kind,
    type,
    provider: provider.api,
    id: `${provider.name}/${name}`,
    name,
    scope: provider.name,
    environment: null,
    labels: {},
    properties: Object.fromEntries(stated),
    native: {},
    links: [],
    source,
  };
}

function effectOf(verb: Verb, resource: Resource): Effect {
  return { verb, resource, before: null, changed: true, traits: [], previousId: null, source: resource.source };
}
