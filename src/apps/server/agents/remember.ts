import { subAgentName } from "#core/agents";
import { effectsOf, labelsOf, readAct, type DatedAct, type RememberedAct } from "#core/history";
import type { StoredAct } from "#core/store";
import type { Act, Settlement } from "#points/agents";

/** An act before it is ruled. */
export function remember({ caller, session, proposal, surface, cost }: Act, carried: readonly string[]): RememberedAct {
  return {
    agent: caller.principal.id,
    subAgent: subAgentName(caller.principal),
    session,
    tool: "server" in surface ? `${surface.server}/${surface.name}` : null,
    effect: "deny",
    ...effectsOf(proposal),
    labels: [],
    carried,
    tokens: cost.tokens,
    microUsd: cost.microUsd,
    destroyed: cost.destroyed,
  };
}

/** The same act with what became of it; what never left took nothing. */
export function settled(act: RememberedAct, { kind, tokens, microUsd, labels = [] }: Settlement): RememberedAct {
  const isUnsent = kind === "unsent";
  return {
    ...act,
    ...(isUnsent ? { effect: "unsent" } : {}),
    labels: labelsOf([...act.labels, ...labels]),
    tokens: isUnsent ? 0 : countOr(tokens, act.tokens),
    microUsd: isUnsent ? 0 : countOr(microUsd, act.microUsd),
    destroyed: isUnsent ? 0 : act.destroyed,
  };
}

function countOr(told: number | undefined, otherwise: number): number {
  return told !== undefined && Number.isSafeInteger(told) && told >= 0 ? told : otherwise;
}

/** The key of the history of one session. No principal is called so. */
export function sessionKey({ caller, session }: Pick<Act, "caller" | "session">): string {
  return `\u0000session ${JSON.stringify([caller.principal.id, session])}`;
}

export function datedOf({ id, at, act }: StoredAct): DatedAct {
  return { id, atMs: Date.parse(at), act: readAct(act) };
}

/** RFC 3339 of milliseconds since 1970. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
