import type { ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { Outcome, ServerMessage } from "../interceptor.ts";
import { CODES, rpcError } from "../protocol/errors.ts";
import { isInputRequired } from "../protocol/meta.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import type { Answered } from "../upstream/upstream.ts";

const MOST_ROUNDS = 8;
const MOST_ASKED = 16;

/**
 * Answers a client that can be asked while it waits (until 2025-11-25) where servers answer with what they need to know (since 2026-07-28): asks it, and requests again with
 * what it said, until there is a result. Every round is a request of its own, decided on anew.
 */
export async function inRounds(
  params: ValueObject,
  request: (params: ValueObject | null) => Promise<Answered>,
  ask: (message: ServerMessage) => Promise<Outcome>,
): Promise<Answered> {
  let answered = await request(null);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (answered.kind === "error" || !isInputRequired(answered.result)) return answered;
    const { result } = answered;
    const responses = await askAll(ownObject(result, "inputRequests"), ask);
    if (responses.kind === "error") return { ...responses, text: null };
    const state = ownString(result, "requestState");
    const more = state === null ? {} : { requestState: state };
    answered = await request({ ...params, inputResponses: responses.result, ...more });
  }
  return { kind: "error", error: rpcError(CODES.internal, "The server asks for more again and again"), text: null };
}

async function askAll(requests: ValueObject, ask: (message: ServerMessage) => Promise<Outcome>): Promise<Outcome> {
  const entries = Object.entries(requests);
  if (entries.length > MOST_ASKED) return failure("The server asks for too much at once");
  const responses: Record<string, ValueObject> = Object.create(null);
  for (const [key, request] of entries) {
    const method = isObject(request) ? own(request, "method") : undefined;
    if (typeof method !== "string" || !isObject(request)) return failure("The server asks for what is no request");
    const outcome = await ask({ method, params: ownObject(request, "params") });
    if (outcome.kind === "error") return outcome;
    responses[key] = outcome.result;
  }
  return { kind: "result", result: responses };
}

function failure(message: string): Outcome {
  return { kind: "error", error: rpcError(CODES.internal, message) };
}
