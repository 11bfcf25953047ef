import {
  reviewAnswerMessage,
  reviewMessage,
  type ReviewAnswer,
  type ReviewAnswerMessage,
  type ReviewMessage,
  type ReviewRequest,
} from "#core/wire";
import { exchange, inTime, type Route, type RouteCall } from "#points/api";
import { refuseReview } from "./answer.ts";
import { mutate, validate, type AdmissionPorts } from "./review-request.ts";

/** Where an API server asks whether a request may pass, and what is to be changed of it. */
export const VALIDATE_PATH = "/v1/admission/validate";
export const MUTATE_PATH = "/v1/admission/mutate";

/**
 * How long an answer may take. A webhook is registered with a longer timeout, so that whoever asked hears a refusal with its reason in place of the API
 * server's own, and whatever the webhook's `failurePolicy`.
 */
export const ANSWER_WITHIN_MS = 4000;
/** The timeout with which a webhook is registered. */
export const REGISTERED_SECONDS = 5;

/** What an API server of Kubernetes may ask. With `suffix` the same at addresses that end with it. */
export function admissionRoutes(ports: AdmissionPorts, suffix: string = ""): readonly Route[] {
  return [
    route(VALIDATE_PATH + suffix, "Kubernetes: may this request pass?", (request, call) =>
      validate(ports, request, call),
    ),
    route(MUTATE_PATH + suffix, "Kubernetes: what is changed of this request?", (request, call) =>
      mutate(ports, request, call),
    ),
  ];
}

function route(
  path: string,
  summary: string,
  handle: (request: ReviewRequest, call: RouteCall) => Promise<ReviewAnswer>,
): Route {
  return exchange<ReviewMessage, ReviewAnswerMessage>(
    { method: "POST", path, permission: "decide", summary },
    {
      request: reviewMessage,
      response: reviewAnswerMessage,
      handle: async ({ request }, call) => ({
        apiVersion: "admission.k8s.io/v1",
        kind: "AdmissionReview",
        response: await inTime(handle(request, call), ANSWER_WITHIN_MS, () => refuseReview(request.uid, LATE)),
      }),
    },
  );
}

const LATE = `The decision could not be made and recorded within ${ANSWER_WITHIN_MS / 1000} s`;
