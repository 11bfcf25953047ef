import type { Caller } from "#core/access";
import type { PolicedInspector } from "#core/inspection";
import type { Act, Governor, Settlement } from "#points/agents";
import type { ApiAnswer } from "#points/api";
import { modelAct } from "./act.ts";
import type { AnswerFindings, AnswerReading } from "./answers/reading.ts";
import { StreamReading } from "./answers/stream-reading.ts";
import { WholeReading } from "./answers/whole-reading.ts";
import { priceOf, type Usage } from "./cost.ts";
import { endpointOf, type Endpoint } from "./endpoint.ts";
import { refusalAnswer, rulingRefusal, type Refusal } from "./errors.ts";
import { listAnswer } from "./list.ts";
import type { ModelTerms, Provider } from "./provider.ts";
import { readModelRequest, type ModelRequest } from "./request.ts";

/** What calls of models are ruled by. */
export interface ModelPorts {
  readonly governor: Governor;
  /** How requests and answers are looked into now. */
  inspection(): AnswerPolicy;
  /** Whether the registration of whoever calls lets it do such a thing at all. */
  mayUse(act: Act): boolean;
}

/** How requests and answers are looked into. */
export interface AnswerPolicy {
  readonly inspector: PolicedInspector;
  /** Whether an answer that comes piece by piece is kept back until it was read, where something may have to be withheld. */
  readonly holdsStreams: boolean;
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
  /** Reads the answer on its way, by its content type. */
  reading(contentType: string): AnswerReading;
  /** Where nothing was found of a usage, all that was reserved counts; the labels are in the history before the next act is ruled. Only the first time counts. */
  settle(kind: Settlement["kind"], found: Pick<AnswerFindings, "usage" | "labels"> | null): Promise<void>;
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
    const { labels } = this.#ports.inspection().inspector.inspect(request.body);
    const ruling = await this.#ports.governor.rule(modelAct({ ...question, ...asked, labels }));
    if (ruling.effect !== "allow") return refuse(question, rulingRefusal(ruling));
    return {
      kind: "pass",
      endpoint,
      signal: ruling.signal,
      reading: (contentType) => readingOf(this.#ports.inspection(), endpoint, contentType),
      settle: (kind, found) =>
        ruling.settle({ kind, ...used(found?.usage ?? null, terms), labels: found?.labels ?? [] }),
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

function readingOf(
  { inspector, holdsStreams }: AnswerPolicy,
  { generates }: Endpoint,
  contentType: string,
): AnswerReading {
  return /^text\/event-stream/i.test(contentType)
    ? new StreamReading(inspector, holdsStreams)
    : new WholeReading(generates ? inspector : null);
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

function used(usage: Usage | null, terms: ModelTerms): Pick<Settlement, "tokens" | "microUsd"> {
  if (usage === null) return {};
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
