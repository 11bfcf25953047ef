import {
  reviewAnswerMessage,
  reviewMessage,
  type ReviewAnswer,
  type ReviewAnswerMessage,
  type ReviewMessage,
} from "#core/wire";
import { exchange, Session, type ApiPorts, type Judged, type Route, type RouteCall } from "#points/api";
import { answerReview, refuseReview } from "./answer.ts";
import type { ClusterCallers } from "./principal.ts";
import { proposeRequest } from "./review.ts";

/** What this point is given beside what every point of the server has. */
export interface AdmissionPorts extends ApiPorts {
  readonly callers: ClusterCallers;
  readonly environment: string | null;
}

/** What an API server of Kubernetes may ask. */
export function admissionRoutes(ports: AdmissionPorts): readonly Route[] {
  const told = {
    method: "POST",
    path: "/v1/admission/validate",
    permission: "decide",
    summary: "Kubernetes: may this request pass?",
  } as const;
  return [
    exchange<ReviewMessage, ReviewAnswerMessage>(told, {
      request: reviewMessage,
      response: reviewAnswerMessage,
      handle: async (message, call) => ({
        apiVersion: "admission.k8s.io/v1",
        kind: "AdmissionReview",
        response: await review(ports, message, call),
      }),
    }),
  ];
}

async function review(ports: AdmissionPorts, { request }: ReviewMessage, call: RouteCall): Promise<ReviewAnswer> {
  const session = new Session(ports, call);
  const { bundle, program } = session.active;
  const { callers, environment } = ports;
  const proposal = proposeRequest(request, { bundle, program, callers, environment });
  const [judged] = await session.keep([session.judge({ kind: "proposed", proposal }, proposal)]);
  return answerOf(request.uid, judged, { program, now: session.now });
}

/** The answer of what was judged and kept; a refusal of the point itself goes before what policies say. */
function answerOf(uid: string, judged: Judged | undefined, wording: Parameters<typeof answerReview>[2]): ReviewAnswer {
  const { proposal = null, decision = null, refusal = null } = judged ?? {};
  if (refusal !== null) return refuseReview(uid, refusal.message);
  if (proposal === null || decision === null) return refuseReview(uid, "The request could not be judged");
  return answerReview(uid, { proposal, decision }, wording);
}
