import type { Caller } from "#core/access";
import type { ValueObject } from "#core/language";
import { canonicalJson, sha256Hex } from "#core/model";
import type { Ruling } from "#points/agents";
import { buildAct, type Sender } from "./acts/build-act.ts";
import { isCanary } from "./canary.ts";
import type { ClientAnswer, HookAnswer } from "./answer.ts";
import type { HookClient } from "./client.ts";
import { inspectResult, REDACTED, UNINSPECTED } from "./inspect.ts";
import type { HookPorts } from "./ports.ts";
import type { CallQuestion, HookQuestion, ResultQuestion } from "./question.ts";
import { deniedReason, heldReason, UNRULED } from "./reasons.ts";
import { CallsUnderWay } from "./under-way.ts";

/** Answers the hooks of all clients. */
export class HookPoint {
  readonly #ports: HookPorts;
  readonly #underWay: CallsUnderWay;

  constructor(ports: HookPorts) {
    this.#ports = ports;
    this.#underWay = new CallsUnderWay(ports.clock);
  }

  // INVARIANT (hooks-fail-closed): whatever goes wrong, the answer is the client's own form of a block.
  /** Total. */
  async answer(client: HookClient, event: ValueObject, sender: Sender): Promise<ClientAnswer> {
    let question: HookQuestion = { kind: "unread", event: "", message: "" };
    try {
      question = client.read(event);
      return client.answer(question, await this.#answer(client, question, sender));
    } catch (error) {
      this.#ports.report(error);
      return client.answer(question, { kind: "deny", reason: UNRULED });
    }
  }

  #answer(client: HookClient, question: HookQuestion, sender: Sender): HookAnswer | Promise<HookAnswer> {
    if (question.kind === "notice") return { kind: "no-objection" };
    if (question.kind === "unread") {
      return { kind: "deny", reason: `Writ does not understand what \`${client.name}\` asks: ${question.message}` };
    }
    if (isCanary(question)) return { kind: "deny", reason: "This call is made to be denied, and it was" };
    if (sender.caller.principal.kind !== "agent") {
      return {
        kind: "deny",
        reason: "Hooks ask for an agent, and the token that was sent belongs to none: make one of kind `agent`",
      };
    }
    return question.kind === "result" ? this.#look(client, question, sender) : this.#rule(client, question, sender);
  }

  async #rule(
    client: HookClient,
    question: Exclude<HookQuestion, { kind: "notice" | "unread" | "result" }>,
    sender: Sender,
  ): Promise<HookAnswer> {
    const { governor, holds, readAct } = this.#ports;
    const ruling = await governor.rule(buildAct(question, sender, await readAct()));
    if (ruling.effect === "allow") {
      await this.#keep(client, question, sender, ruling);
      return { kind: "no-objection" };
    }
    if (ruling.effect === "hold") {
      const asks = holds === "ask" && question.isAttended && client.asks(question);
      return { kind: asks ? "ask" : "deny", reason: heldReason(ruling) };
    }
    return { kind: "deny", reason: deniedReason(ruling) };
  }

  /** A call is over when its result comes; everything else is done as soon as it was let through. */
  async #keep(client: HookClient, question: HookQuestion, { caller }: Sender, ruling: Ruling): Promise<void> {
    if (question.kind === "call" && question.event !== "ConfigChange") {
      this.#underWay.add(keyOf(client, question, caller), (settlement) => ruling.settle(settlement));
    } else {
      await ruling.settle({ kind: "done" });
    }
  }

  async #look(client: HookClient, question: ResultQuestion, { caller }: Sender): Promise<HookAnswer> {
    const { labels, shown } = inspectResult(question.result);
    const kind = question.hasFailed ? "failed" : "done";
    const isKnown = await this.#underWay.settle(keyOf(client, question, caller), { kind, labels });
    // What a result holds goes into the history with its call; without one nothing would remember it, so the model does not see it.
    if (!isKnown && labels.length > 0) return { kind: "withhold", reason: UNREMEMBERED };
    if (labels.includes(UNINSPECTED)) return { kind: "withhold", reason: UNSEEN };
    return shown === question.result ? { kind: "no-objection" } : { kind: "replace", result: shown, reason: REDACTED };
  }
}

const UNREMEMBERED = "This result holds what must be remembered, and belongs to no call that Writ let through";
const UNSEEN = "This result could not be looked through as a whole: ask for less of it";

/** By what a result is known to be that of a call: the client's name of it, and the call itself where it has none. */
function keyOf(
  { name }: HookClient,
  { session, callId, use }: CallQuestion | ResultQuestion,
  { id, principal }: Caller,
): string {
  const call = callId ?? sha256Hex(canonicalJson({ server: use.server, name: use.name, arguments: use.arguments }));
  return canonicalJson([name, id, principal.id, session, call]);
}
