import type { ModelApi } from "./provider.ts";

/** What a call is for. */
export type Operation = "chat" | "responses" | "embeddings" | "messages" | "count-tokens" | "list";

/** One of the calls that are let through to a provider. */
export interface Endpoint {
  readonly operation: Operation;
  readonly method: "GET" | "POST";
  /** Below the address of the provider. */
  readonly path: string;
  /** Whether the provider answers with text that costs tokens of its own. */
  readonly generates: boolean;
}

const ENDPOINTS: Readonly<Record<ModelApi, readonly Endpoint[]>> = {
  openai: [
    { operation: "chat", method: "POST", path: "/v1/chat/completions", generates: true },
    { operation: "responses", method: "POST", path: "/v1/responses", generates: true },
    { operation: "embeddings", method: "POST", path: "/v1/embeddings", generates: false },
    { operation: "list", method: "GET", path: "/v1/models", generates: false },
  ],
  anthropic: [
    { operation: "messages", method: "POST", path: "/v1/messages", generates: true },
    { operation: "count-tokens", method: "POST", path: "/v1/messages/count_tokens", generates: false },
    { operation: "list", method: "GET", path: "/v1/models", generates: false },
  ],
};

/** The call that a method and a path name; null for anything that is not let through. */
export function endpointOf(api: ModelApi, method: string, path: string): Endpoint | null {
  return ENDPOINTS[api].find((one) => one.method === method && one.path === path) ?? null;
}
