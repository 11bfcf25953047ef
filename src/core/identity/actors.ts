import type { Value } from "#core/language";
import { isObject } from "#core/model";
import { claimAt } from "./claims.ts";
import type { ProvenIdentity } from "./identity.ts";

/** How many actors a token may name; deeper chains are refused, not cut. */
export const MAX_ACTORS = 8;

/** Everybody on whose behalf a token speaks, outermost first, and last the one who acts now; or why that cannot be told. */
export type ActorChain =
  | { readonly kind: "chain"; readonly subjects: readonly [string, ...string[]] }
  | { readonly kind: "broken"; readonly reason: string };

/**
 * Reads the `act` claims of a token (RFC 8693, section 4.1): the outermost `act` is who acts now, each one within it acted before, and the subject is
 * the one on whose behalf all of them act. So the chain reads the subject, then the innermost actor, up to the outermost. An actor of another issuer
 * breaks the chain: its name may be somebody else's here.
 *
 * The RFC calls earlier actors information only. They are kept, since whoever acts may never do more than all those before it.
 */
export function actorsOf(name: string, { claims, issuer }: ProvenIdentity): ActorChain {
  const actors: string[] = [];
  let act = claimAt(claims, "act");
  while (act !== undefined) {
    if (actors.length === MAX_ACTORS) return broken(`names more than ${MAX_ACTORS} actors`);
    const actor = actorOf(act);
    if (actor === null) return broken("has an `act` claim that is not a map with a text `sub`");
    if (actor.issuer !== undefined && actor.issuer !== issuer) return broken("names an actor of another issuer");
    actors.push(actor.subject);
    act = actor.before;
  }
  return { kind: "chain", subjects: [name, ...actors.toReversed()] };
}

interface Actor {
  readonly subject: string;
  readonly issuer: Value | undefined;
  readonly before: Value | undefined;
}

function actorOf(act: Value): Actor | null {
  if (!isObject(act)) return null;
  const [sub, iss, before] = ["sub", "iss", "act"].map((name) => claimAt(act, name));
  return typeof sub === "string" && sub !== "" ? { subject: sub, issuer: iss, before } : null;
}

function broken(reason: string): ActorChain {
  return { kind: "broken", reason };
}
