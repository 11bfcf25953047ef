import type { Caller } from "#core/access";
import { actOn, type ActedOn } from "#core/model";
import { actSubject, modelEffect, type Act, type ModelTarget, type Surface } from "#points/agents";
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
  /** What the request was found to hold. */
  readonly labels: readonly string[];
}

/** The act that a call of a model is. What the provider runs by itself meanwhile are calls of tools of its own. */
export function modelAct(call: ModelCall): Act {
  const { caller, session, requestId, provider, terms, endpoint, request } = call;
  const surface: Surface = { kind: "model", provider: provider.name, name: request.model };
  const source = { file: provider.name, address: request.model, path: [] };
  const tools = request.serverTools.map((name) => actOn("invoke", serverTool(provider, name), source));
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
      effects: [modelEffect(calledModel(call), source), ...tools],
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
      holds: [...call.labels],
    },
    subject: actSubject(caller.principal, surface, { operation: endpoint.operation, body: request.body }),
  };
}

function calledModel({ provider, endpoint, request, labels }: ModelCall): ModelTarget {
  const call = {
    operation: endpoint.operation,
    stream: request.stream,
    maxTokens: request.maxTokens ?? undefined,
    refersTo: request.refersTo,
    holds: labels,
  };
  return { api: provider.api, provider: provider.name, model: request.model, call };
}

function serverTool(provider: Provider, name: string): ActedOn {
  const { name: scope, api } = provider;
  const properties = { server: scope, name };
  return { kind: "Tool", type: "model-tool", provider: api, id: `${scope}/${name}`, name, scope, properties };
}
