import type { Value } from "#core/language";

/** What is answered to a client, before it is put in the client's words. */
export type HookAnswer =
  /** The client goes on as it would without Writ: what its own rules ask about, it asks about. */
  | { readonly kind: "no-objection" }
  | { readonly kind: "deny"; readonly reason: string }
  /** A person at the client is asked. Clients that cannot do that deny. */
  | { readonly kind: "ask"; readonly reason: string }
  /** The model sees this in place of the result. */
  | { readonly kind: "replace"; readonly result: Value; readonly reason: string }
  /** The model sees nothing of the result. */
  | { readonly kind: "withhold"; readonly reason: string };

/** The answer in the client's words. */
export type ClientAnswer =
  /** What the client reads from standard output of a hook that ends with 0. */
  | { readonly kind: "json"; readonly message: ClientMessage }
  /** A hook that ends with 2 and says why on standard error: for what has no other form. */
  | { readonly kind: "block"; readonly reason: string };

/** A message of a client, as JSON has it. */
export interface ClientMessage {
  readonly [key: string]: unknown;
}

/** What every client takes for no objection. */
export const NOTHING_TO_SAY: ClientAnswer = { kind: "json", message: {} };
