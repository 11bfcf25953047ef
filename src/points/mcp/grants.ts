import type { AgentDocument, BudgetLimit, GrantDocument } from "#core/documents";
import { AgentRegister, taskOf } from "#core/agents";
import type { Bundle } from "#core/bundle";
import { parseTimestamp, Timestamp } from "#core/language";
import type { Principal } from "#core/model";
import { firstOf, short } from "./bounds.ts";

/** One grant, and whether it holds. */
export interface ToldGrant {
  readonly name: string;
  readonly verbs: readonly string[];
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  /** Empty for all. */
  readonly environments: readonly string[];
  /** Empty for any. */
  readonly tasks: readonly string[];
  /** All of which must be true, as expressions. */
  readonly conditions: readonly string[];
  readonly needsApproval: boolean;
  readonly expires: string;
  readonly hasEnded: boolean;
  /** Whether it is for the task that was proven of whoever asks, or for any. */
  readonly isForTask: boolean;
}

/** What grants name a principal. */
export interface Permitted {
  readonly principal: { readonly id: string; readonly kind: string; readonly task: string | null };
  /** The `Agent` document that names it; null without one. */
  readonly agent: string | null;
  /** The tools that the agent is limited to; empty without a limit. */
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly environments: readonly string[];
  /** How much may be used at most, of its own and of what all agents have; without a control plane nobody knows how much of them is left. */
  readonly budgets: readonly BudgetLimit[];
  /** What is granted now, but held each time until somebody approves it: `delete Namespace`. */
  readonly alwaysHeld: readonly string[];
  readonly grants: readonly ToldGrant[];
  readonly leftOut: number;
}

/** What the documents of a bundle grant a principal by name, kind or group. What they come to for one act is for a decision to say. */
export function permittedTo(bundle: Bundle, principal: Principal, now: Timestamp): Permitted {
  const agent = new AgentRegister(bundle.agents).named(principal.id);
  const naming = bundle.grants.map(({ document }) => document).filter((grant) => names(grant, principal));
  const task = taskOf(principal);
  const all = naming.map((grant) => tellGrant(grant, task, now));
  const { told, leftOut } = firstOf(all.toSorted((one, other) => Number(other.isForTask) - Number(one.isForTask)));
  const budgets = [...(agent?.spec.budgets ?? []), ...(bundle.settings?.spec.budgets ?? [])];
  return {
    principal: { id: principal.id, kind: principal.kind, task },
    ...limitsOf(agent),
    budgets: firstOf(budgets).told,
    alwaysHeld: firstOf(heldIn(all.filter(({ hasEnded, isForTask }) => isForTask && !hasEnded))).told,
    grants: told,
    leftOut,
  };
}

function limitsOf(agent: AgentDocument | null): Pick<Permitted, "agent" | "tools" | "models" | "environments"> {
  if (agent === null) return { agent: null, tools: [], models: [], environments: [] };
  const { tools, models, environments } = agent.spec;
  return {
    agent: agent.metadata.name,
    tools: firstOf(tools).told.map(({ name }) => name),
    models: firstOf(models).told,
    environments: firstOf(environments).told,
  };
}

/** What only grants cover that need an approval, of those that hold. */
function heldIn(grants: readonly ToldGrant[]): readonly string[] {
  const free = new Set(grants.filter(({ needsApproval }) => !needsApproval).flatMap(actsOf));
  const held = grants.filter(({ needsApproval }) => needsApproval).flatMap(actsOf);
  return [...new Set(held)].filter((act) => !free.has(act)).toSorted();
}

function actsOf({ verbs, kinds, types }: ToldGrant): readonly string[] {
  return verbs.flatMap((verb) => [...kinds, ...types].map((what) => `${verb} ${what}`));
}

function names({ spec: { principals } }: GrantDocument, principal: Principal): boolean {
  const { kinds, ids, groups } = principals;
  return (
    kinds.length + ids.length + groups.length > 0 &&
    (kinds.length === 0 || kinds.includes(principal.kind)) &&
    (ids.length === 0 || ids.includes(principal.id)) &&
    (groups.length === 0 || principal.groups.some((group) => groups.includes(group)))
  );
}

function tellGrant({ metadata, spec }: GrantDocument, task: string | null, now: Timestamp): ToldGrant {
  const ends = parseTimestamp(spec.expires);
  return {
    name: metadata.name,
    verbs: spec.verbs,
    kinds: spec.kinds,
    types: spec.types,
    environments: spec.environments,
    tasks: spec.tasks,
    conditions: spec.conditions.map(({ expression }) => short(expression.text)),
    needsApproval: spec.approval !== "none",
    expires: spec.expires,
    isForTask: spec.tasks.length === 0 || (task !== null && spec.tasks.includes(task)),
    hasEnded: spec.approvedBy === "" || !(ends instanceof Timestamp && ends.seconds > now.seconds),
  };
}
