import { isObject } from "#core/model";
import type { ValueObject } from "#core/language";
import { CODES, Refused } from "../protocol/errors.ts";
import { HELD_MARK } from "../protocol/held-mark.ts";
import { metaOf, META, paramsUntil2025, resultSince2026, resultUntil2025, withMeta } from "../protocol/meta.ts";
import { own, ownString } from "../protocol/message.ts";
import type { Era } from "../protocol/revisions.ts";
import type { Connection } from "../upstream/connect.ts";
import type { Answered } from "../upstream/upstream.ts";
import type { Client, Inquiry } from "./client.ts";

/** Parameters in the words that a server reads. `text` is how they are written; null where they are to be written anew. */
export interface Worded {
  readonly params: ValueObject;
  readonly text: string | null;
}

/** The parameters of a client in the words of its server; those that need no change as they are. Throws `Refused` for a call that no gateway on the way holds any more, and that would begin anew. */
export function wordedFor({ era, revision }: Connection, client: Client, inquiry: Inquiry, worded: Worded): Worded {
  const { params } = worded;
  if (era === "2026" && client.era === "2025") {
    const level = inquiry.logLevel === null ? {} : { [META.logLevel]: inquiry.logLevel };
    const said = {
      [META.revision]: revision,
      [META.capabilities]: client.capabilities,
      [META.clientInfo]: client.info,
    };
    return { params: withMeta(params, { ...said, ...level }), text: null };
  }
  if (era === "2025" && ownString(params, "requestState")?.startsWith(HELD_MARK) === true)
    throw new Refused(CODES.invalidParams, "`requestState` is of a call that is over: call again without it");
  if (era === "2025" && (client.era === "2026" || isRetry(params)))
    return { params: paramsUntil2025(params), text: null };
  return worded;
}

function isRetry(params: ValueObject): boolean {
  return own(params, "inputResponses") !== undefined || own(params, "requestState") !== undefined;
}

/** Of which era the words of an answer are; null for those of the gateway's own, which are of the newest. */
export interface Spoken {
  readonly era: Era;
  readonly method: string;
}

/** An answer in the words of a client; one that needs no change as it is. */
export function answerFor(client: Client, { era, method }: Spoken, answered: Answered): Answered {
  if (answered.kind === "error") return errorFor(client, answered);
  if (client.era === "2026" && (era === "2025" || answered.text === null))
    return { ...answered, result: resultSince2026(method, answered.result), text: null };
  if (client.era === "2025" && era === "2026" && !isUnfinished(answered.result))
    return { ...answered, result: resultUntil2025(answered.result), text: null };
  return answered;
}

/** Answers that are no result yet keep saying so: whoever answers the client has more to do. */
function isUnfinished(result: ValueObject): boolean {
  const type = own(result, "resultType");
  return type !== undefined && type !== "complete";
}

function errorFor(client: Client, answered: Extract<Answered, { kind: "error" }>): Answered {
  const { error } = answered;
  if (client.era === "2025" || error.code !== CODES.resourceNotFound) return answered;
  return { ...answered, error: { ...error, code: CODES.invalidParams } };
}

/** The level from which on a request of 2026-07-28 wants to be told of logs; null where it wants nothing. */
export function logLevelOf(params: ValueObject): string | null {
  const level = own(metaOf(params), META.logLevel);
  return typeof level === "string" ? level : null;
}

/** What a client declared of itself in a request of 2026-07-28; null where it declared nothing. */
export function declaredIn(params: ValueObject): Pick<Client, "capabilities" | "info"> | null {
  const [capabilities, info] = [own(metaOf(params), META.capabilities), own(metaOf(params), META.clientInfo)];
  return isObject(capabilities)
    ? { capabilities, info: isObject(info) ? info : { name: "unnamed", version: "0" } }
    : null;
}
