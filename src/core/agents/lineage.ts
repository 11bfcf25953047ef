import { MAX_DELEGATION_DEPTH, type AgentDocument } from "#core/documents";
import { isList, PRINCIPAL_KINDS, type Principal, type PrincipalKind } from "#core/model";
import type { AgentRegister } from "./register.ts";
import { runOf } from "./sub-agent.ts";
import { TASK } from "./task.ts";

/** Everybody who acts in a proposal: those on whose behalf, outermost first, and last the principal itself; before a part of a run its run. */
export type Lineage =
  | { readonly kind: "lineage"; readonly members: readonly LineageMember[] }
  | { readonly kind: "broken"; readonly reason: string };

export interface LineageMember {
  /** The member as though it asked itself, with those before it as its chain. */
  readonly principal: Principal;
  /** What it may be where nobody tells: everything but an agent. */
  readonly kinds: readonly PrincipalKind[];
  /** Its document; null for one that is not registered. */
  readonly agent: AgentDocument | null;
  readonly isAgent: boolean;
}

/** The attribute in which the kinds of the chain's members stand, in their order, where they were proven. */
const CHAIN_KINDS = "chainKinds";
/**
 * Works out who acts, and on whose behalf.
 *
 * A member is an agent when it is registered, when its kind says so, and when it acts on behalf of another without anybody telling its kind. Only the first may be
 * of a kind that is not told: a person, a pipeline or a service. A chain that is too long, that has a member twice or without a name, whose kinds are none, or that
 * goes on further than an agent in it may delegate is broken.
 *
 * INVARIANT (sub-agent-is-never-more): a sub-agent stands after its run, as a member of its own, so that what nobody proved of it takes rights away and gives none.
 */
export function lineageOf(principal: Principal, register: AgentRegister): Lineage {
  const { chain } = principal;
  const kinds = kindsOf(principal);
  if (!isList(chain) || kinds === null) return broken("it is not a list of ids with their kinds");
  if (chain.length > MAX_DELEGATION_DEPTH) return broken(`it has more than ${MAX_DELEGATION_DEPTH} members`);
  const ids = new Set([...chain, principal.id]);
  if (ids.size !== chain.length + 1 || [...ids].some((id) => typeof id !== "string" || id === ""))
    return broken("a member of it has no name, or stands in it twice");
  const members = [...chain.map((_, at) => memberOf(principal, at, kinds, register)), ...actorsOf(principal, register)];
  const tooDeep = members.find(({ agent }, at) => agent !== null && chain.length - at > agent.spec.delegationDepth);
  if (tooDeep === undefined) return { kind: "lineage", members };
  const { agent } = tooDeep;
  return broken(
    `the agent \`${agent?.metadata.name ?? ""}\` may have ${agent?.spec.delegationDepth ?? 0} after it (\`delegationDepth\`)`,
  );
}

function broken(reason: string): Lineage {
  return { kind: "broken", reason };
}

/** Whoever acts; after its run where it is a part of one, whose document is that of the run. */
function actorsOf(principal: Principal, register: AgentRegister): readonly LineageMember[] {
  const isAgent = principal.kind === "agent";
  const agent = isAgent ? register.named(principal.id) : null;
  const run = runOf(principal);
  const like = { kinds: [principal.kind], isAgent };
  return run === null
    ? [{ ...like, principal, agent }]
    : [
        { ...like, principal: run, agent },
        { ...like, principal, agent: null },
      ];
}

/** The kinds of the members of a chain, each null where it is not told; null where what is told cannot be right. */
function kindsOf({ chain, attributes }: Principal): readonly (PrincipalKind | null)[] | null {
  const told = Object.hasOwn(attributes, CHAIN_KINDS) ? attributes[CHAIN_KINDS] : undefined;
  if (told === undefined) return chain.map(() => null);
  if (!isList(told) || told.length !== chain.length) return null;
  const kinds = told.flatMap((one) => PRINCIPAL_KINDS.find((kind) => kind === one) ?? []);
  return kinds.length === chain.length ? kinds : null;
}

const NOT_TOLD: readonly PrincipalKind[] = PRINCIPAL_KINDS.filter((kind) => kind !== "agent");

function memberOf(
  { chain, attributes }: Principal,
  at: number,
  kinds: readonly (PrincipalKind | null)[],
  register: AgentRegister,
): LineageMember {
  const id = chain[at] ?? "";
  const agent = register.named(id);
  const told = kinds[at] ?? null;
  const isAgent = agent !== null || told === "agent" || (told === null && at > 0);
  const kind = isAgent ? "agent" : (told ?? "service");
  const task = Object.hasOwn(attributes, TASK) ? { [TASK]: attributes[TASK] ?? null } : {};
  return {
    principal: { id, kind, groups: [], attributes: task, chain: chain.slice(0, at) },
    kinds: isAgent ? ["agent"] : told === null ? NOT_TOLD : [told],
    agent,
    isAgent,
  };
}
