import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "#core/access";
import type { ApiAnswer } from "#points/api";

/** A request on a way of its own, its caller proven and its body read. */
export interface StreamCall {
  readonly caller: Caller;
  readonly requestId: string;
  readonly method: string;
  /** The path behind the prefix. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Uint8Array;
}

/** Everything below a path, answered as it comes rather than whole. */
export interface StreamRoute {
  /** With a `/` at its end. */
  readonly prefix: string;
  readonly maxBodyBytes: number;
  /** The token in the header that clients of this route send it in, where that is another than `Authorization`. */
  tokenOf(headers: IncomingMessage["headers"]): string | undefined;
  /** How a refusal of the server itself is told here. */
  refuse(path: string, answer: ApiAnswer, requestId: string): ApiAnswer;
  /** An answer that is written here for it, or the status of one that it has written itself. */
  handle(call: StreamCall, response: ServerResponse): Promise<ApiAnswer | number>;
}
