import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { verifyPeer, type Authorities, type Verification } from "#adapters/identity";
import { refusedFor, type Authentication } from "./authentication.ts";
import type { CallerOf } from "./issuers.ts";

/** Tells callers by the certificates that they showed when they connected (X.509-SVID). */
export class Certificates {
  readonly #authorities: () => Authorities;
  readonly #callerOf: CallerOf;
  readonly #now: () => number;
  readonly #verified = new WeakMap<TLSSocket, Verification>();

  constructor(authorities: () => Authorities, callerOf: CallerOf, now: () => number) {
    this.#authorities = authorities;
    this.#callerOf = callerOf;
    this.#now = now;
  }

  /** Who is at the other end of a connection, as long as the certificate is valid; null where none was shown. */
  authenticate(socket: Socket): Authentication | null {
    if (!(socket instanceof TLSSocket) || socket.getPeerX509Certificate() === undefined) return null;
    const verification = this.#verify(socket);
    if (verification.kind !== "proven")
      return verification.kind === "refused" ? refusedFor(verification.refusal) : EXPIRED;
    const { expiresAtMs } = verification.identity;
    if (expiresAtMs === null || expiresAtMs <= this.#now()) return EXPIRED;
    const result = this.#callerOf(verification.identity);
    return result.kind === "caller" ? result : refusedFor(result.refusal);
  }

  /** A connection proves once who is at its other end, and it stays the same one. */
  #verify(socket: TLSSocket): Verification {
    const known = this.#verified.get(socket);
    if (known !== undefined) return known;
    const verification = verifyPeer(socket, this.#authorities());
    this.#verified.set(socket, verification);
    return verification;
  }
}

const EXPIRED: Authentication = {
  kind: "nobody",
  reason: "identity-expired",
  detail: "The certificate of the connection has expired: connect again with a new one",
};
