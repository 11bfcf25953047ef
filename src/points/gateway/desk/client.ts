import type { Caller } from "#core/access";
import type { ValueObject } from "#core/language";
import type { Interceptor, Outcome, ServerMessage } from "../interceptor.ts";
import type { HeaderReader } from "../protocol/headers.ts";
import type { Era } from "../protocol/revisions.ts";
import type { Lease, Server } from "../upstream/server.ts";

/** Who asks, as what. */
export interface Client {
  readonly caller: Caller;
  readonly session: string;
  readonly era: Era;
  readonly revision: string;
  readonly info: ValueObject;
  readonly capabilities: ValueObject;
}

/** One request of a client. */
export interface Inquiry {
  readonly requestId: string;
  readonly method: string;
  readonly params: ValueObject;
  /** The parameters as they came; null where they are to be written anew. */
  readonly text: string | null;
  /** Aborted when the client gives it up. */
  readonly signal: AbortSignal;
  /** From which level on the client is told of logs; null where it is told nothing. */
  readonly logLevel: string | null;
  /** What was said beside it over HTTP, where the revision wants that to agree. */
  readonly header: HeaderReader | null;
  message(message: ServerMessage): void;
  ask(message: ServerMessage): Promise<Outcome>;
}

/** What a gateway is made of, for some of its servers. */
export interface DeskPorts {
  /** In the order of the configuration. */
  readonly servers: readonly Server[];
  /** Whether names are told with the key of their server before them. */
  readonly isPrefixed: boolean;
  readonly interceptor: Interceptor;
  /** Lends a client a connection to a server. Rejects with `UnavailableError`. */
  lend(server: Server, client: Client): Promise<Lease>;
  /** Hears of bugs, and of servers that do not answer. */
  readonly report: (error: unknown) => void;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
}
