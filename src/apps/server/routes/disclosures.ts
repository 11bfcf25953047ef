import { disclosuresMessage, disclosuresRequest, type DisclosuresMessage, type DisclosuresRequest } from "#core/wire";
import { exchange, type Route } from "#points/api";
import type { Disclosures } from "../disclosures/disclosures.ts";
import type { Recorder } from "../evidence/recorder.ts";

/** What the route that discloses works on. */
export interface DisclosurePorts {
  readonly disclosures: Pick<Disclosures, "open">;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act"> | null;
}

/** Values of which records hold only the digests are handed out here; that somebody had them is recorded before. */
export function disclosureRoutes({ disclosures, recorder }: DisclosurePorts): readonly Route[] {
  const told = {
    method: "POST",
    path: "/v1/evidence/disclosures",
    permission: "administer",
    summary: "What are the digests in these records of?",
  } as const;
  const route = exchange<DisclosuresRequest, DisclosuresMessage>(told, {
    request: disclosuresRequest,
    response: disclosuresMessage,
    handle: async ({ digests, names }, { caller }) => {
      await recorder?.act(caller, "disclosures-handed-over", "disclosures");
      return { disclosures: await disclosures.open(digests, names) };
    },
  });
  return [route];
}
