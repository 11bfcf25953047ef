import type { ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { Ruling } from "#points/agents";
import type { Forward, McpCall, Outcome, RpcError, ServerMessage } from "../interceptor.ts";
import { ownObject } from "./acts/own.ts";
import { refusalError, refusalOutcome, refusedFor, type Refusal } from "./answers/denial.ts";
import { askedIn } from "./contents/asked-of-people.ts";
import type { Heard } from "./contents/said-by-servers.ts";
import type { PolicyPorts } from "./ports.ts";

/** What a call goes on with. */
interface Going {
  readonly ruling: Ruling;
  readonly params: ValueObject | null;
  /** How the tool is defined that is called; null for anything else. */
  readonly tool: ValueObject | null;
  /** Whether a message of the server reaches the client. */
  readonly heard: (message: ServerMessage) => Promise<Heard>;
}

/** A request that was allowed, on its way to the server and back. */
export class PolicyForward implements Forward {
  readonly kind = "forward";
  readonly params: ValueObject | null;
  readonly signal: AbortSignal;
  readonly #ports: Pick<PolicyPorts, "inspection" | "denialCode">;
  readonly #call: McpCall;
  readonly #going: Going;
  /** Of what the server said before it answered. */
  readonly #heard = new Set<string>();

  constructor(ports: Pick<PolicyPorts, "inspection" | "denialCode">, call: McpCall, going: Going) {
    this.#ports = ports;
    this.#call = call;
    this.#going = going;
    this.params = going.params;
    this.signal = going.ruling.signal;
  }

  // INVARIANT (inspected-before-told): nothing of an answer reaches a client before it was looked into, and its labels are in the history before the next act is ruled.
  async outcome(answered: Outcome): Promise<Outcome> {
    const { ruling, heard } = this.#going;
    try {
      const content = answered.kind === "result" ? answered.result : errorContent(answered.error);
      const { labels, blocked, result } = this.#ports.inspection().inspect(content);
      await ruling.settle({ kind: answered.kind === "result" ? "done" : "failed", labels: this.#labels(labels) });
      if (blocked !== null)
        return this.#refused(refusedFor("result-blocked", `The answer holds what may not be told (\`${blocked}\`)`));
      for (const message of askedIn(result))
        if ((await heard(message)).refusal !== null) return this.#refused(ASKED_TOO_MUCH);
      return result === content ? answered : told(answered, result);
    } catch (error) {
      await ruling.settle({ kind: "failed", labels: this.#labels(["uninspected"]) });
      throw error;
    }
  }

  async message(message: ServerMessage): Promise<RpcError | null> {
    const { refusal, labels } = await this.#going.heard(message);
    for (const label of labels) this.#heard.add(label);
    return refusal === null ? null : refusalError(refusal, this.#ports.denialCode);
  }

  async lost(how: "unsent" | "failed"): Promise<void> {
    await this.#going.ruling.settle({ kind: how, labels: this.#labels([]) });
  }

  #labels(labels: readonly string[]): readonly string[] {
    return [...new Set([...labels, ...this.#heard])].toSorted();
  }

  #refused(refusal: Refusal): Outcome {
    const { method } = this.#call;
    return refusalOutcome({ method, tool: this.#going.tool }, refusal, this.#ports.denialCode);
  }
}

const ASKED_TOO_MUCH = refusedFor("asked-too-much", "The server asks the client for what may not be asked for");

function errorContent({ code, message, data }: RpcError): ValueObject {
  return { code, message, ...(data === undefined ? {} : { data }) };
}

function told(answered: Outcome, content: ValueObject): Outcome {
  if (answered.kind === "result") return { kind: "result", result: content };
  const { message, data } = content;
  const error = { code: answered.error.code, message: typeof message === "string" ? message : "" };
  return { kind: "error", error: isObject(data ?? null) ? { ...error, data: ownObject(content, "data") } : error };
}
