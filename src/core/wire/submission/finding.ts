import { MODES, SEVERITIES, type Mode, type Severity } from "#core/model";
import { step } from "../proposal/resource.ts";
import { list, named, oneOf, orNull, record, required, text, whole, type Shape } from "../shape/index.ts";

/** A value that a verdict hangs on, as people read it. */
export interface FindingRead {
  /** As in `resource.properties.public`. */
  readonly path: string;
  readonly segments: readonly (string | number)[];
  readonly value: string;
}

const OUTCOMES = ["fail", "unknown", "error", "waived"] as const;

/** One validation that did not pass on one effect, in words. */
export interface SubmissionFinding {
  /** The position of the effect in the proposal. */
  readonly effect: number;
  readonly policy: string;
  readonly validation: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly severity: Severity;
  readonly mode: Mode;
  readonly title: string;
  readonly message: string;
  /** What would have satisfied the validation. */
  readonly required: string;
  readonly remediation: string | null;
  readonly waiver: string | null;
  readonly reads: readonly FindingRead[];
}

/** More are not told one by one; the decision counts all. */
export const MOST_FINDINGS = 500;

const MOST_READS = 50;
const DEEPEST = 256;
const WORD: Shape<string> = text("a word", 256);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);

const read: Shape<FindingRead> = record<FindingRead>("a value that was read", {
  path: required(SENTENCE, "as the policy names it"),
  segments: required(list(step, "keys and positions", DEEPEST), "the same, in parts"),
  value: required(SENTENCE, "what stood there, for people"),
});

const submissionFinding: Shape<SubmissionFinding> = named(
  "SubmissionFinding",
  record<SubmissionFinding>("a finding", {
    effect: required(whole(0, Number.MAX_SAFE_INTEGER), "the position of the effect"),
    policy: required(WORD, "the policy's name"),
    validation: required(WORD, "the validation's id"),
    outcome: required(oneOf(OUTCOMES), "what the validation said"),
    severity: required(oneOf(SEVERITIES), "how bad a violation is"),
    mode: required(oneOf(MODES), "what a violation does"),
    title: required(SENTENCE, "of the policy"),
    message: required(SENTENCE, "what is wrong"),
    required: required(SENTENCE, "what would satisfy the validation"),
    remediation: required(orNull(SENTENCE), "what to do"),
    waiver: required(orNull(WORD), "what turned it aside"),
    reads: required(list(read, "values that were read", MOST_READS), "what it hangs on"),
  }),
);

/** The findings of a decision, the first ones of many. */
export const findings: Shape<readonly SubmissionFinding[]> = list(submissionFinding, "findings", MOST_FINDINGS);
