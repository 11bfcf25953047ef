import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import { list, named, oneOf, optional, orNull, record, required, text, whole, type Shape } from "../shape/index.ts";
import { AGREEMENTS, OUTCOME_STATUSES } from "./messages.ts";
import { pipelineRun, savedPlan, type PipelineRun, type SavedPlan } from "./plan.ts";

const SUBMISSION_STATES = ["submitted", "expired", "executed", "failed", "unknown"] as const;
/** How a submission stands; `unknown` once somebody was let apply it who has not told what became of it. */
export type SubmissionStateWord = (typeof SUBMISSION_STATES)[number];

/** What is told of an outcome. */
export interface ToldOutcome {
  readonly status: (typeof OUTCOME_STATUSES)[number];
  readonly at: string;
  readonly exitCode: number | null;
  readonly agreement: (typeof AGREEMENTS)[number];
  readonly violations: number;
  readonly open: number;
}

/** A submission as it is listed. */
export interface ListedSubmission {
  readonly id: string;
  readonly state: SubmissionStateWord;
  readonly submittedAt: string;
  readonly expiresAt: string;
  readonly principal: { readonly kind: PrincipalKind; readonly id: string; readonly chain: readonly string[] };
  readonly plan: SavedPlan;
  readonly bundle: string;
  readonly effect: "allow" | "hold" | "deny";
  readonly summary: string;
  readonly approval: string | null;
  readonly run: PipelineRun | null;
  readonly authorizedAt: string | null;
  readonly authorizedBy: string | null;
  readonly outcome: ToldOutcome | null;
}

export interface ListedSubmissions {
  readonly submissions: readonly ListedSubmission[];
}

const WORD: Shape<string> = text("a word", 256);
const SENTENCE: Shape<string> = text("a sentence", 65_536, true);
const COUNT: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);
/** The latest are listed. */
export const MOST_SUBMISSIONS = 200;

const principal = record<ListedSubmission["principal"]>("a principal", {
  kind: required(oneOf(PRINCIPAL_KINDS), "what it is"),
  id: required(text("a name", 2048), "who it is"),
  chain: required(list(text("a name", 2048), "names", 1000), "on whose behalf, outermost first"),
});

const toldOutcome = record<ToldOutcome>("an outcome", {
  status: required(oneOf(OUTCOME_STATUSES), "what became of it"),
  at: required(WORD, "when that was told"),
  exitCode: required(orNull(whole(0, 255)), "of the tool"),
  agreement: required(oneOf(AGREEMENTS), "whether what is there is what was planned"),
  violations: required(COUNT, "how many validations fail now"),
  open: required(COUNT, "how many are still not known"),
});

export const listedSubmission: Shape<ListedSubmission> = named(
  "ListedSubmission",
  record<ListedSubmission>("a submission", {
    id: required(WORD, "its id"),
    state: required(oneOf(SUBMISSION_STATES), "how it stands; `unknown` until its outcome is told"),
    submittedAt: required(WORD, "when"),
    expiresAt: required(WORD, "until when it may be applied"),
    principal: required(principal, "who submitted it"),
    plan: required(savedPlan, "the plan"),
    bundle: required(WORD, "the digest of what it was decided by"),
    effect: required(oneOf(["allow", "hold", "deny"]), "what was decided"),
    summary: required(SENTENCE, "what it would do, in short"),
    approval: required(orNull(WORD), "the request for an approval"),
    run: optional(orNull(pipelineRun), null, "the run of a pipeline"),
    authorizedAt: required(orNull(WORD), "when it was let be applied"),
    authorizedBy: required(orNull(WORD), "to whom"),
    outcome: required(orNull(toldOutcome), "what became of it"),
  }),
);

export const listedSubmissions: Shape<ListedSubmissions> = record<ListedSubmissions>("submissions", {
  submissions: required(list(listedSubmission, "submissions", MOST_SUBMISSIONS), "the latest first"),
});
