/** The id of a request, as either side may choose it. */
export type RpcId = string | number;

/** What is sent to a server. */
export interface Parcel {
  /** The message, one line of JSON. */
  readonly text: string;
  /** Of the request that this is; null for anything else. */
  readonly id: RpcId | null;
  /** Its method; null for an answer. */
  readonly method: string | null;
  /** Names and values by turns, of what is said beside a message over HTTP. */
  readonly headers: readonly string[];
  /** Gives the request up, where giving up is told by ending the way of its answer. */
  readonly signal: AbortSignal | null;
}

/** What is heard from a server. */
export interface CarrierEars {
  /**
   * A message. `about` is the request of ours on whose way it came; null where that cannot be told. Answers whether that request still waits for more.
   */
  message(text: string, about: RpcId | null): boolean;
  /** Nothing more comes on the way of a request, or on any where it is null. */
  ended(about: RpcId | null, problem: string): void;
}

/** The largest message, in characters. */
export const MOST_OF_MESSAGE: number = 8 * 1024 * 1024;

/**
 * A way to a server: a child process, or an address.
 *
 * Messages are carried in the order in which they were sent. `send` rejects with `UnavailableError` when nothing was carried; what happens after it resolved is told to
 * the ears. Messages and their number are bounded by whoever implements it.
 */
export interface Carrier {
  /** Whether every request has a way of its own, so that what comes on it is about that request. */
  readonly hasWays: boolean;
  send(parcel: Parcel): Promise<void>;
  /** What was agreed on in a handshake; from then on the server may be heard outside requests. */
  agreed(revision: string): void;
  close(): Promise<void>;
}

/** Makes a way to a server. Rejects with `UnavailableError`. */
export type OpenCarrier = (ears: CarrierEars) => Promise<Carrier>;
