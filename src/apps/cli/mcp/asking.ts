import type { WritClient } from "#client";
import { TASK } from "#core/agents";
import { PRINCIPAL_KINDS, type Principal } from "#core/model";
import { ToolProblem } from "./tool-problem.ts";

/** Whoever the token stands for, with the task that was proven. Throws a `ToolProblem` for a kind that is not known here. */
export async function askingOf(client: WritClient): Promise<Principal> {
  const { id, kind, groups, chain, task } = (await client.me()).principal;
  const known = PRINCIPAL_KINDS.find((one) => one === kind);
  if (known === undefined)
    throw new ToolProblem("The control plane names a principal of a kind that is not known here");
  return { id, kind: known, groups, chain, attributes: task === null ? {} : { [TASK]: task } };
}
