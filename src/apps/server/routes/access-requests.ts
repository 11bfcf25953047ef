import { accessRequestMessage, taskMessage, type AccessRequestMessage, type TaskMessage } from "#core/wire";
import {
  Accepted,
  ACCESS_REQUEST_PATH,
  ApiProblem,
  exchange,
  Session,
  source,
  type ApiAnswer,
  type Handled,
  type Route,
  type SessionPorts,
} from "#points/api";
import type { EvaluationHolds, TaskAnswer } from "../holds/evaluation-holds.ts";

/** Evaluations that were denied are asked to be approved here, and looked after (AuthZEN Access Request and Approval Profile, draft). */
export function accessRequestRoutes(holds: EvaluationHolds, ports: SessionPorts): readonly Route[] {
  const submit = {
    method: "POST",
    path: ACCESS_REQUEST_PATH,
    permission: "decide",
    summary: "AuthZEN: ask that a denial is looked at by a person",
    status: 202,
  } as const;
  const look = {
    method: "GET",
    path: `${ACCESS_REQUEST_PATH}/{id}`,
    permission: "decide",
    summary: "AuthZEN: how does a request for access stand?",
  } as const;
  return [
    exchange<AccessRequestMessage, TaskMessage>(submit, {
      request: accessRequestMessage,
      response: taskMessage,
      handle: async (message, call) => {
        const where = { session: new Session(ports, call), origin: call.origin };
        const answer = handled(await holds.submit(message, call.caller, where));
        return answer instanceof ApiProblem ? answer : new Accepted(answer);
      },
    }),
    source<TaskMessage>(
      look,
      taskMessage,
      async ({ caller, origin, parameters: { id = "" } }): Promise<Handled<TaskMessage>> =>
        handled(await holds.status(id, caller, origin)),
    ),
  ];
}

function handled(answer: TaskAnswer): TaskMessage | ApiProblem {
  return answer.kind === "task" ? answer.task : new AccessProblem(answer.error, answer.message);
}

const NOT_FOUND = "unknown_task";

/** A problem under the name that the profile gives it. */
class AccessProblem extends ApiProblem {
  override readonly answer: ApiAnswer;

  constructor(error: string, message: string) {
    const isMissing = error === NOT_FOUND;
    super(isMissing ? "not-found" : "invalid-request", message);
    const status = isMissing ? 404 : 400;
    const type = `urn:openid:authzen:access-request:error:${error}`;
    const body = JSON.stringify({ type, title: message, status, detail: message });
    this.answer = { status, contentType: "application/problem+json", body };
  }
}
