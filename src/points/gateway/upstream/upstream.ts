import { UnavailableError } from "#core/diagnostics";
import type { Value, ValueObject } from "#core/language";
import type { Outcome, RpcError, ServerMessage } from "../interceptor.ts";
import { CODES, rpcError } from "../protocol/errors.ts";
import { jsonText } from "#core/model";
import { memberText } from "../protocol/member-text.ts";
import { META, metaOf, withMeta } from "../protocol/meta.ts";
import { own, readMessage, type Message } from "../protocol/message.ts";
import { errorText, notificationText, requestText, resultText } from "../protocol/write.ts";
import type { Carrier, OpenCarrier, RpcId } from "#core/mcp";

/** A request to a server. `text` is how its parameters are written; null where they are to be written anew. */
export interface Outgoing {
  readonly method: string;
  readonly params: ValueObject;
  readonly text: string | null;
  /** Names and values by turns, for servers that are reached over HTTP. */
  readonly headers: readonly string[];
}

/** Hears what comes on the way to an answer, in order. */
export interface CallEars {
  message(message: ServerMessage): void;
  ask(message: ServerMessage): Promise<Outcome>;
}

/** What a server answered. `text` is how the result is written; null for an error. */
export type Answered = Outcome & { readonly text: string | null };

/** Hears what belongs to no call. */
export interface OwnerEars extends CallEars {
  /** Nothing more comes from the server. */
  ended(problem: string): void;
}

interface Pending {
  readonly method: string;
  readonly token: Value | undefined;
  readonly ears: CallEars;
  answer(answered: Answered): void;
  fail(error: UnavailableError): void;
}

/** How many requests may wait for one server at once, over one way. */
const MOST_PENDING = 1024;
const LOG = "notifications/message";
/** Requests for whose sake a server asks something. While it lists what it has, it asks for the sake of the session. */
const MAY_ASK: ReadonlySet<string> = new Set(["tools/call", "resources/read", "prompts/get"]);
const LISTEN = "subscriptions/listen";
const LISTS_CHANGED: ReadonlySet<string> = new Set([
  "notifications/tools/list_changed",
  "notifications/prompts/list_changed",
  "notifications/resources/list_changed",
]);
const CANCELLED = "notifications/cancelled";

/** Messages to and from one server over one way, with ids and progress tokens of our own. Knows nothing of revisions but where a message belongs. */
export class Upstream {
  readonly #pending = new Map<RpcId, Pending>();
  readonly #owner: OwnerEars;
  #carrier: Carrier | null = null;
  #lastId = 0;
  #listChanges = 0;
  #problem: string | null = null;

  private constructor(owner: OwnerEars) {
    this.#owner = owner;
  }

  /** Opens a way to a server. Rejects with `UnavailableError`. */
  static async open(openCarrier: OpenCarrier, owner: OwnerEars): Promise<Upstream> {
    const upstream = new Upstream(owner);
    upstream.#carrier = await openCarrier({
      message: (text, about) => upstream.#hear(text, about),
      ended: (about, problem) => upstream.#ended(about, problem),
    });
    return upstream;
  }

  get isOpen(): boolean {
    return this.#problem === null;
  }

  /** How often the server has said that one of its lists changed. */
  get listChanges(): number {
    return this.#listChanges;
  }

  /** Whether headers go with what is sent. */
  get hasHeaders(): boolean {
    return this.#carrier?.hasWays === true;
  }

  agreed(revision: string): void {
    this.#carrier?.agreed(revision);
  }

  /** Asks the server. Rejects with `UnavailableError` where no answer comes; `signal` gives up, and is told to the server. */
  call(outgoing: Outgoing, ears: CallEars, signal: AbortSignal | null): Promise<Answered> {
    if (this.#problem !== null) return Promise.reject(unavailable(this.#problem));
    if (this.#pending.size >= MOST_PENDING) return Promise.reject(unavailable("Too many requests wait for the server"));
    if (signal?.aborted === true) return Promise.reject(unavailable("The request was given up"));
    const id = ++this.#lastId;
    return new Promise<Answered>((resolve, reject) => {
      const giveUp = (): void => {
        if (!this.#pending.delete(id)) return;
        this.#cancel(id);
        reject(unavailable("The request was given up"));
      };
      const over = (): boolean => {
        signal?.removeEventListener("abort", giveUp);
        return this.#pending.delete(id);
      };
      const token = own(metaOf(outgoing.params), "progressToken");
      this.#pending.set(id, {
        method: outgoing.method,
        token,
        ears,
        answer: (answered) => over() && resolve(answered),
        fail: (error) => over() && reject(error),
      });
      signal?.addEventListener("abort", giveUp);
      this.#send(id, outgoing, token, signal).catch((error: unknown) =>
        this.#pending.get(id)?.fail(asUnavailable(error)),
      );
    });
  }

  /** Tells the server something that it does not answer. */
  async tell(message: ServerMessage, headers: readonly string[] = []): Promise<void> {
    await this.#carry(notificationText(message), message.method, headers);
  }

  async close(): Promise<void> {
    this.#ended(null, "The way to the server was closed");
    await this.#carrier?.close();
  }

  async #send(id: number, outgoing: Outgoing, token: Value | undefined, signal: AbortSignal | null): Promise<void> {
    const { method, params, headers } = outgoing;
    const written = token === undefined ? outgoing.text : null;
    const text = written ?? jsonText(token === undefined ? params : withMeta(params, { progressToken: id }));
    await this.#carrier?.send({ text: requestText(id, method, text), id, method, headers, signal });
  }

  async #carry(text: string, method: string | null, headers: readonly string[] = []): Promise<void> {
    if (this.#problem === null) await this.#carrier?.send({ text, id: null, method, headers, signal: null });
  }

  /** Over ways of their own, ending one is how a request is given up where the revision says so: the carrier knows. */
  #cancel(id: number): void {
    const params = { requestId: id, reason: "The client gave the request up" };
    this.#carry(notificationText({ method: CANCELLED, params }), CANCELLED).catch(() => undefined);
  }

  #hear(text: string, about: RpcId | null): boolean {
    const message = readMessage(text);
    if (message.kind === "result" || message.kind === "error") this.#answer(message, text);
    else if (message.kind === "notification") this.#notice(message, about);
    else if (message.kind === "request") void this.#asked(message, about);
    else if (about !== null) this.#pending.get(about)?.answer(failed(badAnswer()));
    return about !== null && this.#pending.has(about);
  }

  #answer(message: Extract<Message, { kind: "result" | "error" }>, text: string): void {
    if (message.id === null) return;
    const pending = this.#pending.get(message.id);
    if (message.kind === "error") pending?.answer(failed(message.error));
    else pending?.answer({ kind: "result", result: message.result, text: memberText(text, "result") });
  }

  #notice({ method, params }: ServerMessage, about: RpcId | null): void {
    if (LISTS_CHANGED.has(method)) this.#listChanges += 1;
    if (method !== "notifications/progress") {
      const pending =
        this.#subscribedBy(params) ?? this.#belongsTo(about) ?? (method === LOG ? this.#onlyOne() : undefined);
      (pending?.ears ?? this.#owner).message({ method, params });
      return;
    }
    const id = own(params, "progressToken");
    const pending = typeof id === "number" ? this.#pending.get(id) : undefined;
    if (pending?.token === undefined) return;
    pending.ears.message({ method, params: { ...params, progressToken: pending.token } });
  }

  async #asked({ id, method, params }: Extract<Message, { kind: "request" }>, about: RpcId | null): Promise<void> {
    if (method === "ping") return await this.#carry(resultText(id, {}), null).catch(() => undefined);
    const only = this.#onlyOne();
    const asking = only !== undefined && MAY_ASK.has(only.method) ? only : undefined;
    const ears = (this.#belongsTo(about) ?? asking)?.ears ?? this.#owner;
    const outcome = await ears
      .ask({ method, params })
      .catch(() => failed(rpcError(CODES.internal, "The client did not answer")));
    const text = outcome.kind === "result" ? resultText(id, outcome.result) : errorText(id, outcome.error);
    await this.#carry(text, null).catch(() => undefined);
  }

  #belongsTo(about: RpcId | null): Pending | undefined {
    return about === null ? undefined : this.#pending.get(about);
  }

  /** A subscription of ours, which each of its messages names since 2026-07-28. */
  #subscribedBy(params: ValueObject): Pending | undefined {
    const id = own(metaOf(params), META.subscription);
    return typeof id === "number" ? this.#pending.get(id) : undefined;
  }

  /** Where no way says to which call a request of the server belongs, it is the call that is under way, if there is only one. */
  #onlyOne(): Pending | undefined {
    const calls = [...this.#pending.values()].filter(({ method }) => method !== LISTEN);
    return this.#carrier?.hasWays === true || calls.length !== 1 ? undefined : calls[0];
  }

  #ended(about: RpcId | null, problem: string): void {
    if (about !== null) return this.#pending.get(about)?.fail(unavailable(problem));
    if (this.#problem !== null) return;
    this.#problem = problem;
    for (const pending of this.#pending.values()) pending.fail(unavailable(problem));
    this.#owner.ended(problem);
  }
}

function failed(error: RpcError): Answered {
  return { kind: "error", error, text: null };
}

function badAnswer(): RpcError {
  return rpcError(CODES.internal, "The server answered with what is no message of the protocol");
}

function unavailable(problem: string): UnavailableError {
  return new UnavailableError("mcp-server", problem);
}

function asUnavailable(error: unknown): UnavailableError {
  return error instanceof UnavailableError
    ? error
    : new UnavailableError("mcp-server", "The server cannot be reached", { cause: error });
}
