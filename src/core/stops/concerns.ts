import type { Caller } from "#core/access";
import { subAgentIds } from "#core/agents";
import type { Stop, StopKind } from "#core/store";

/** What of an act tells whether it is stopped. */
export interface StoppableAct {
  readonly caller: Pick<Caller, "id" | "principal">;
  readonly session: string;
  /** Through what it acts: the server with the name of a tool, resource or prompt there, or a provider with the name of a model; null for neither. */
  readonly through: { readonly server: string; readonly name: string } | null;
}

type Target = Pick<Stop, "kind" | "name">;

/** How each kind of stop tells what it concerns. */
const CONCERNS: Readonly<Record<StopKind, (name: string, act: StoppableAct) => boolean>> = {
  /** An agent, and whatever acts on its behalf; by the name of a person whatever acts for that person; and a part of a run by both names. */
  agent: (name, { caller: { id, principal } }) =>
    name === id || name === principal.id || principal.chain.includes(name) || subAgentIds(principal).includes(name),
  session: (name, { session }) => name === session,
  tool: (name, { through }) => through !== null && name === `${through.server}/${through.name}`,
  server: (name, { through }) => through !== null && name === through.server,
  /** All whom one issuer vouches for, or who are in one group. */
  tenant: (name, { caller: { principal } }) =>
    principal.attributes["issuer"] === name || principal.groups.includes(name),
  everything: () => true,
};

/** Whether a stop concerns an act; whatever is not known to this version concerns everything. */
export function concerns({ kind, name }: Target, act: StoppableAct): boolean {
  return Object.hasOwn(CONCERNS, kind) ? CONCERNS[kind](name, act) : true;
}

/** What was stopped, in words. */
export function stopText({ kind, name }: Target): string {
  return kind === "everything" ? "everything" : `${kind} \`${name}\``;
}
