import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { Outcome, ServerMessage } from "../interceptor.ts";
import { ASKABLE } from "../desk/passing.ts";
import { CODES, rpcError } from "../protocol/errors.ts";
import { jsonText } from "#core/model";
import { own, type Message } from "../protocol/message.ts";
import { requestText } from "../protocol/write.ts";
import type { Channel } from "./channel.ts";

const MOST_ASKED = 64;

/** What a client of the older era is asked, until it answers. */
export class Asking {
  readonly #waiting = new Map<string, (outcome: Outcome | Error) => void>();
  #lastId = 0;

  /** Asks on a way. Rejects with `UnavailableError` when the client goes or gives up what it was asked for. */
  ask({ method, params }: ServerMessage, channel: Channel, signal: AbortSignal | null): Promise<Outcome> {
    if (this.#waiting.size >= MOST_ASKED) return Promise.resolve(tooMuch());
    const id = `writ-${++this.#lastId}`;
    return new Promise((resolve, reject) => {
      const over = (outcome: Outcome | Error): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener("abort", givenUp);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      const givenUp = (): void => over(gone());
      this.#waiting.set(id, over);
      signal?.addEventListener("abort", givenUp);
      channel.send(requestText(id, method, jsonText(params)));
    });
  }

  /** Hears an answer; one that nobody waits for is dropped. */
  answered(message: Extract<Message, { kind: "result" | "error" }>): void {
    if (typeof message.id !== "string") return;
    const outcome: Outcome =
      message.kind === "result" ? { kind: "result", result: message.result } : { kind: "error", error: message.error };
    this.#waiting.get(message.id)?.(outcome);
  }

  close(): void {
    for (const over of this.#waiting.values()) over(gone());
  }
}

/** Why a client cannot be asked something; null where it said that it can. */
export function cannotBeAsked(capabilities: ValueObject, { method }: ServerMessage): Outcome | null {
  const capability = ASKABLE.get(method);
  if (capability !== undefined && own(capabilities, capability) !== undefined) return null;
  return { kind: "error", error: rpcError(CODES.unknownMethod, "The client cannot be asked this") };
}

function gone(): UnavailableError {
  return new UnavailableError("mcp-client", "The client is gone");
}

function tooMuch(): Outcome {
  return { kind: "error", error: rpcError(CODES.internal, "The client is asked too much at once") };
}
