import { CelError, type Value } from "#core/language";
import type { Outcome } from "#core/model";
import type { Batch } from "../program/batch.ts";
import type { CompiledProgram } from "../program/program.ts";
import type { LoadedPolicy, Slot } from "../program/loaded-policy.ts";
import type { ExactAnswer } from "../program/exact-policy.ts";
import type { Frame } from "./frame.ts";
import { errorOf, outcomeOf, type Applicability } from "./outcome-of.ts";
import type { Tally } from "./tally.ts";

/**
 * Judges the effect whose turn it is in the frame by the policies of one batch. When the batch cannot answer, because it ran out of its budget
 * or something in it is broken, each policy is judged on its own, so that none bears what another did.
 */
export function judgeBatch(batch: Batch, program: CompiledProgram, tally: Tally): void {
  const { frame } = program;
  const applicability = attempt(batch, frame);
  if (applicability === null) judgeOneByOne(batch, program, tally);
  else markSlots(batch.slots, { applicability, values: frame.out }, batch.isCertain, tally);
}

function attempt(batch: Batch, frame: Frame): Applicability | null {
  try {
    return batch.evaluate(frame);
  } catch {
    return null;
  }
}

function judgeOneByOne(batch: Batch, program: CompiledProgram, tally: Tally): void {
  for (const policy of batch.policies) {
    const slots = batch.slots.filter((slot) => slot.policy === policy);
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
  if (applicability === "rules-out") return markAll(slots, "not-applicable", tally, null);
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

function markAll(slots: readonly Slot[], outcome: Outcome, tally: Tally, detail: Value): void {
  for (const slot of slots) tally.mark(slot, outcome, detail);
}
