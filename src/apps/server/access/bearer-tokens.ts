import { hash } from "node:crypto";
import type { Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { VerifyToken } from "#adapters/identity";
import type { CallerOf } from "./issuers.ts";
import { refusedFor, type Authentication } from "./authentication.ts";

/** How long a token that was verified is believed without being verified again: at most so long after its issuer took its key back. */
const BELIEVED_MS = 10_000;
/** How many tokens are remembered. */
const MOST_KNOWN = 10_000;

interface Believed {
  readonly caller: Caller;
  readonly since: number;
  readonly until: number;
}

/** Tells callers by the tokens of issuers. Only what was verified is remembered, under the digest of the whole token. */
export class BearerTokens {
  readonly #verify: VerifyToken;
  readonly #callerOf: CallerOf;
  readonly #now: () => number;
  readonly #believed = new Map<string, Believed>();

  constructor(verify: VerifyToken, callerOf: CallerOf, now: () => number) {
    this.#verify = verify;
    this.#callerOf = callerOf;
    this.#now = now;
  }

  /** Who has this token. Rejects with `UnavailableError` when its issuer cannot be asked. */
  async authenticate(text: string): Promise<Authentication> {
    const digest = hash("sha256", text, "base64");
    const known = this.#believed.get(digest);
    const now = this.#now();
    // A clock that was set back lets nothing be believed for longer.
    if (known !== undefined && known.since <= now && now < known.until) return { kind: "caller", caller: known.caller };
    this.#believed.delete(digest);
    const verification = await this.#verify(text, now);
    if (verification.kind === "unavailable") throw new UnavailableError("issuer-unavailable", verification.message);
    if (verification.kind === "refused") return refusedFor(verification.refusal);
    const result = this.#callerOf(verification.identity);
    if (result.kind === "refused") return refusedFor(result.refusal);
    this.#believe(digest, result.caller);
    return result;
  }

  #believe(digest: string, caller: Caller): void {
    if (this.#believed.size >= MOST_KNOWN) this.#believed.delete(this.#believed.keys().next().value ?? "");
    const since = this.#now();
    this.#believed.set(digest, { caller, since, until: Math.min(since + BELIEVED_MS, caller.expiresAtMs ?? 0) });
  }
}
