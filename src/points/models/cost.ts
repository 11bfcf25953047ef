import type { Cost } from "#points/agents";
import type { Endpoint } from "./endpoint.ts";
import type { ModelTerms } from "./provider.ts";
import type { ModelRequest } from "./request.ts";

/** Tokens that a call used, as its answer says. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** No text has more tokens than half its bytes but in rare cases; what was really used takes the place of this afterwards. */
const BYTES_PER_TOKEN = 2;

/** What a call costs at most: what is in it by its size, what it refers to by what the model takes, and the largest answer that it allows. */
export function costOf(request: ModelRequest, endpoint: Endpoint, terms: ModelTerms): Cost {
  const own = Math.ceil(request.size / BYTES_PER_TOKEN);
  const input = request.refersTo.length > 0 ? Math.max(own, terms.maxInputTokens) : own;
  const output = endpoint.generates ? (request.maxTokens ?? terms.maxOutputTokens) * request.answers : 0;
  if (endpoint.operation === "count-tokens") return { calls: 1, destroyed: 0, tokens: 0, microUsd: 0 };
  return { calls: 1, destroyed: 0, tokens: input + output, microUsd: priceOf({ input, output }, terms) };
}

/** In millionths of a US dollar, rounded up: a price for a million tokens is that of one token in millionths. */
export function priceOf({ input, output }: Usage, { inputUsd, outputUsd }: ModelTerms): number {
  return Math.ceil(input * inputUsd + output * outputUsd);
}
