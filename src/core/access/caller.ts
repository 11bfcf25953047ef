import type { IdentityMethod } from "#core/identity";
import type { Principal } from "#core/model";
import type { Role } from "./roles.ts";

/** How it was proven who calls; `none` for whoever asks what anybody may, and for the server itself. */
export type CallerMethod = IdentityMethod | "none";

/** Who calls, as far as it was proven. */
export interface Caller {
  /**
   * Who answers for the call: stable, and unique across all issuers. Of a token that a person made it is that person, and of an agent that acts on behalf of
   * somebody that somebody. Separation of duties compares these, and nothing else.
   */
  readonly id: string;
  /** For people who read lists; proves nothing. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** What acts: what records name, and whom a decision is about when the caller itself is to be decided about. */
  readonly principal: Principal;
  readonly method: CallerMethod;
  /** Milliseconds since 1970 from which on the proof is worth nothing; null for one without an end. */
  readonly expiresAtMs: number | null;
}

/** The principal of what a caller asks for itself, with everybody on whose behalf it acts in `chain`, outermost first. */
export function principalOfCaller({ principal }: Caller): Principal {
  return principal;
}

/** A caller of whom nothing was proven, and who may do nothing that needs a role. */
export function unprovenCaller(name: string): Caller {
  const principal: Principal = { id: name, kind: "service", groups: [], attributes: {}, chain: [] };
  return { id: `service:${name}`, name, roles: [], principal, method: "none", expiresAtMs: null };
}
