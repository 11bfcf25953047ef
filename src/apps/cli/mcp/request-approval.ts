import type { DenialInput, EvaluationResponse, TaskMessage } from "#client";
import type { Value } from "#core/language";
import { isList, memberAt } from "#core/model";
import { readEvaluation } from "#points/mcp";
import { askingOf } from "./asking.ts";
import { actOf } from "./questions.ts";
import type { ToolSetting } from "./setting.ts";
import type { ToolArguments } from "./tool-arguments.ts";
import { ToolProblem } from "./tool-problem.ts";

/** Asks a person to approve what is held, or how an earlier request stands. */
export async function requestApproval({ client, environment }: ToolSetting, given: ToolArguments): Promise<object> {
  if (client === null)
    throw new ToolProblem("There is no control plane to ask: start the server with `--server`, or set WRIT_SERVER");
  if (given.task !== undefined) return tellTask(await client.accessTask(given.task));
  const read = readEvaluation(await askingOf(client), actOf(given, environment));
  if (read.kind === "refused") throw new ToolProblem(read.message);
  const response = await client.evaluate(read.request);
  if (response.decision) return { ...NO_REQUEST, status: "allowed", reasons: [] };
  const denial = denialOf(response);
  if (denial === null) return { ...NO_REQUEST, status: "not-requestable", reasons: reasonsOf(response) };
  return tellTask(await client.requestAccess(read.request, denial));
}

const NO_REQUEST = { task: null, review: null, expires: null, approval: null };

function denialOf({ context }: EvaluationResponse): DenialInput | null {
  const token = memberAt(context, "access_request", "binding_token");
  const expires = memberAt(context, "access_request", "expires_at");
  return typeof token === "string" && typeof expires === "string"
    ? { binding_token: token, expires_at: expires }
    : null;
}

const MOST_REASONS = 40;

function reasonsOf({ context }: EvaluationResponse): readonly object[] {
  const reasons = memberAt(context, "reasons") ?? [];
  if (!isList(reasons)) return [];
  return reasons.slice(0, MOST_REASONS).map((reason) => ({
    code: textIn(reason, "code"),
    message: textIn(reason, "message"),
  }));
}

function textIn(reason: Value, name: string): string {
  const text = memberAt(reason, name);
  return typeof text === "string" ? text : "";
}

function tellTask({ task, result }: TaskMessage): object {
  return {
    status: task.status,
    task: task.id,
    review: task.links?.review ?? null,
    expires: task.expires_at,
    approval: result?.approval ?? null,
    reasons: [],
  };
}
