import type { ValueObject } from "#core/language";
import { jsonText, sha256Hex } from "#core/model";
import { without } from "../protocol/message.ts";
import type { Client } from "./client.ts";

/** Members of a request that change with every retry. */
const OF_RETRIES: readonly string[] = ["_meta", "inputResponses", "requestState"];

/** Who a client is, with everybody on whose behalf it acts, as one text: nobody else has the same. */
export function ownerOf({ caller }: Pick<Client, "caller">): string {
  const { id, chain } = caller.principal;
  return sha256Hex(JSON.stringify([caller.id, id, chain]));
}

/** Exactly what is requested, as one text: a retry has the same, and nothing else has. */
export function requestOf(method: string, params: ValueObject): string {
  return sha256Hex(JSON.stringify([method, jsonText(without(params, OF_RETRIES))]));
}
