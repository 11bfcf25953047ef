import type { Caller } from "#core/access";
import type { Value, ValueObject } from "#core/language";
import type { Era } from "./protocol/revisions.ts";

/** The lists that a server offers. */
export type ListKind = "tools" | "prompts" | "resources" | "resourceTemplates";

/** Who uses a server, in which session. */
export interface Visit {
  readonly caller: Caller;
  /** One run of the client at the gateway: visible ASCII, at most 128 characters. Clients of 2026-07-28 have no sessions: there it is one per caller. */
  readonly session: string;
  /** The server's key in the configuration, never what the server says of itself. */
  readonly server: string;
  /** Of the client. */
  readonly era: Era;
}

/**
 * A request of a client on its way to a server, in the words of the newest revision whatever client and server speak: a retry with what was asked for carries
 * `inputResponses` and `requestState` among its parameters.
 */
export interface McpCall extends Visit {
  readonly requestId: string;
  readonly method: string;
  /** Of the tool or prompt, or the URI of the resource, as the server itself calls it; null where the method has none. */
  readonly name: string | null;
  /** Exactly as they came, but for a name that was prefixed: integers keep all digits, and no key stands twice. */
  readonly params: ValueObject;
  /** What the client said that it can be asked for, under the names of the protocol: `elicitation`, `sampling`, `roots`. */
  readonly clientCapabilities: ValueObject;
  /** The whole list that the server offers now, unfiltered. Rejects with `UnavailableError` when the server does not tell. */
  listed(kind: ListKind): Promise<readonly ValueObject[]>;
}

/** An error of JSON-RPC. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: Value;
}

/** What a request leads to. */
export type Outcome =
  | { readonly kind: "result"; readonly result: ValueObject }
  | { readonly kind: "error"; readonly error: RpcError };

/** A message that a server sends while a call is under way: its progress, its log, or what it asks the client for. */
export interface ServerMessage {
  readonly method: string;
  readonly params: ValueObject;
}

/** A request that goes on to its server. The gateway calls exactly one of `outcome` and `lost`, once. */
export interface Forward {
  readonly kind: "forward";
  /** In place of those that came; null for those, which then go on byte for byte. */
  readonly params: ValueObject | null;
  /** Ends the call at the server when it is aborted; the client is told `stopped`. */
  readonly signal: AbortSignal;
  /** What the client is told. The same object lets the answer of the server through byte for byte. */
  outcome(answered: Outcome): Promise<Outcome>;
  /** Whether a message of the server reaches the client; a refusal answers a request of the server. */
  message(message: ServerMessage): Promise<RpcError | null>;
  /** There is no answer: nothing was sent, or the call was given up or broke after it was. */
  lost(how: "unsent" | "failed"): Promise<void>;
}

/**
 * What becomes of a request: it goes on, or the client is answered here. An `input_required` result (MRTR) is told to clients of either era, whose retry is a
 * request of its own.
 */
export type Passage = Forward | Outcome;

/** A whole list of one server, and to whom it is shown. */
export interface Listing extends Visit {
  readonly kind: ListKind;
  /** In the order of the server; names are the server's own. */
  readonly entries: readonly ValueObject[];
}

/** What is shown of a list. The same array lets the answer of the server through byte for byte. */
export interface Shown {
  readonly entries: readonly ValueObject[];
  /** Whether others may be shown the same, by the rules of caches of the protocol. */
  readonly scope: "public" | "private";
}

/**
 * What decides at the gateway. What it throws, or rejects with, is a refusal.
 *
 * Lists, handshakes, pings, subscriptions to lists and cancellations never come here as calls; everything else that a client requests does, and so does each
 * subscription to a resource as `resources/subscribe`.
 */
export interface Interceptor {
  request(call: McpCall): Promise<Passage>;
  /** Depends on the caller alone, never on the session or on what was requested before: so the protocol demands. */
  list(listing: Listing): Promise<Shown>;
  /** Whether what a server asks of a client outside any call (roots, mostly) reaches it; an error is told to the server in place of an answer. */
  unasked(visit: Visit, message: ServerMessage): Promise<RpcError | null>;
  /** Whether what a server says of itself in a handshake reaches clients, whose models read its `instructions`. */
  introduces(said: ValueObject): boolean;
}
