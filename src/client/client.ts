import { parseJson, type Proposal } from "#core/model";
import {
  decisionMessage,
  evaluationResponse,
  evaluationsResponse,
  problem,
  readMessage,
  writeProposal,
  type DecisionMessage,
  type EvaluationResponse,
  type Shape,
} from "#core/wire";
import { NoAnswerError, RefusedError } from "./errors.ts";
import type { EvaluationInput, EvaluationsInput } from "./messages.ts";

/** Where a control plane is, and how it is asked. */
export interface ClientOptions {
  /** Its address, as `https://writ.example.com`. */
  readonly url: string;
  readonly token: string;
  /** How long an answer may take; 5000 unless given. */
  readonly timeoutMs?: number;
  /** In place of the global `fetch`, as for a Unix socket. */
  readonly fetch?: typeof fetch;
}

const TIMEOUT_MS = 5000;
const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Asks a control plane for decisions.
 *
 * Every answer is read by the shape that it must have. What is refused rejects with `RefusedError`, and whatever else is no answer (no connection,
 * no time left, nothing that can be understood) with `NoAnswerError`: an allow is only what a server has said. Nothing is asked twice.
 */
export class WritClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** AuthZEN: may a subject do this? */
  evaluate(request: EvaluationInput): Promise<EvaluationResponse> {
    return this.#ask("/access/v1/evaluation", JSON.stringify(request), evaluationResponse);
  }

  /** AuthZEN: may subjects do these? In the order of the request, as far as its semantic goes. */
  async evaluateAll(request: EvaluationsInput): Promise<readonly EvaluationResponse[]> {
    if (request.evaluations.length === 0) return [];
    const answer = await this.#ask("/access/v1/evaluations", JSON.stringify(request), evaluationsResponse);
    return answer.evaluations;
  }

  /** What is to be done about a proposal? `isAllowed` tells whether that is to go on. */
  decide(proposal: Proposal): Promise<DecisionMessage> {
    return this.#ask("/v1/decide", writeProposal(proposal), decisionMessage);
  }

  async #ask<Answer>(path: string, body: string, shape: Shape<Answer>): Promise<Answer> {
    const { status, text } = await this.#post(path, body);
    const json = text.length > LARGEST_ANSWER ? null : parseJson(text, { maxDepth: 64 });
    if (json?.kind !== "parsed") throw new NoAnswerError(`The answer to \`${path}\` is not JSON`);
    if (status === 200) {
      const answer = readMessage(shape, json.value);
      if (answer.kind === "read") return answer.message;
      throw new NoAnswerError(`The answer to \`${path}\` is not understood: ${answer.problems[0]?.message ?? ""}`);
    }
    const refusal = readMessage(problem, json.value);
    if (refusal.kind === "read") throw new RefusedError(refusal.message);
    throw new NoAnswerError(`\`${path}\` was answered with ${status}`);
  }

  async #post(path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
    const { url, token, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = this.#options;
    try {
      const answer = await send(new URL(path, url), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.status, text: await answer.text() };
    } catch (cause) {
      throw new NoAnswerError(`No answer came from \`${path}\``, { cause });
    }
  }
}

/**
 * Whether a decision lets its proposal go on: it allows, and everything that must still happen is among the codes of obligations that the caller sees
 * to. One that the caller does not know keeps it from going on.
 */
export function isAllowed({ effect, obligations }: DecisionMessage, seenTo: readonly string[] = []): boolean {
  return effect === "allow" && obligations.every(({ code }) => seenTo.includes(code));
}
