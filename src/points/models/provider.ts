export const MODEL_APIS = ["openai", "anthropic"] as const;
/** Whose API a provider speaks. */
export type ModelApi = (typeof MODEL_APIS)[number];

/** What a model costs and takes, as the operator says it: US dollars for a million tokens. */
export interface ModelTerms {
  readonly inputUsd: number;
  readonly outputUsd: number;
  /** The largest answer, in tokens: what counts where a request names none. */
  readonly maxOutputTokens: number;
  /** The most that a request may hold, in tokens: what counts where a request refers to content that is not in it. */
  readonly maxInputTokens: number;
}

/** Somebody who answers calls of models, by the name that the operator gave. */
export interface Provider {
  readonly name: string;
  readonly api: ModelApi;
  /** The day on which the prices were looked up (`YYYY-MM-DD`). */
  readonly pricesAsOf: string;
  /** The only models that are offered, with what they cost. */
  readonly models: ReadonlyMap<string, ModelTerms>;
}
