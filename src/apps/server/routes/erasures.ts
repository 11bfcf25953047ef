import type { Store } from "#core/store";
import { erasedMessage, erasureMessage, type ErasedMessage, type ErasureMessage } from "#core/wire";
import { ApiProblem, exchange, type Route } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";

/** What the route that forgets works on. */
export interface ErasurePorts {
  readonly store: Store;
  readonly log: Log;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "erase"> | null;
}

/** A word that a record takes, and that holds nothing personal. */
const BASIS = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,199}$/;

/** Whoever is to be forgotten is forgotten here: who stands behind an alias in the records is then known to nobody. */
export function erasureRoutes({ store, log, recorder }: ErasurePorts): readonly Route[] {
  const told = {
    method: "POST",
    path: "/v1/evidence/erasures",
    permission: "administer",
    summary: "Forget who stands behind an alias",
  } as const;
  const route = exchange<ErasureMessage, ErasedMessage>(told, {
    request: erasureMessage,
    response: erasedMessage,
    handle: async ({ name, basis }, { caller, requestId }) => {
      if (!BASIS.test(basis))
        return new ApiProblem(
          "invalid-request",
          "`basis` must be one word of letters, digits and `._:/+-`, as in `gdpr-17`",
        );
      const erased = recorder === null ? await forget(store, name) : await recorder.erase(caller, name, basis);
      if (erased) log.info("somebody was forgotten", { requestId, by: caller.id });
      return { erased };
    },
  });
  return [route];
}

async function forget(store: Store, name: string): Promise<boolean> {
  if ((await store.aliases.find(name)) === null) return false;
  await store.aliases.forget(name);
  return true;
}
