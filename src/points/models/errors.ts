import type { ApiAnswer } from "#points/api";
import type { Ruling } from "#points/agents";
import type { ModelApi } from "./provider.ts";

/** Why a call is not passed on. */
export interface Refusal {
  readonly status: number;
  /** A permanent word. */
  readonly code: string;
  readonly message: string;
}

/** What each API calls an error, by the status that it comes with. */
const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  405: "invalid_request_error",
  413: "request_too_large",
  429: "rate_limit_error",
  502: "api_error",
  503: "overloaded_error",
  504: "timeout_error",
};

/** A refusal in the form in which an API tells errors, which its clients do not try again by themselves. */
export function refusalAnswer(api: ModelApi, { status, code, message }: Refusal, requestId: string): ApiAnswer {
  const type = TYPES[status] ?? "api_error";
  const body =
    api === "openai"
      ? { error: { message, type, param: null, code } }
      : { type: "error", error: { type, message }, request_id: requestId };
  const headers = status < 500 && status !== 429 ? ["X-Should-Retry", "false"] : [];
  return { status, contentType: "application/json", body: JSON.stringify(body), headers };
}

/** A denial or a hold, told as the API tells that something is not permitted. */
export function rulingRefusal({ effect, reasons, repair, approval }: Ruling): Refusal {
  const why = reasons.map(({ message }) => message);
  const mend = repair === null ? [] : [repair.text];
  const ask =
    approval === null
      ? []
      : [`A person may approve it at ${approval.url} until ${approval.expiresAt}; then send it again unchanged`];
  return {
    status: 403,
    code: effect === "hold" ? "approval_required" : "policy_denied",
    message: [...why, ...mend, ...ask].join("\n"),
  };
}

/** An answer of which nothing may be told for what it holds. */
export function blockedRefusal(label: string): Refusal {
  return { status: 403, code: "answer_blocked", message: `The answer holds what may not be told (\`${label}\`)` };
}
