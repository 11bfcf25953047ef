import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Decision } from "./decision.ts";
import { openProgram, type Program } from "./program/program.ts";

/**
 * The names, in order, of the waivers that are no longer needed as far as one decision shows: they reach at least one of its verdicts, and none
 * that a waiver would be needed for. `proposal` and `now` must be those of the decision.
 */
export function findIdleWaivers(
  program: Program,
  proposal: Proposal,
  decision: Decision,
  now: Timestamp,
): readonly string[] {
  const { waivers } = openProgram(program);
  const reaching = new Set<string>();
  const needed = new Set<string>();
  for (const verdict of decision.verdicts) {
    const resource = proposal.effects[verdict.effect]?.resource;
    const names = resource === undefined ? [] : waivers.find(verdict, resource, now);
    const isSatisfied = verdict.underlying === "pass" || verdict.underlying === "not-applicable";
    for (const name of names) (isSatisfied ? reaching : needed).add(name);
  }
  return [...reaching].filter((name) => !needed.has(name)).toSorted();
}
