import { boundIds } from "#core/agents";
import type { Bundle } from "#core/bundle";
import type { AgentDocument, BudgetLimit, GrantDocument } from "#core/documents";

/** A registered agent with all that it may do, or a principal to whom something is granted without being registered. */
export interface ListedAgent {
  /** The name of its document; null where it has none. */
  readonly agent: string | null;
  readonly owner: string | null;
  /** The ids of principals that it is. */
  readonly ids: readonly string[];
  readonly grants: readonly ListedGrant[];
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly environments: readonly string[];
  readonly delegationDepth: number;
  readonly budgets: readonly BudgetLimit[];
}

export interface ListedGrant {
  readonly grant: string;
  readonly verbs: readonly string[];
  /** Kinds and native types. */
  readonly of: readonly string[];
  readonly environments: readonly string[];
  readonly tasks: readonly string[];
  readonly conditions: readonly string[];
  readonly approval: "none" | "required";
  readonly expires: string;
  readonly hasEnded: boolean;
}

/** Who may do what: every registered agent, and every id that a grant names and nobody is registered with. */
export function listAgents(bundle: Bundle, now: Date): readonly ListedAgent[] {
  const grants = bundle.grants.map(({ document }) => document).toSorted(byName);
  const registered = bundle.agents.toSorted(byName).map((agent) => listed(agent, grants, now));
  const known = new Set(registered.flatMap(({ ids }) => ids));
  const others = new Set(grants.flatMap(({ spec }) => spec.principals.ids).filter((id) => !known.has(id)));
  const nobody = { agent: null, owner: null, tools: [], models: [], environments: [], delegationDepth: 0, budgets: [] };
  return [
    ...registered,
    ...[...others].toSorted().map((id) => ({ ...nobody, ids: [id], grants: grantsOf([id], grants, now) })),
  ];
}

type NamedDocument = Pick<AgentDocument, "metadata">;

function byName({ metadata: a }: NamedDocument, { metadata: b }: NamedDocument): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function listed(agent: AgentDocument, grants: readonly GrantDocument[], now: Date): ListedAgent {
  const { owner, tools, models, environments, delegationDepth, budgets } = agent.spec;
  const ids = boundIds(agent).map(({ id }) => id);
  return {
    agent: agent.metadata.name,
    owner,
    ids,
    grants: grantsOf(ids, grants, now),
    tools: tools.map(({ name, digest }) => (digest === null ? name : `${name}@${digest.slice(0, 12)}`)),
    models,
    environments,
    delegationDepth,
    budgets,
  };
}

/** The grants that are for one of the ids, or for agents in general; whether groups are shown by whoever proves them is not known here. */
function grantsOf(ids: readonly string[], grants: readonly GrantDocument[], now: Date): readonly ListedGrant[] {
  return grants
    .filter(({ spec: { principals } }) => isFor(principals, ids))
    .map(({ metadata, spec }) => ({
      grant: metadata.name,
      verbs: spec.verbs,
      of: [...spec.kinds, ...spec.types],
      environments: spec.environments,
      tasks: spec.tasks,
      conditions: [
        ...spec.principals.groups.map((group) => `in the group ${group}`),
        ...spec.conditions.map(({ name }) => name),
      ],
      approval: spec.approval,
      expires: spec.expires,
      hasEnded: Date.parse(spec.expires) <= now.getTime(),
    }));
}

function isFor({ kinds, ids: named }: GrantDocument["spec"]["principals"], ids: readonly string[]): boolean {
  return (
    (kinds.length === 0 || kinds.includes("agent")) && (named.length === 0 || named.some((id) => ids.includes(id)))
  );
}
