import type { Caller } from "#core/access";
import type { IdentityRefusal } from "#core/identity";

/** What came of a request's proofs: who sent it, or that nobody is believed to have. */
export type Authentication =
  | { readonly kind: "caller"; readonly caller: Caller }
  /** `detail` is for the caller, in a sentence that holds nothing of the proof. */
  | { readonly kind: "nobody"; readonly reason: string; readonly detail: string | null }
  /** A browser sent its cookie along with what another site asked for. */
  | { readonly kind: "foreign" };

/** Nobody said who they are. */
export const NOBODY: Authentication = { kind: "nobody", reason: "no-proof", detail: null };

export function refusedFor({ code, message }: IdentityRefusal): Authentication {
  return { kind: "nobody", reason: code, detail: message };
}
