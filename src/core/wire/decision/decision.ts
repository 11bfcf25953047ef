import { MODES, OUTCOMES, SEVERITIES, type Mode, type Outcome, type Severity } from "#core/model";
import { list, named, oneOf, orNull, record, required, text, whole, type Shape } from "../shape/index.ts";

/** The answer to a proposal, as it goes over a wire: passes are counted, everything else is listed. */
export interface DecisionMessage {
  readonly effect: "allow" | "hold" | "deny";
  readonly reasons: readonly ReasonMessage[];
  readonly obligations: readonly ObligationMessage[];
  readonly verdicts: readonly VerdictMessage[];
  readonly passed: number;
  readonly notApplicable: number;
  /** SHA-256 in lower-case hex of what was judged, and of what it was judged by. */
  readonly proposalDigest: string;
  readonly bundleDigest: string;
}

/** Why the effect is not `allow`. `effect` is a position in the proposal's effects; null is the proposal as a whole. */
export interface ReasonMessage {
  readonly code: string;
  readonly message: string;
  readonly effect: number | null;
}

/** What must still happen. Whoever does not understand one must not go on. */
export interface ObligationMessage {
  readonly code: string;
  readonly message: string;
}

export interface VerdictMessage {
  readonly policy: string;
  readonly validation: string;
  readonly severity: Severity;
  readonly mode: Mode;
  readonly effect: number;
  readonly outcome: Outcome;
  readonly waiver: string | null;
  readonly underlying: Outcome;
}

/** How many of each list a message has at most; the effect counts all. */
export const MOST_LISTED = 1000;

const COUNT: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);
const WORD: Shape<string> = text("a word", 256);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);
const DIGEST: Shape<string> = text("a digest", 64);

const reason: Shape<ReasonMessage> = named(
  "Reason",
  record<ReasonMessage>("a reason", {
    code: required(WORD, "a permanent word"),
    message: required(SENTENCE, "for people"),
    effect: required(orNull(COUNT), "the position of the effect; null for the proposal as a whole"),
  }),
);

const obligation: Shape<ObligationMessage> = named(
  "Obligation",
  record<ObligationMessage>("an obligation", {
    code: required(WORD, "a permanent word"),
    message: required(SENTENCE, "for people"),
  }),
);

const verdict: Shape<VerdictMessage> = named(
  "Verdict",
  record<VerdictMessage>("a verdict", {
    policy: required(WORD, "the policy's name"),
    validation: required(WORD, "the validation's id"),
    severity: required(oneOf(SEVERITIES), "how bad a violation is"),
    mode: required(oneOf(MODES), "what a violation does"),
    effect: required(COUNT, "the position of the effect"),
    outcome: required(oneOf(OUTCOMES), "what holds"),
    waiver: required(orNull(WORD), "the waiver that turned it aside"),
    underlying: required(oneOf(OUTCOMES), "what the validation itself said"),
  }),
);

/** The shape of a decision. */
export const decisionMessage: Shape<DecisionMessage> = named(
  "Decision",
  record<DecisionMessage>("a decision", {
    effect: required(oneOf(["allow", "hold", "deny"]), "what is to be done"),
    reasons: required(list(reason, "reasons", MOST_LISTED), "why it is not `allow`"),
    obligations: required(list(obligation, "obligations", MOST_LISTED), "what must still happen"),
    verdicts: required(list(verdict, "verdicts", MOST_LISTED), "those that are no pass"),
    passed: required(COUNT, "how many validations passed"),
    notApplicable: required(COUNT, "how many did not apply"),
    proposalDigest: required(DIGEST, "of what was judged"),
    bundleDigest: required(DIGEST, "of what it was judged by"),
  }),
);
