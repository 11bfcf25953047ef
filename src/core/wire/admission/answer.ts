import {
  bool,
  list,
  mapOf,
  named,
  oneOf,
  optional,
  record,
  required,
  text,
  whole,
  type Shape,
} from "../shape/index.ts";

/** The answer to an AdmissionReview, as the API server reads it. */
export interface ReviewAnswer {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: ReviewStatus | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly patchType?: "JSONPatch" | undefined;
  /** Base64 of the patch's JSON. */
  readonly patch?: string | undefined;
  /** The API server puts the name of the webhook before each key. */
  readonly auditAnnotations: Readonly<Record<string, string>>;
}

/** Why a request is not admitted; `message` is what whoever asked is shown. */
export interface ReviewStatus {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
}

export interface ReviewAnswerMessage {
  readonly apiVersion: "admission.k8s.io/v1";
  readonly kind: "AdmissionReview";
  readonly response: ReviewAnswer;
}

const word: Shape<string> = text("a text", 65_536, true);

const status: Shape<ReviewStatus> = record<ReviewStatus>("a status", {
  code: required(whole(400, 599), "as of HTTP"),
  reason: required(word, "in one word"),
  message: required(word, "for whoever asked"),
});

const answer: Shape<ReviewAnswer> = record<ReviewAnswer>("an answer", {
  uid: required(word, "the id of the request"),
  allowed: required(bool, "whether it is admitted"),
  status: optional(status, undefined, "why it is not"),
  warnings: optional(list(word, "texts", 100), undefined, "what whoever asked is shown all the same"),
  patchType: optional(oneOf(["JSONPatch"] as const), undefined, "of the patch"),
  patch: optional(word, undefined, "what is changed, as base64"),
  auditAnnotations: required(mapOf(word, "texts"), "what the audit log keeps"),
});

/** What a webhook answers. */
export const reviewAnswerMessage: Shape<ReviewAnswerMessage> = named(
  "AdmissionReviewResponse",
  record<ReviewAnswerMessage>("an AdmissionReview with an answer", {
    apiVersion: required(oneOf(["admission.k8s.io/v1"] as const), "the version"),
    kind: required(oneOf(["AdmissionReview"] as const), "what it is"),
    response: required(answer, "the answer"),
  }),
);
