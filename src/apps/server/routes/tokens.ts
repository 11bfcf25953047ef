import { ownerOf } from "#core/access";
import type { Store, TokenRecord } from "#core/store";
import {
  issuedMessage,
  tokenMessage,
  tokenRequest,
  tokensMessage,
  type IssuedMessage,
  type TokenMessage,
  type TokenRequest,
  type TokensMessage,
} from "#core/wire";
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
  if ((request.task ?? null) !== null && expiresAt === null)
    return new ApiProblem("invalid-request", "A token for a task has an end, since tasks have: `expiresAt` is missing");
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
