import type { ValueObject } from "#core/language";
import type { CandidateMessage, RangeMessage, Semantic } from "#core/wire";

/** Who asks to do something. */
export interface SubjectInput {
  readonly type: string;
  readonly id: string;
  readonly properties?: ValueObject;
}

/** What is asked for. */
export interface ActionInput {
  readonly name: string;
  readonly properties?: ValueObject;
}

/** To what. */
export interface ResourceInput {
  readonly type: string;
  readonly id: string;
  readonly properties?: ValueObject;
}

/** May this subject do this to that resource? */
export interface EvaluationInput {
  readonly subject: SubjectInput;
  readonly action: ActionInput;
  readonly resource: ResourceInput;
  readonly context?: ValueObject;
}

/** The `access_request` of an evaluation that was denied. */
export interface DenialInput {
  readonly binding_token: string;
  readonly expires_at: string;
}

/** Many evaluations; what one leaves out is taken from those that all share. */
export interface EvaluationsInput extends Partial<EvaluationInput> {
  readonly evaluations: readonly Partial<EvaluationInput>[];
  readonly options?: { readonly evaluations_semantic: Semantic };
}

/** A bundle by its digest, or the documents of one. */
export type CandidateInput = Partial<CandidateMessage>;

/** Which recordings: decided last from `since` on and before `until`, those behind `after`. */
export interface RangeInput extends Partial<RangeMessage> {
  readonly since: string;
}

/** What is asked again, and of which candidate. */
export type ReplayInput = CandidateInput & RangeInput;
