import type { ValueObject } from "#core/language";
import { anyObject, bool, list, named, optional, record, required, type Shape } from "../shape/index.ts";
import {
  action,
  circumstances,
  resourceEntity,
  subject,
  type Action,
  type ResourceEntity,
  type Subject,
} from "./entities.ts";

/** May this subject do this to that resource (AuthZEN 1.0, section 6.1)? */
export interface EvaluationRequest {
  readonly subject: Subject;
  readonly action: Action;
  readonly resource: ResourceEntity;
  readonly context: ValueObject;
}

/** `decision` is true for an allow that asks for nothing more; `context` says why it is not (section 6.2). */
export interface EvaluationResponse {
  readonly decision: boolean;
  readonly context?: ValueObject | undefined;
}

export interface EvaluationsResponse {
  readonly evaluations: readonly EvaluationResponse[];
}

export const evaluationRequest: Shape<EvaluationRequest> = named(
  "EvaluationRequest",
  record<EvaluationRequest>(
    "an evaluation",
    {
      subject: required(subject, "who"),
      action: required(action, "does what"),
      resource: required(resourceEntity, "to which resource"),
      context: circumstances,
    },
    "ignored",
  ),
);

export const evaluationResponse: Shape<EvaluationResponse> = named(
  "EvaluationResponse",
  record<EvaluationResponse>("a decision", {
    decision: required(bool, "whether it may"),
    context: optional(anyObject, undefined, "why not: `effect`, `reasons`, `obligations`, `bundle`, or `error`"),
  }),
);

/** How many evaluations one request may have. */
export const MOST_EVALUATIONS = 2000;

export const evaluationsResponse: Shape<EvaluationsResponse> = named(
  "EvaluationsResponse",
  record<EvaluationsResponse>("decisions", {
    evaluations: required(
      list(evaluationResponse, "decisions", MOST_EVALUATIONS),
      "in the order of the request; shorter when the semantic says to stop",
    ),
  }),
);
