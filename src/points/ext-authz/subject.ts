import { isList, isObject, parseJson } from "#core/model";
import type { ValueObject } from "#core/language";
import type { EvaluationRequest } from "#core/wire";
import type { Refusal } from "#points/api";
import type { RouteSettings } from "./route.ts";
import type { CheckRequest } from "./wire/check-request.ts";
import { readStruct } from "./wire/struct.ts";

type Subject = EvaluationRequest["subject"];

/** The filter of Envoy that verifies tokens. */
const JWT_FILTER = "envoy.filters.http.jwt_authn";
const LONGEST_ID = 2048;

/**
 * Who makes a request, by what Envoy has verified: the claims of a token where the route says so, and else the certificate of the client. A header is never believed.
 * Throws `MalformedMessage` where the claims cannot be read.
 */
export function subjectOf(request: CheckRequest, route: RouteSettings): Subject | Refusal {
  const peer = request.principal;
  if (route.jwt !== null) return subjectOfClaims(request, route, route.jwt);
  if (peer === "" || peer.length > LONGEST_ID)
    return refuse("Envoy has verified no client: let it ask for certificates, or verify tokens and set `writ.jwt`");
  return { type: route.principalKind ?? "service", id: peer, properties: {} };
}

function subjectOfClaims(request: CheckRequest, route: RouteSettings, key: string): Subject | Refusal {
  const claims = claimsIn(request.metadata.get(JWT_FILTER), key);
  const [id, issuer] = [claims?.["sub"], claims?.["iss"]];
  if (claims === null || typeof id !== "string" || id === "" || id.length > LONGEST_ID)
    return refuse("Envoy has verified no token with a subject, which this route asks for");
  const { groups } = claims;
  const own = isList(groups) && groups.every((one) => typeof one === "string") ? { groups } : {};
  const peer = request.principal === "" ? {} : { peer: request.principal };
  const properties = { claims, ...own, ...peer, ...(typeof issuer === "string" ? { issuer } : {}) };
  return { type: route.principalKind ?? "person", id, properties };
}

function claimsIn(struct: Uint8Array | undefined, key: string): ValueObject | null {
  const all = struct === undefined ? {} : readStruct(struct);
  if (!Object.hasOwn(all, key)) return null;
  const read = parseJson(JSON.stringify(all[key]));
  return read.kind === "parsed" && isObject(read.value) ? read.value : null;
}

function refuse(message: string): Refusal {
  return { kind: "refused", code: "unknown-principal", message };
}
