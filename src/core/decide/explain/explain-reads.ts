import { InvariantError } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import { openProgram, type Program } from "../program/program.ts";
import type { Verdict } from "../decision.ts";
import { askAgain } from "./ask-again.ts";
import { collectReads, type WitnessRead } from "./collect-reads.ts";
import { Inquiry } from "./inquiry.ts";

/**
 * Everything that a validation read to come to its verdict, whatever that was; `null` stands for what was not there.
 *
 * `proposal` and `now` must be those of the decision. Throws `InvariantError` for a verdict that the program cannot have given.
 */
export function explainReads(
  program: Program,
  proposal: Proposal,
  verdict: Verdict,
  now: Timestamp,
): readonly WitnessRead[] {
  const opened = openProgram(program);
  const policy = opened.policies.get(verdict.policy);
  const validation = policy?.checked.validations.find(({ id }) => id === verdict.validation);
  const effect = proposal.effects[verdict.effect];
  if (policy === undefined || validation === undefined || effect === undefined) {
    throw new InvariantError("foreign-verdict", `No \`${verdict.policy}/${verdict.validation}\` to explain`);
  }
  return askAgain(opened, proposal, { effect, now }, () => {
    const place = new Inquiry(opened, policy).explain(validation.checked);
    return collectReads([{ node: place.explained.root, place, wanted: null }], () => validation.checked.parsed.source);
  });
}
