import type { BudgetLimit } from "#core/documents";
import { printable } from "#adapters/reporters";
import type { ListedAgent, ListedGrant } from "./list-agents.ts";
import { alignedRows } from "../aligned.ts";

const HEAD = ["agent", "may", "on", "where", "needs", "until", "by grant"];

/** A table with a line for each grant of each agent, and below what the documents of agents limit. */
export function agentsText(agents: readonly ListedAgent[]): string {
  if (agents.length === 0) return "No agent is registered, and nothing is granted to anybody by name\n";
  const rows = agents.flatMap(rowsOf).map((row) => row.map(printable));
  return [...alignedRows([HEAD, ...rows]), "", ...agents.flatMap(limitsOf).map(printable), ""].join("\n");
}

function rowsOf(agent: ListedAgent): readonly (readonly string[])[] {
  const name = nameOf(agent);
  if (agent.grants.length === 0) return [[name, "nothing", "-", "-", "-", "-", "-"]];
  return agent.grants.map((grant) => [name, ...grantRow(grant)]);
}

function nameOf({ agent, ids }: ListedAgent): string {
  return agent ?? `${ids.join(", ")} (not registered)`;
}

function grantRow(grant: ListedGrant): readonly string[] {
  const needs = [
    ...(grant.approval === "required" ? ["approval"] : []),
    ...grant.tasks.map((task) => `task ${task}`),
    ...grant.conditions,
  ];
  return [
    grant.verbs.join(" "),
    grant.of.join(", "),
    grant.environments.join(" ") || "anywhere",
    needs.join(", ") || "-",
    grant.hasEnded ? `${grant.expires} (ended)` : grant.expires,
    grant.grant,
  ];
}

function limitsOf(agent: ListedAgent): readonly string[] {
  if (agent.agent === null) return [];
  const limits: readonly (readonly [string, readonly string[], string])[] = [
    ["tools", agent.tools, "none"],
    ["models", agent.models, "none"],
    ["environments", agent.environments, "all"],
    ["budgets", agent.budgets.map(budgetText), "without limit"],
  ];
  const depth = agent.delegationDepth === 0 ? "may not delegate" : `may delegate ${agent.delegationDepth} deep`;
  return [
    `${agent.agent}: is ${agent.ids.join(", ")}, belongs to ${agent.owner ?? "nobody"}, ${depth}`,
    ...limits.map(([name, list, none]) => `  ${name.padEnd(12)}  ${list.length === 0 ? none : list.join(", ")}`),
  ];
}

function budgetText({ of: unit, per, window, most }: BudgetLimit): string {
  return `${most} ${unit} per ${per}${window === null ? "" : ` in ${window}`}`;
}
