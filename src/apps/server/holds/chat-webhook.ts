import { createHmac } from "node:crypto";
import type { ApprovalRequest } from "#core/approvals";
import { boundedFetch } from "#adapters/net";
import { errorFields, type Log, type LogFields } from "../telemetry/log.ts";

/** What tells a chat tool of requests. */
export interface WebhookPorts {
  readonly url: string;
  /** Signs what is sent; null where nobody checks. */
  readonly key: Uint8Array | null;
  readonly log: Log;
  readonly now: () => Date;
  /** Waits between two attempts. */
  readonly pause: (ms: number) => Promise<void>;
}

const LIMITS = { timeoutMs: 5000, maxBytes: 65_536 };
const PAUSES_MS = [1000, 5000];
const MOST_UNDER_WAY = 100;
const LONGEST_LINE = 300;

/**
 * Tells a chat tool that something waits, in the form that incoming webhooks of Slack and of those that follow it take. Nobody waits for it, and nothing hangs on it:
 * whatever is not told there is still in the list of what waits.
 */
export class ChatWebhook {
  readonly #ports: WebhookPorts;
  readonly #underWay = new Set<Promise<void>>();

  constructor(ports: WebhookPorts) {
    this.#ports = ports;
  }

  tell(request: ApprovalRequest, url: string): void {
    if (this.#underWay.size >= MOST_UNDER_WAY) {
      this.#ports.log.warn("a chat is not told of an approval: too many are under way", { approval: request.id });
      return;
    }
    const telling = this.#tell(request, url).finally(() => this.#underWay.delete(telling));
    this.#underWay.add(telling);
  }

  /** Resolves once nothing is under way. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #tell(request: ApprovalRequest, url: string): Promise<void> {
    const body = JSON.stringify({ text: chatText(request, url) });
    for (const pause of [...PAUSES_MS, null]) {
      const problem = await this.#send(request.id, body);
      if (problem === null) return;
      if (pause === null)
        this.#ports.log.warn("a chat is not told of an approval", { approval: request.id, ...problem });
      else await this.#ports.pause(pause);
    }
  }

  /** What went wrong; null when it was taken. The address stays out of it, since it is what lets anybody write there. */
  async #send(id: string, body: string): Promise<LogFields | null> {
    const { url, key, now } = this.#ports;
    const time = String(Math.floor(now().getTime() / 1000));
    const headers = {
      "content-type": "application/json",
      "x-writ-approval": id,
      "x-writ-timestamp": time,
      ...(key === null ? {} : { "x-writ-signature": `v1=${signatureOf(key, time, body)}` }),
    };
    try {
      const { status } = await boundedFetch(url, { method: "POST", headers, body }, LIMITS);
      return status >= 200 && status < 300 ? null : { status };
    } catch (error) {
      return errorFields(error);
    }
  }
}

/** What the receiver computes as well: over the time and the body, so that neither can be exchanged. */
function signatureOf(key: Uint8Array, time: string, body: string): string {
  return createHmac("sha256", key).update(`${time}.${body}`).digest("hex");
}

/** What a person reads. What an agent chose cannot address anybody, lead anywhere or begin a line. */
function chatText({ summary, requesterName, expiresAt, details, id }: ApprovalRequest, url: string): string {
  const [first = ""] = summary.split("\n", 1);
  const { through } = details;
  const destroys = countOf(details["destroys"]);
  return [
    `*An agent waits for an approval*: ${plain(first)}`,
    `for ${plain(requesterName)}, through ${plain(typeof through === "string" ? through : "something")}`,
    ...(destroys === 0 ? [] : [`it destroys ${destroys} ${destroys === 1 ? "thing" : "things"}`]),
    `until ${expiresAt.slice(0, 16).replace("T", " ")} UTC: ${url}`,
    `or \`writ approvals show ${id}\``,
  ].join("\n");
}

function countOf(list: ApprovalRequest["details"][string] | undefined): number {
  const { items, more }: { items?: unknown; more?: unknown } = Object(list);
  return (Array.isArray(items) ? items.length : 0) + (typeof more === "number" ? more : 0);
}

function plain(text: string): string {
  const line = text
    .slice(0, LONGEST_LINE)
    .toWellFormed()
    .replaceAll(/[\p{C}\u2028\u2029]+/gu, " ");
  return line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
