import { ownerOf, ROLES, type Role } from "#core/access";
import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import type { Store, TokenRecord } from "#core/store";
import { list, oneOf, optional, orNull, record, required, text, type Shape } from "#core/wire";
import { ApiProblem, exchange, source, type Handled, type Route, type RouteCall } from "#points/api";
import type { Authenticator } from "../access/authenticate.ts";
import { makeToken } from "../access/issue-token.ts";
import { ownToken, ownTokenRequest, type OwnTokenRequest } from "../access/own-token.ts";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";
import { instantIn } from "./instant.ts";

/** What the routes about tokens work on. */
export interface TokenPorts {
  readonly store: Store;
  readonly authenticator: Authenticator;
  readonly log: Log;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  readonly now: () => Date;
}

interface TokenRequest {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly kind: PrincipalKind;
  readonly expiresAt: string | null;
}

/** A token as it is shown: never its text, nor its hash. */
interface TokenMessage {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly kind: string;
  readonly owner: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

interface IssuedMessage extends TokenMessage {
  readonly token: string;
}

interface TokensMessage {
  readonly tokens: readonly TokenMessage[];
}

const WORD: Shape<string> = text("a word", 256);
const ID: Shape<string> = text("an id", 4096);
const NAME: Shape<string> = text("a name", 200);
const MOST_TOKENS = 1_000_000;

const tokenRequest: Shape<TokenRequest> = record<TokenRequest>("a token", {
  name: required(NAME, "what it is for"),
  roles: required(list(oneOf(ROLES), "roles", ROLES.length), "what it may do"),
  kind: optional<PrincipalKind, PrincipalKind>(
    oneOf(PRINCIPAL_KINDS),
    "service",
    "whose it is; a service's unless said",
  ),
  expiresAt: optional(orNull(WORD), null, "when it ends (RFC 3339); null for never"),
});

const fields = {
  id: required(WORD, "its public id"),
  name: required(NAME, "what it is for"),
  roles: required(list(WORD, "roles", 100), "what it may do"),
  kind: required(WORD, "whose it is: a person's, a pipeline's, a service's or an agent's"),
  owner: required(orNull(ID), "who answers for it; null where only the token itself does"),
  createdAt: required(WORD, "when it was made"),
  createdBy: required(ID, "by whom"),
  expiresAt: required(orNull(WORD), "when it ends"),
  revokedAt: required(orNull(WORD), "when it was revoked"),
};

const tokenMessage: Shape<TokenMessage> = record<TokenMessage>("a token", fields);
const issuedMessage: Shape<IssuedMessage> = record<IssuedMessage>("a token, shown this once", {
  ...fields,
  token: required(WORD, "its text, shown this once"),
});
const tokensMessage: Shape<TokensMessage> = record<TokensMessage>("tokens", {
  tokens: required(list(tokenMessage, "tokens", MOST_TOKENS), "by their ids"),
});

/** Tokens are made, listed and revoked here. */
export function tokenRoutes(ports: TokenPorts): readonly Route[] {
  return [listRoute(ports), issueRoute(ports), ownRoute(ports), revokeRoute(ports)];
}

function listRoute({ store }: TokenPorts): Route {
  const told = {
    method: "GET",
    path: "/v1/tokens",
    permission: "administer",
    summary: "Which tokens are there?",
  } as const;
  return source<TokensMessage>(told, tokensMessage, async () => ({
    tokens: (await store.tokens.list()).map(toMessage),
  }));
}

function issueRoute(ports: TokenPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/tokens",
    permission: "administer",
    summary: "Make a token",
    status: 201,
  } as const;
  return exchange<TokenRequest, IssuedMessage>(told, {
    request: tokenRequest,
    response: issuedMessage,
    handle: (request, call) => issue(ports, request, call),
  });
}

/** Somebody who has logged in may have tokens for themselves and their agents, which can do no more than they can. */
function ownRoute(ports: TokenPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/me/tokens",
    permission: "any",
    summary: "Make a token of one's own",
    status: 201,
  } as const;
  return exchange<OwnTokenRequest, IssuedMessage>(told, {
    request: ownTokenRequest,
    response: issuedMessage,
    handle: (request, call) => {
      const wanted = ownToken(request, call.caller, ports.now());
      return wanted instanceof ApiProblem ? wanted : issue(ports, wanted, call);
    },
  });
}

async function issue(
  { store, log, recorder, now }: TokenPorts,
  request: TokenRequest,
  { caller, requestId }: RouteCall,
): Promise<Handled<IssuedMessage>> {
  const { expiresAt } = request;
  if (expiresAt !== null && (instantIn(expiresAt) ?? 0) <= now().getTime()) {
    return new ApiProblem(
      "invalid-request",
      "`expiresAt` must be a time that lies ahead, as in `2030-06-30T00:00:00Z`",
    );
  }
  const token = makeToken({ ...request, owner: ownerOf(caller), createdBy: caller.id }, now());
  await recorder?.act(caller, "token-made", token.id);
  const { kind } = await store.tokens.add(token.record);
  if (kind === "taken") return new ApiProblem("conflict", "Ask again");
  log.info("token made", { requestId, method: caller.method, token: token.id, roles: request.roles.join(" ") });
  return { ...toMessage(token.record), token: token.text };
}

function revokeRoute({ store, authenticator, log, recorder, now }: TokenPorts): Route {
  const told = {
    method: "DELETE",
    path: "/v1/tokens/{id}",
    permission: "administer",
    summary: "Revoke a token",
  } as const;
  return source<TokenMessage>(told, tokenMessage, async ({ parameters, caller, requestId }) => {
    const { id = "" } = parameters;
    if ((await store.tokens.find(id)) === null) return new ApiProblem("not-found", "There is no such token");
    await recorder?.act(caller, "token-revoked", id);
    await store.tokens.revoke(id, now().toISOString());
    authenticator.forget(id);
    const token = await store.tokens.find(id);
    if (token === null) return new ApiProblem("not-found", "There is no such token");
    log.info("token revoked", { requestId, method: caller.method, token: id });
    return toMessage(token);
  });
}

function toMessage({ hash: _hash, ...shown }: TokenRecord): TokenMessage {
  return shown;
}
