import { PRINCIPAL_KINDS } from "#core/model";
import type { Store } from "#core/store";
import { erasedMessage, erasureMessage, type ErasedMessage, type ErasureMessage } from "#core/wire";
import { ApiProblem, exchange, type Route } from "#points/api";
import type { Disclosures } from "../disclosures/disclosures.ts";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";

/** What the route that forgets works on. */
export interface ErasurePorts {
  readonly store: Store;
  readonly log: Log;
  readonly disclosures: Pick<Disclosures, "forget">;
  /** Writes down recorded questions that still wait; null where none are recorded. */
  readonly flush: (() => Promise<void>) | null;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "erase"> | null;
}

/** A word that a record takes, and that holds nothing personal. */
const BASIS = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,199}$/;

/**
 * Whoever is to be forgotten is forgotten here: who stands behind an alias in the records is then known to nobody, no recorded question names them, and what was to
 * be disclosed about them cannot be read any more.
 */
export function erasureRoutes({ store, log, disclosures, flush, recorder }: ErasurePorts): readonly Route[] {
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
      await flush?.();
      const recordings = await store.recordings.forget(idIn(name));
      const disclosed = await disclosures.forget(name);
      if (erased || recordings + disclosed > 0)
        log.info("somebody was forgotten", { requestId, method: caller.method });
      return { erased: erased || disclosed > 0, recordings };
    },
  });
  return [route];
}

/** The id in a name that begins with a kind; those on whose behalf others act are called by their ids alone. */
function idIn(name: string): string {
  const kind = PRINCIPAL_KINDS.find((one) => name.startsWith(`${one}:`));
  return kind === undefined ? name : name.slice(kind.length + 1);
}

async function forget(store: Store, name: string): Promise<boolean> {
  if ((await store.aliases.find(name)) === null) return false;
  await store.aliases.forget(name);
  return true;
}
