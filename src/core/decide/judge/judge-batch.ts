import { CelError, type Value } from "#core/language";
import type { Batch, Member } from "../program/batch.ts";
import type { ExactAnswer } from "../program/exact-policy.ts";
import type { LoadedPolicy, Slot } from "../program/loaded-policy.ts";
import type { CompiledProgram } from "../program/program.ts";
import type { Frame } from "./frame.ts";
import { applicabilityOf, errorOf, outcomeOf } from "./outcome-of.ts";
import type { Tally } from "./tally.ts";

/**
 * Judges the effect whose turn it is in the frame by the policies of one batch.
 *
 * INVARIANT (isolation): no policy bears what another did. When a batch runs out of its budget, is broken or has an error in it (the engine
 * lets one failure spoil all expressions after it), each of its policies is judged on its own.
 */
export function judgeBatch(batch: Batch, program: CompiledProgram, tally: Tally): void {
  const { out } = program.frame;
  if (!attempt(batch, program.frame)) return judgeOneByOne(batch, program, tally);
  if (isAllTrue(out, 0, batch.size)) return;
  if (batch.members.length > 1 && batch.members.some((member) => !isSatisfied(out, member) && hasError(out, member))) {
    return judgeOneByOne(batch, program, tally);
  }
  for (const member of batch.members) {
    if (!isSatisfied(out, member)) markSlots(member.slots, answerIn(out, member), batch.isCertain, tally);
  }
}

function attempt(batch: Batch, frame: Frame): boolean {
  try {
    return batch.evaluate(frame);
  } catch {
    return false;
  }
}

function isAllTrue(values: readonly Value[], from: number, to: number): boolean {
  for (let position = from; position < to; position++) if (values[position] !== true) return false;
  return true;
}

function isSatisfied(out: readonly Value[], member: Member): boolean {
  return (
    isAllTrue(out, member.conditionsFrom, member.conditionsTo) &&
    isAllTrue(out, member.validationsFrom, member.validationsTo)
  );
}

const RULED_OUT: ExactAnswer = { applicability: "rules-out", values: [] };

function answerIn(out: readonly Value[], member: Member): ExactAnswer {
  const applicability = applicabilityOf(out, member.conditionsFrom, member.conditionsTo);
  if (applicability === "rules-out") return RULED_OUT;
  return { applicability, values: out.slice(member.validationsFrom, member.validationsTo) };
}

function hasError(out: readonly Value[], member: Member): boolean {
  const applicability = applicabilityOf(out, member.conditionsFrom, member.conditionsTo);
  if (applicability === "rules-out") return false;
  if (applicability instanceof CelError) return true;
  for (let at = member.validationsFrom; at < member.validationsTo; at++) {
    if (outcomeOf(out[at]) === "error") return true;
  }
  return false;
}

function judgeOneByOne(batch: Batch, program: CompiledProgram, tally: Tally): void {
  for (const { policy, slots } of batch.members) {
    markSlots(slots, answerOf(policy, program), batch.isCertain, tally);
  }
}

/** What a policy says on its own. When it breaks, the decision breaks with it, unless its mode may never change a decision. */
function answerOf(policy: LoadedPolicy, program: CompiledProgram): ExactAnswer {
  try {
    return program.exact(policy).evaluate(program.frame);
  } catch (cause) {
    if (policy.spec.mode !== "warn" && policy.spec.mode !== "audit") throw cause;
    return { applicability: new CelError("invalid-argument", "the policy cannot be evaluated"), values: [] };
  }
}

function markSlots(slots: readonly Slot[], answer: ExactAnswer, isCertain: boolean, tally: Tally): void {
  const { applicability, values } = answer;
  if (applicability === "rules-out") return tally.ruleOut(slots);
  if (applicability instanceof CelError) return markAll(slots, isCertain ? "error" : "unknown", tally, applicability);
  const isOpen = !isCertain || applicability === "open";
  for (let position = 0; position < slots.length; position++) {
    const value = values[position];
    const slot = slots[position];
    if (value !== true && slot !== undefined) markValue(slot, value, isOpen, tally);
  }
}

function markValue(slot: Slot, value: Value | undefined, isOpen: boolean, tally: Tally): void {
  const outcome = outcomeOf(value);
  const detail = outcome === "error" ? errorOf(value) : (value ?? null);
  tally.mark(slot, isOpen ? "unknown" : outcome, detail);
}

function markAll(slots: readonly Slot[], outcome: "error" | "unknown", tally: Tally, detail: Value): void {
  for (const slot of slots) tally.mark(slot, outcome, detail);
}
