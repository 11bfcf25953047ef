import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { ApprovalRequest } from "#core/approvals";
import { startServer, type LocalServer } from "../../../adapters/net/testing/local-server.ts";
import { createLog } from "../telemetry/log.ts";
import { ChatWebhook } from "./chat-webhook.ts";

const KEY = Buffer.from("0123456789abcdef0123");
const REQUEST: ApprovalRequest = {
  id: "0192f0c8-7a00-7000-8000-000000000001",
  kind: "act",
  subject: `sha256:${"a".repeat(64)}`,
  author: null,
  requester: "people:ada",
  requesterName: "coder <!channel>",
  summary: "drops `orders`\n- and more",
  details: {
    through: "tool drop of server db",
    destroys: { items: ["Table orders"], more: 2 },
    "with secret": "hunter2",
  },
  requestedAt: "2026-01-01T12:00:00.000Z",
  expiresAt: "2026-01-01T13:00:00.000Z",
};
const URL_SHOWN = "https://writ.example/approvals/0192f0c8-7a00-7000-8000-000000000001";

interface Received {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let server: LocalServer | undefined;
afterEach(() => server?.close());

/** A chat tool that answers with these one after the other, and a webhook to it. */
async function chat(...statuses: readonly number[]) {
  const received: Received[] = [];
  const left = [...statuses];
  server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const status = left.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/elsewhere" } : {}).end("ok");
    });
  });
  const [logged, pauses]: [string[], number[]] = [[], []];
  const webhook = new ChatWebhook({
    url: `${server.url}/services/secret-path`,
    key: KEY,
    log: createLog("warn", (line) => logged.push(line)),
    now: () => new Date("2026-01-01T12:00:00.000Z"),
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  return { webhook, received, logged, pauses };
}

describe("ChatWebhook", () => {
  it("says who waits for what until when, signed, without a secret and without a way to address anybody", async () => {
    const { webhook, received } = await chat();
    webhook.tell(REQUEST, URL_SHOWN);
    await webhook.close();
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    expect(JSON.parse(body)).toEqual({
      text: [
        "*An agent waits for an approval*: drops `orders`",
        "for coder &lt;!channel&gt;, through tool drop of server db",
        "it destroys 3 things",
        `until 2026-01-01 13:00 UTC: ${URL_SHOWN}`,
        `or \`writ approvals show ${REQUEST.id}\``,
      ].join("\n"),
    });
    const time = String(Date.parse("2026-01-01T12:00:00Z") / 1000);
    const signature = createHmac("sha256", KEY).update(`${time}.${body}`).digest("hex");
    expect(headers).toMatchObject({
      "x-writ-approval": REQUEST.id,
      "x-writ-timestamp": time,
      "x-writ-signature": `v1=${signature}`,
    });
  });

  it("tries three times and then says in the log that nobody was told, without the address", async () => {
    const { webhook, received, logged, pauses } = await chat(500, 503, 500);
    webhook.tell(REQUEST, URL_SHOWN);
    await webhook.close();
    expect([received.length, pauses]).toEqual([3, [1000, 5000]]);
    expect(logged.join("")).toContain('"status":500');
    expect(logged.join("")).not.toContain("secret-path");
  });

  it("follows no redirect", async () => {
    const { webhook, received, logged } = await chat(302, 302, 302);
    webhook.tell(REQUEST, URL_SHOWN);
    await webhook.close();
    expect(received.map(({ body }) => body === "")).toEqual([false, false, false]);
    expect(logged.join("")).toContain('"status":302');
  });
});
