import type { Value } from "#core/language";
import { actOn, type Effect, type SourceRef } from "#core/model";

/** Which model is put to use. */
export interface ModelTarget {
  /** Whose interface it has, as in `anthropic`. */
  readonly api: string;
  /** Who answers, by the name that whoever set it up gave. */
  readonly provider: string;
  readonly model: string;
  /** What is told of the call besides; an unknown where the point cannot see it. */
  readonly call: Readonly<Record<"operation" | "stream" | "maxTokens" | "refersTo" | "holds", Value | undefined>>;
}

/** The call of a model, by whichever way it is called. */
export function modelEffect({ api, provider, model, call }: ModelTarget, source: SourceRef): Effect {
  const properties = { model, provider, ...call };
  const id = `${provider}/${model}`;
  return actOn(
    "invoke",
    { kind: "AiModel", type: "model", provider: api, id, name: model, scope: provider, properties },
    source,
  );
}
