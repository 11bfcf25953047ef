/** A way to a client: its standard output, or the answer of one request over HTTP. */
export interface Channel {
  /** Sends one message, one line of JSON. What is sent after the end goes nowhere. */
  send(text: string): void;
  /** Sends the answer to the request that the way is of. `error` is its code, null for a result; `isEarly` where the request was refused for its form. */
  answer(text: string, error: number | null, isEarly?: boolean): void;
  /** Nothing more comes on this way; a way that serves all messages ignores it. */
  end(): void;
}
