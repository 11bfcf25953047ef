import type { Timestamp } from "#core/language";
import { POINTS, PRINCIPAL_KINDS, type Proposal } from "#core/model";
import { LazyDecision, type Decision } from "./decision.ts";
import { judgeEffects } from "./judge/judge-effects.ts";
import { Tally } from "./judge/tally.ts";
import { CompiledProgram, openProgram, type Program } from "./program/program.ts";

/** Proposals with more effects are denied. */
export const MAX_EFFECTS = 1_000_000;

/**
 * Answers one proposal against one program.
 *
 * Total and pure: equal inputs give equal decisions, nothing is thrown, and `now` is the only clock. What cannot be judged is denied, a bug of
 * our own included (reason `internal-error`). The lists of the decision are made when they are first read and speak of the proposal as it was
 * handed in, which must not change meanwhile.
 *
 * Agents need a `Grant` for every effect, and so does every agent on whose behalf somebody acts; at the points of agents each has to be registered. A policy limited to
 * environments applies to an effect whose resource or whose context names one of them, a grant only where both do as far as they are known.
 */
export function decide(program: Program, proposal: Proposal, now: Timestamp): Decision {
  try {
    return judge(openProgram(program), proposal, now);
  } catch (cause) {
    return refuse(program instanceof CompiledProgram ? program.bundleDigest : "", cause);
  }
}

function judge(program: CompiledProgram, proposal: Proposal, now: Timestamp): Decision {
  const tally = new Tally(proposal, program.waivers, now);
  if (isJudgeable(proposal, tally)) judgeEffects({ program, proposal, now }, tally);
  return new LazyDecision(program.bundleDigest, tally);
}

function isJudgeable({ principal, context, effects }: Proposal, tally: Tally): boolean {
  if (!Array.isArray(effects) || !Array.isArray(context.unresolved)) {
    tally.deny("invalid-proposal", "The proposal has no list of effects, or none of what could not be resolved");
  }
  if (effects.length > MAX_EFFECTS) {
    tally.deny(
      "proposal-too-large",
      `${effects.length} effects are more than the ${MAX_EFFECTS} that are judged at once`,
    );
  }
  if (!PRINCIPAL_KINDS.includes(principal.kind)) {
    tally.deny("invalid-proposal", `\`${principal.kind}\` is not a kind of principal`);
  }
  if (!POINTS.includes(context.point)) tally.deny("invalid-proposal", `\`${context.point}\` is not a point`);
  return tally.effect === "allow";
}

function refuse(bundleDigest: string, cause: unknown): Decision {
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : `a ${typeof cause} was thrown`;
  const message = `The decision failed inside Writ: ${detail}`;
  return {
    effect: "deny",
    verdicts: [],
    concerns: [],
    passes: new Map(),
    notApplicable: 0,
    reasons: [{ code: "internal-error", message, effect: null }],
    obligations: [],
    bundleDigest,
  };
}
