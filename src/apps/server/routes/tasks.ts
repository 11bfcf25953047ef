import {
  taskAnswer,
  taskEnded,
  taskOutcome,
  taskRequest,
  type TaskAnswer,
  type TaskEnded,
  type TaskOutcome,
  type TaskRequest,
} from "#core/wire";
import { ApiProblem, exchange, type Route } from "#points/api";
import type { Tasks } from "../credentials/tasks.ts";

/** Commands are given credentials of their own, and lose them, here. */
export function taskRoutes(tasks: Tasks): readonly Route[] {
  return [beginRoute(tasks), endRoute(tasks)];
}

function beginRoute(tasks: Tasks): Route {
  const told = {
    method: "POST",
    path: "/v1/tasks",
    permission: "decide",
    summary: "May this command run, and with which credentials?",
  } as const;
  return exchange<TaskRequest, TaskAnswer>(told, {
    request: taskRequest,
    response: taskAnswer,
    handle: async (request, call) =>
      (await tasks.begin(request, call)) ?? new ApiProblem("not-found", "There is no broker of this name"),
  });
}

function endRoute(tasks: Tasks): Route {
  const told = {
    method: "POST",
    path: "/v1/tasks/{id}/end",
    permission: "decide",
    summary: "A command is over: end its credentials",
  } as const;
  return exchange<TaskOutcome, TaskEnded>(told, {
    request: taskOutcome,
    response: taskEnded,
    handle: async (outcome, { parameters: { id = "" }, caller }) => ({ ended: await tasks.end(id, caller, outcome) }),
  });
}
