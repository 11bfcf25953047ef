import { UnavailableError } from "#core/diagnostics";
import {
  inTime,
  proposeEvaluation,
  reasonsOf,
  Session,
  type Judged,
  type Refusal,
  type SessionPorts,
} from "#points/api";
import { evaluationOf } from "./evaluation.ts";
import { readCheckRequest } from "./wire/check-request.ts";
import { writeCheckResponse, type Denied, type Header, type Passing } from "./wire/check-response.ts";
import { MalformedMessage } from "./wire/fields.ts";

/** Who asks, and how long an answer is waited for. */
export interface CheckCall {
  readonly caller: ConstructorParameters<typeof Session>[1]["caller"];
  readonly requestId: string;
  readonly withinMs: number;
  /** Is told of what should not have happened. */
  readonly report: (error: unknown) => void;
}

/** An answer, and whether it lets the request pass. */
export interface CheckAnswer {
  readonly passes: boolean;
  readonly bytes: Uint8Array;
}

// INVARIANT (envoy-fails-closed): whatever comes in and whatever goes wrong, the answer is a message; only one of a recorded allow that asks for nothing more lets a
// request pass.
/** Answers the bytes of a `CheckRequest` of Envoy with those of a `CheckResponse`. Total: never rejects. */
export async function check(ports: SessionPorts, bytes: Uint8Array, call: CheckCall): Promise<CheckAnswer> {
  try {
    // What is recorded after the time is over stands, and nobody acts on it.
    return await inTime(decideOn(ports, bytes, call), call.withinMs, () => LATE);
  } catch (error) {
    if (error instanceof MalformedMessage) return refuseCheck("malformed-request", "This is no request of ext_authz");
    call.report(error);
    const isAway = error instanceof UnavailableError;
    return refuseCheck(isAway ? "unavailable" : "internal-error", "The decision could not be made");
  }
}

async function decideOn(
  ports: SessionPorts,
  bytes: Uint8Array,
  { caller, requestId }: CheckCall,
): Promise<CheckAnswer> {
  const evaluation = evaluationOf(readCheckRequest(bytes));
  if ("code" in evaluation) return refuseCheck(evaluation.code, evaluation.message);
  const session = new Session(ports, { caller, requestId });
  const [judged] = await session.keep([session.judge(proposeEvaluation(session.active, evaluation), evaluation)]);
  return judged === undefined ? refuseCheck("internal-error", "The decision could not be made") : answerOf(judged);
}

function answerOf(judged: Judged): CheckAnswer {
  const obligations = judged.decision?.obligations ?? [];
  if (judged.effect === "allow" && obligations.length === 0)
    return answer({ kind: "passes", headers: [EFFECT.allow], removed: [REASON] });
  const effect = judged.effect === "deny" ? "deny" : "hold";
  const reasons = reasonsOf(judged).map(({ code, message }) => ({ code, message }));
  const owed = obligations.map(({ code, message }) => ({ code, message }));
  return denial(effect, [...reasons, ...owed]);
}

/** Denies a request without deciding about it. */
export function refuseCheck(code: string, message: string): CheckAnswer {
  return denial("deny", [{ code, message }]);
}

const REASON = "x-writ-reason";
const EFFECT = {
  allow: ["x-writ-effect", "allow"],
  deny: ["x-writ-effect", "deny"],
  hold: ["x-writ-effect", "hold"],
} as const;
const MOST_REASONS = 20;

function denial(effect: "deny" | "hold", reasons: readonly Pick<Refusal, "code" | "message">[]): CheckAnswer {
  const told = reasons.slice(0, MOST_REASONS);
  const codes = [...new Set(told.map(({ code }) => code))].filter((code) => /^[a-z0-9-]{1,64}$/.test(code));
  const reason: readonly Header[] = codes.length === 0 ? [] : [[REASON, codes.join(",")]];
  const headers: readonly Header[] = [EFFECT[effect], ...reason, ["content-type", "application/json"]];
  return answer({ kind: "denied", status: 403, headers, body: JSON.stringify({ effect, reasons: told }) });
}

function answer(message: Passing | Denied): CheckAnswer {
  return { passes: message.kind === "passes", bytes: writeCheckResponse(message) };
}

const LATE = refuseCheck("timeout", "The decision could not be made and recorded in time");
