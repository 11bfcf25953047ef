import type { IncomingMessage } from "node:http";
import type { ApiTokens } from "./api-tokens.ts";
import { NOBODY, type Authentication } from "./authentication.ts";
import type { BearerTokens } from "./bearer-tokens.ts";
import type { Certificates } from "./certificates.ts";
import type { Sessions } from "./sessions.ts";

/** The ways in which a caller may prove who it is. Null where the settings name nobody who could vouch for one. */
export interface AuthenticatorPorts {
  readonly tokens: ApiTokens;
  readonly bearers: BearerTokens | null;
  readonly certificates: Certificates | null;
  readonly sessions: Sessions | null;
}

/**
 * The one door for callers: a token of Writ's own, a token of an issuer, the certificate of the connection, the session of a browser, in this order.
 * A request that shows one proof is judged by it alone, so that a proof that is refused is never made good by another.
 */
export class Authenticator {
  readonly #ports: AuthenticatorPorts;

  constructor(ports: AuthenticatorPorts) {
    this.#ports = ports;
  }

  /** Who sent a request. Rejects with `UnavailableError` when that cannot be told now. */
  async authenticate(request: IncomingMessage): Promise<Authentication> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return this.#byToken(authorization);
    const { certificates, sessions } = this.#ports;
    const shown = certificates?.authenticate(request.socket) ?? null;
    if (shown !== null) return shown;
    return sessions === null || cookie === undefined ? NOBODY : sessions.authenticate(request);
  }

  async #byToken(authorization: string): Promise<Authentication> {
    const text = BEARER.test(authorization) ? authorization.slice(7) : "";
    if (text === "") return NOBODY;
    const { tokens, bearers } = this.#ports;
    if (bearers !== null && !text.startsWith(OWN)) return bearers.authenticate(text);
    const caller = await tokens.find(text);
    return caller === null ? UNKNOWN_TOKEN : { kind: "caller", caller };
  }

  /** Forgets what is remembered of a token of Writ's own, as after it was revoked here. */
  forget(id: string): void {
    this.#ports.tokens.forget(id);
  }
}

const BEARER = /^bearer /i;
const OWN = "writ_";
const UNKNOWN_TOKEN: Authentication = { kind: "nobody", reason: "unknown-token", detail: null };
