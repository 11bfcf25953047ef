import { InvariantError } from "#core/diagnostics";
import type { CheckedValidation } from "#core/bundle";
import { CelError, Unknown, type CheckedExpression, type Timestamp, type Value } from "#core/language";
import type { Proposal } from "#core/model";
import { openProgram } from "../program/program.ts";
import type { Verdict } from "../decision.ts";
import { describeUnknown } from "../judge/describe-mark.ts";
import type { CompiledProgram, Program } from "../program/program.ts";
import { askAgain } from "./ask-again.ts";
import { collectReads, type WitnessRead } from "./collect-reads.ts";
import { findFailing, findSymptom, requirementOf, type Part } from "./find-parts.ts";
import { Inquiry, isOutOfBudget } from "./inquiry.ts";
import { failureMessage, oneLine } from "./message.ts";

export interface Witness {
  readonly message: string;
  readonly reads: readonly WitnessRead[];
  /** The smallest sub-expressions that made the outcome what it is, as source text. */
  readonly required: string;
}

/**
 * Explains one verdict of a decision by evaluating its validation once more with every read recorded.
 *
 * For a waived verdict it explains what the waiver turned aside. `proposal` and `now` must be those of the decision. Throws `InvariantError`
 * for a verdict that the program cannot have given on the proposal.
 */
export function explainVerdict(program: Program, proposal: Proposal, verdict: Verdict, now: Timestamp): Witness {
  const opened = openProgram(program);
  const effect = proposal.effects[verdict.effect];
  if (effect === undefined) throw new InvariantError("foreign-verdict", `No effect ${verdict.effect} to explain`);
  return askAgain(opened, proposal, { effect, now }, () => witnessOf(opened, verdict));
}

function witnessOf(program: CompiledProgram, verdict: Verdict): Witness {
  const policy = program.policies.get(verdict.policy);
  const position = policy?.checked.validations.findIndex(({ id }) => id === verdict.validation) ?? -1;
  const validation = policy?.checked.validations[position];
  if (policy === undefined || validation === undefined) {
    throw new InvariantError("foreign-verdict", `No validation \`${verdict.policy}/${verdict.validation}\` to explain`);
  }
  const inquiry = new Inquiry(program, policy);
  const value = inquiry.answer.values[position];
  switch (verdict.underlying) {
    case "pass":
      return plainWitness("The validation passes", validation);
    case "not-applicable":
      return plainWitness("The policy does not apply", validation);
    case "fail":
      return explainFailure(inquiry, validation);
    default:
      return explainUndecided(inquiry, validation, value);
  }
}

function plainWitness(message: string, { checked }: CheckedValidation): Witness {
  return { message, reads: [], required: oneLine(checked.parsed.source) };
}

function explainFailure(inquiry: Inquiry, validation: CheckedValidation): Witness {
  const place = inquiry.explain(validation.checked);
  const whole = { node: place.explained.root, place, wanted: true };
  const parts = findFailing(whole);
  const message = failureMessage(validation, inquiry.message(validation));
  return { message, reads: collectReads(parts, requirementOf), required: oneLine(requirementOf(whole)) };
}

/** Looks for what kept a policy from an answer: first in what says whether it applies at all, then in the validation. */
function explainUndecided(inquiry: Inquiry, validation: CheckedValidation, value: Value | undefined): Witness {
  const { applicability } = inquiry.answer;
  if (applicability instanceof CelError) return explainSymptom(inquiry, inquiry.conditions, applicability);
  if (value instanceof CelError || value instanceof Unknown) {
    return explainSymptom(inquiry, [validation.checked], value);
  }
  const open = applicability === "open" ? findUnknowns(inquiry) : [];
  if (open.length > 0) return undecided(openMessage(open), open);
  return plainWitness("It cannot be told whether the resource is in an environment of the policy", validation);
}

function openMessage([first]: readonly Part[]): string {
  const value = first?.node.value;
  const cause = value instanceof Unknown ? `, since ${describeUnknown(value)}` : "";
  return oneLine(`It is not met, and it cannot be told whether the policy applies${cause}`);
}

function findUnknowns(inquiry: Inquiry): readonly Part[] {
  return findIn(inquiry, inquiry.conditions, (value) => value instanceof Unknown);
}

function explainSymptom(inquiry: Inquiry, among: readonly CheckedExpression[], symptom: CelError | Unknown): Witness {
  const message = oneLine(symptom instanceof Unknown ? describeUnknown(symptom) : symptom.message);
  if (isOutOfBudget(symptom)) {
    return { message, reads: [], required: oneLine(among.map(({ parsed }) => parsed.source).join(", ")) };
  }
  const hasSymptom = (value: Value): boolean =>
    symptom instanceof Unknown ? value instanceof Unknown : value instanceof CelError;
  return undecided(message, findIn(inquiry, among, hasSymptom));
}

function findIn(
  inquiry: Inquiry,
  among: readonly CheckedExpression[],
  hasSymptom: (value: Value) => boolean,
): readonly Part[] {
  return among.flatMap((checked) => {
    const place = inquiry.explain(checked);
    const root = place.explained.root;
    return root.value !== undefined && hasSymptom(root.value) ? findSymptom(root, place, hasSymptom) : [];
  });
}

/** What has to be known, or to be put right, before there can be an answer. */
function undecided(message: string, parts: readonly Part[]): Witness {
  const required = [...new Set(parts.map(textOf))].join(", ");
  return { message, reads: collectReads(parts, textOf), required: oneLine(required) };
}

function textOf({ node }: Part): string {
  return oneLine(node.text);
}
