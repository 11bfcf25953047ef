import type { ApiAnswer } from "#points/api";
import type { Provider } from "./provider.ts";

/** A list of models in the form of an API. When a model was made is not known here, so that each is from the day on which its price was looked up. */
export function listAnswer({ api, name: owner, pricesAsOf }: Provider, names: readonly string[]): ApiAnswer {
  const made = `${pricesAsOf}T00:00:00Z`;
  const body =
    api === "openai"
      ? {
          object: "list",
          data: names.map((id) => ({ id, object: "model", created: Date.parse(made) / 1000, owned_by: owner })),
        }
      : {
          data: names.map((id) => ({ type: "model", id, display_name: id, created_at: made })),
          has_more: false,
          first_id: names[0] ?? null,
          last_id: names.at(-1) ?? null,
        };
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}
