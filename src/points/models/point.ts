import type { Caller } from "#core/access";
import { listAnswer } from "./list.ts";
import type { Act, Governor, Settlement } from "#points/agents";
import type { ApiAnswer } from "#points/api";
import { modelAct } from "./act.ts";
import { priceOf, type Usage } from "./cost.ts";
import { endpointOf, type Endpoint } from "./endpoint.ts";
import { refusalAnswer, rulingRefusal, type Refusal } from "./errors.ts";
import type { ModelTerms, Provider } from "./provider.ts";
import { readModelRequest, type ModelRequest } from "./request.ts";

/** What calls of models are ruled by. */
export interface ModelPorts {
  readonly governor: Governor;
  /** What a text holds that may have to stay; null where nobody looks. */
  readonly inspect: ((content: unknown) => readonly string[]) | null;
  /** Whether the registration of whoever calls lets it do such a thing at all. */
  mayUse(act: Act): boolean;
}

/** A call of a model as it arrives. */
export interface ModelQuestion {
  readonly provider: Provider;
  readonly method: string;
  /** Below the address of the provider. */
  readonly path: string;
  readonly caller: Caller;
  readonly session: string;
  readonly requestId: string;
  readonly body: Uint8Array;
}

/** What to do with a call: answer it here, or pass it on and tell what became of it. */
export type Passage = { readonly kind: "answer"; readonly answer: ApiAnswer } | AllowedCall;

export interface AllowedCall {
  readonly kind: "pass";
  readonly endpoint: Endpoint;
  /** Ends when the call must not go on. */
  readonly signal: AbortSignal;
  /** `usage` is null where the answer did not say it to its end; then all that was reserved counts. */
  settle(kind: Settlement["kind"], usage: Usage | null): Promise<void>;
}

/** Rules calls of models, whatever API they speak. */
export class ModelPoint {
  readonly #ports: ModelPorts;

  constructor(ports: ModelPorts) {
    this.#ports = ports;
  }

  // INVARIANT (models-fail-closed): only an allow passes a call on; all else is answered here.
  async rule(question: ModelQuestion): Promise<Passage> {
    const { provider, method, path } = question;
    const endpoint = endpointOf(provider.api, method, path);
    if (endpoint === null) return refuse(question, UNKNOWN_PATH);
    if (endpoint.operation === "list") return this.#list(question, endpoint);
    const reading = readModelRequest(question.body, endpoint);
    if (reading.kind === "unreadable")
      return refuse(question, { status: 400, code: "unreadable", message: reading.message });
    const terms = provider.models.get(reading.request.model);
    if (terms === undefined) return refuse(question, unknownModel(reading.request.model));
    return await this.#weigh(question, { endpoint, terms, request: reading.request });
  }

  async #weigh(question: ModelQuestion, asked: Asked): Promise<Passage> {
    const { endpoint, terms, request } = asked;
    const labels = this.#ports.inspect?.(request.body) ?? null;
    const ruling = await this.#ports.governor.rule(modelAct({ ...question, ...asked, labels }));
    if (ruling.effect !== "allow") return refuse(question, rulingRefusal(ruling));
    return {
      kind: "pass",
      endpoint,
      signal: ruling.signal,
      settle: (kind, usage) => ruling.settle(usage === null ? { kind } : { kind, ...used(usage, terms) }),
    };
  }

  /** The models that are offered and that the caller may use: the provider is not asked. */
  #list(question: ModelQuestion, endpoint: Endpoint): Passage {
    const { provider } = question;
    const offered = [...provider.models].filter(([model, terms]) => {
      const request = { ...NO_REQUEST, model };
      return this.#ports.mayUse(modelAct({ ...question, endpoint, terms, request, labels: [] }));
    });
    return {
      kind: "answer",
      answer: listAnswer(
        provider,
        offered.map(([model]) => model),
      ),
    };
  }
}

const NO_REQUEST: Omit<ModelRequest, "model"> = {
  stream: false,
  maxTokens: null,
  answers: 1,
  refersTo: [],
  serverTools: [],
  body: {},
  size: 0,
};

interface Asked {
  readonly endpoint: Endpoint;
  readonly terms: ModelTerms;
  readonly request: ModelRequest;
}

function used(usage: Usage, terms: ModelTerms): { readonly tokens: number; readonly microUsd: number } {
  return { tokens: usage.input + usage.output, microUsd: priceOf(usage, terms) };
}

const UNKNOWN_PATH: Refusal = {
  status: 404,
  code: "unknown_path",
  message:
    "Nothing of this name is passed on: chat completions, responses, embeddings, messages, the count of their tokens and the list of models are",
};

function unknownModel(model: string): Refusal {
  return {
    status: 404,
    code: "unknown_model",
    message: `The model \`${model}\` is not offered here: whoever runs the server lists models with their prices`,
  };
}

function refuse({ provider, requestId }: ModelQuestion, refusal: Refusal): Passage {
  return { kind: "answer", answer: refusalAnswer(provider.api, refusal, requestId) };
}
