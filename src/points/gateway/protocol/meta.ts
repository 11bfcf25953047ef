import type { Value, ValueObject } from "#core/language";
import { own, ownObject, ownString, without } from "./message.ts";

/** Keys below `_meta` since 2026-07-28. */
export const META = {
  revision: "io.modelcontextprotocol/protocolVersion",
  capabilities: "io.modelcontextprotocol/clientCapabilities",
  clientInfo: "io.modelcontextprotocol/clientInfo",
  serverInfo: "io.modelcontextprotocol/serverInfo",
  logLevel: "io.modelcontextprotocol/logLevel",
  subscription: "io.modelcontextprotocol/subscriptionId",
} as const;

const OF_REQUESTS: readonly string[] = [META.revision, META.capabilities, META.clientInfo, META.logLevel];

/** Members of results that the revisions until 2025-11-25 do not know. */
const OF_RESULTS: readonly string[] = ["resultType", "ttlMs", "cacheScope"];

/** The methods whose results say how long they may be kept, since 2026-07-28. */
const CACHED: ReadonlySet<string> = new Set([
  "server/discover",
  "tools/list",
  "prompts/list",
  "resources/list",
  "resources/templates/list",
  "resources/read",
]);

export function metaOf(params: ValueObject): ValueObject {
  return ownObject(params, "_meta");
}

/** The revision that a request says it is written in, since 2026-07-28; null for one that says none. */
export function revisionOf(params: ValueObject): string | null {
  return ownString(metaOf(params), META.revision);
}

/** Parameters with more members below `_meta`. */
export function withMeta(params: ValueObject, more: ValueObject): ValueObject {
  return { ...params, _meta: { ...metaOf(params), ...more } };
}

/** The parameters of a request of 2026-07-28 in the words of the revisions before. */
export function paramsUntil2025(params: ValueObject): ValueObject {
  const meta = without(metaOf(params), OF_REQUESTS);
  const rest = without(params, ["_meta", "inputResponses", "requestState"]);
  return Object.keys(meta).length === 0 ? rest : { ...rest, _meta: meta };
}

/** A complete result of 2026-07-28 in the words of the revisions before. */
export function resultUntil2025(result: ValueObject): ValueObject {
  return without(result, OF_RESULTS);
}

/** A result of the revisions before in the words of 2026-07-28: kept by nobody, since its server said nothing of it. */
export function resultSince2026(method: string, result: ValueObject): ValueObject {
  const kept: Readonly<Record<string, Value>> = CACHED.has(method) ? { ttlMs: 0, cacheScope: "private" } : {};
  return { ...kept, ...result, resultType: own(result, "resultType") ?? "complete" };
}

/** Whether a result asks for more before there is one. */
export function isInputRequired(result: ValueObject): boolean {
  return own(result, "resultType") === "input_required";
}
