import type { RouteCall } from "./route.ts";

/** A request to a route that answers in its own way, as it came. */
export interface StreamRequest extends RouteCall {
  readonly method: string;
  header(name: string): string | undefined;
  readonly body: Uint8Array;
  /** Aborted when the client goes before the answer is whole. */
  readonly signal: AbortSignal;
}

/** Where a stream of events is written. */
export interface EventSink {
  write(text: string): void;
  end(): void;
}

/** An answer that is whole, or a stream of events that goes on. `headers` are names and values by turns. */
export type StreamReply =
  | { readonly kind: "whole"; readonly status: number; readonly headers: readonly string[]; readonly body: string }
  | { readonly kind: "stream"; readonly headers: readonly string[]; open(sink: EventSink): void };
