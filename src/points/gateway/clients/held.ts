import { isObject } from "#core/model";
import type { ValueObject } from "#core/language";
import { ownerOf, requestOf } from "../desk/binding.ts";
import type { Client } from "../desk/client.ts";
import type { Outcome, ServerMessage } from "../interceptor.ts";
import { CODES, Refused, rpcError } from "../protocol/errors.ts";
import { HELD_MARK } from "../protocol/held-mark.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import type { Answered } from "../upstream/upstream.ts";
import type { GatewayPorts } from "./ports.ts";

/** How long a call waits for the answer of its client, how many wait at all, and of one caller. */
const WAITS_MS = 10 * 60_000;
const MOST_HELD = 1000;
const MOST_PER_CALLER = 50;

interface Asked {
  readonly message: ServerMessage;
  answer(outcome: Outcome): void;
}

/** A call that is under way at a server which asks while it answers, for a client that is only asked by answers. */
export class HeldCall {
  readonly #controller = new AbortController();
  readonly #asked = new Map<string, Asked>();
  readonly #answered: Promise<Answered>;
  #wake: (() => void) | null = null;
  #keys = 0;
  #tell: (message: ServerMessage) => void = () => undefined;

  constructor(start: (held: HeldCall) => Promise<Answered>) {
    this.#answered = start(this);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the call at the server. */
  giveUp(): void {
    this.#controller.abort();
    for (const asked of this.#asked.values()) asked.answer(goneOutcome());
  }

  ask(message: ServerMessage): Promise<Outcome> {
    return new Promise((answer) => {
      this.#asked.set(`ask-${++this.#keys}`, { message, answer });
      this.#wake?.();
    });
  }

  /** Tells the client, while one of its requests waits. */
  message(message: ServerMessage): void {
    this.#tell(message);
  }

  /** The answer, or what is asked before there is one. Meanwhile messages go to `tell`. */
  async next(
    tell: (message: ServerMessage) => void,
  ): Promise<Answered | { readonly kind: "asks"; readonly requests: ValueObject }> {
    this.#tell = tell;
    try {
      const asks = new Promise<null>((resolve) => {
        this.#wake = () => resolve(null);
        if (this.#asked.size > 0) resolve(null);
      });
      const first = await Promise.race([this.#answered, asks]);
      return first ?? { kind: "asks", requests: this.#requests() };
    } finally {
      this.#wake = null;
      this.#tell = () => undefined;
    }
  }

  /** Answers what was asked; what is left unanswered is asked again. */
  respond(responses: ValueObject): void {
    for (const [key, asked] of this.#asked) {
      const response = own(responses, key);
      if (!isObject(response)) continue;
      this.#asked.delete(key);
      asked.answer({ kind: "result", result: response });
    }
  }

  #requests(): ValueObject {
    return Object.fromEntries([...this.#asked].map(([key, { message }]) => [key, { ...message }]));
  }
}

function goneOutcome(): Outcome {
  return { kind: "error", error: rpcError(CODES.internal, "The client is gone") };
}

interface Kept {
  readonly call: HeldCall;
  readonly caller: string;
  readonly binding: string;
  readonly untilMs: number;
}

// INVARIANT (gateway-held-once): what resumes a held call was never seen before, is bound to the caller and the exact request, and is worth nothing after its first use.
/** The calls that wait for their clients, by what these have to show. In memory: a restart ends them, as it ends what they wait at. */
export class HeldCalls {
  readonly #kept = new Map<string, Kept>();
  readonly #ports: Pick<GatewayPorts, "newId" | "now">;
  readonly #mark: string;

  constructor(ports: Pick<GatewayPorts, "newId" | "now">) {
    this.#ports = ports;
    this.#mark = `${HELD_MARK}${ports.newId()}:`;
  }

  /** Keeps a call, and answers the `requestState` that resumes it; null where too many wait. */
  keep(call: HeldCall, client: Client, method: string, params: ValueObject): string | null {
    this.#drop();
    const caller = client.caller.principal.id;
    const mine = [...this.#kept.values()].filter((one) => one.caller === caller).length;
    if (this.#kept.size >= MOST_HELD || mine >= MOST_PER_CALLER) return null;
    const state = `${this.#mark}${this.#ports.newId()}`;
    this.#kept.set(state, {
      call,
      caller,
      binding: bindingOf(client, method, params),
      untilMs: this.#ports.now() + WAITS_MS,
    });
    return state;
  }

  /** The call that a request resumes; null for one that resumes none of ours. Throws `Refused` for a state that is not this request's, or was used. */
  resume(client: Client, method: string, params: ValueObject): HeldCall | null {
    const state = ownString(params, "requestState");
    if (state?.startsWith(this.#mark) !== true) return null;
    this.#drop();
    const kept = this.#kept.get(state);
    if (kept?.binding !== bindingOf(client, method, params))
      throw new Refused(CODES.invalidParams, "`requestState` is not of this request, or was used, or is too old");
    this.#kept.delete(state);
    kept.call.respond(ownObject(params, "inputResponses"));
    return kept.call;
  }

  close(): void {
    for (const { call } of this.#kept.values()) call.giveUp();
    this.#kept.clear();
  }

  #drop(): void {
    for (const [state, { call, untilMs }] of this.#kept) {
      if (untilMs > this.#ports.now()) continue;
      this.#kept.delete(state);
      call.giveUp();
    }
  }
}

function bindingOf(client: Client, method: string, params: ValueObject): string {
  return [ownerOf(client), requestOf(method, params), client.session].join("\n");
}
