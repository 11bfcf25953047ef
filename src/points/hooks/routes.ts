import type { Value } from "#core/language";
import { isObject } from "#core/model";
import { anyObject } from "#core/wire";
import { jsonAnswer, problemAnswer, type ApiAnswer, type Route } from "#points/api";
import type { ClientAnswer } from "./answer.ts";
import type { HookClient } from "./client.ts";
import type { HookPoint } from "./hook-point.ts";

/** The largest event that is read: one after a call holds all that the call answered. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024;

/** Where each client asks: `POST /v1/hooks/<client>`, with an event as the client writes it. */
export function hookRoutes(clients: readonly HookClient[], point: HookPoint): readonly Route[] {
  return clients.map((client) => ({
    method: "POST",
    path: `/v1/hooks/${client.name}`,
    permission: "decide",
    summary: `May an agent of \`${client.name}\` do this? Answered in the client's own words`,
    request: anyObject,
    response: anyObject,
    status: 200,
    maxBodyBytes: MAX_EVENT_BYTES,
    handle: async (body: Value, { caller, requestId }) => {
      const event = isObject(body) ? body : {};
      return toHttp(await point.answer(client, event, { caller, requestId }));
    },
  }));
}

/** Everything but 200 is a block, which the stub turns into exit code 2. */
function toHttp(answer: ClientAnswer): ApiAnswer {
  return answer.kind === "json" ? jsonAnswer(answer.message) : problemAnswer("hook-blocked", answer.reason);
}
