import Anthropic from "@anthropic-ai/sdk";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, evidenceOf, startHere, textSource, type StartedServer } from "./server.ts";

const KINDS = ["ai-model", "tool"].map((name) =>
  readFileSync(new URL(`../../library/kinds/${name}.yaml`, import.meta.url), "utf8"),
);

function documents(keyId: string, workers: readonly string[]): string {
  return [
    ...KINDS,
    `apiVersion: writ/v1
kind: Policy
metadata: { name: no-large-answers }
spec:
  match: { kinds: [AiModel], verbs: [invoke] }
  validations:
    - { id: bounded, expression: "resource.properties.?maxTokens.orValue(0) <= 1000", message: answers have at most 1000 tokens }
    - { id: open, expression: "!('secret' in resource.properties.holds)", message: secrets stay here }
  remediation: Ask for at most 1000 tokens.
`,
    `apiVersion: writ/v1
kind: Policy
metadata: { name: nothing-is-spread }
spec:
  match: { kinds: [AiModel], verbs: [invoke], points: [gateway] }
  validations: [{ id: unread, expression: "!('secret' in history.labels)", message: this session has read a secret }]
`,
    `apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec: { inspection: { models: { actions: { personal: redact, confidential: block } } } }
`,
    `apiVersion: writ/v1
kind: Agent
metadata: { name: helper }
spec: { owner: platform, identity: { keyId: "${keyId}" }, models: [near/small, far] }
`,
    `apiVersion: writ/v1
kind: Grant
metadata: { name: models }
spec: { principals: { ids: ["token:${keyId}"] }, verbs: [invoke], kinds: [AiModel], owner: platform, approvedBy: security, expires: 2030-06-30T00:00:00Z }
`,
    `apiVersion: writ/v1
kind: Grant
metadata: { name: for-a-ticket }
spec: { principals: { kinds: [agent] }, tasks: [ticket-7], verbs: [invoke], kinds: [AiModel], owner: platform, approvedBy: security, expires: 2030-06-30T00:00:00Z }
`,
    ...workers.map(
      (id, at) => `apiVersion: writ/v1
kind: Agent
metadata: { name: worker-${at} }
spec: { owner: platform, identity: { keyId: "${id}" } }
`,
    ),
  ].join("---\n");
}

interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A provider that speaks both APIs, on this machine. */
class FakeProvider {
  readonly seen: Seen[] = [];
  readonly ended: string[] = [];
  /** What the model answers, whatever it is asked. */
  says: string | null = null;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    this.seen.push({ url: request.url ?? "", headers: request.headers, body });
    response.on("close", () => this.ended.push(body));
    if (body.includes("please hang"))
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": wait\n\n");
    else if (body.includes("please redirect")) response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    else if (body.includes('"stream":true'))
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end(streamOf(request.url ?? "", this.says ?? saidFor(body)));
    else
      response
        .writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" })
        .end(JSON.stringify(wholeOf(request.url ?? "", saidFor(body))));
  }
}

/** What the model answers: what it is asked to say, in two pieces where it comes piece by piece. */
function saidFor(body: string): string {
  return /please say ([A-Za-z0-9@. ]+)/.exec(body)?.[1] ?? "hello";
}

function wholeOf(url: string, said: string): object {
  if (url.endsWith("/embeddings"))
    return {
      object: "list",
      model: "small",
      data: [{ object: "embedding", index: 0, embedding: [0.5] }],
      usage: { prompt_tokens: 3, total_tokens: 3 },
    };
  if (url.endsWith("/count_tokens")) return { input_tokens: 7 };
  if (url.endsWith("/responses"))
    return {
      id: "r",
      object: "response",
      model: "small",
      output: [],
      usage: { input_tokens: 5, output_tokens: 2, total_tokens: 7 },
    };
  if (url.endsWith("/messages"))
    return {
      id: "m",
      type: "message",
      role: "assistant",
      model: "opus",
      content: [{ type: "text", text: said }],
      stop_reason: "end_turn",
      usage: { input_tokens: 11, output_tokens: 2 },
    };
  return {
    id: "c",
    object: "chat.completion",
    created: 1,
    model: "small",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: said } }],
    usage: { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 },
  };
}

function streamOf(url: string, said = "hello"): string {
  const pieces = [said.slice(0, 3), said.slice(3)];
  const events = url.endsWith("/messages")
    ? [
        {
          type: "message_start",
          message: {
            id: "m",
            type: "message",
            role: "assistant",
            model: "opus",
            content: [],
            usage: { input_tokens: 11, output_tokens: 1 },
          },
        },
        { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        ...pieces.map((text) => ({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } })),
        { type: "content_block_stop", index: 0 },
        { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 4 } },
        { type: "message_stop" },
      ].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    : [
        ...pieces.map(
          (content) =>
            `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta: { content } }] })}\n\n`,
        ),
        `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } })}\n\n`,
        "data: [DONE]\n\n",
      ];
  return events.join("");
}

const DATA = mkdtempSync(join(tmpdir(), "writ-models-"));
const provider = new FakeProvider();
let server: StartedServer;
let token: string;
let workers: { readonly onTask: string; readonly onOther: string };

beforeAll(async () => {
  const url = await provider.start();
  const models = join(DATA, "models.yaml");
  writeFileSync(models, providersOf(url));
  const environment = { NEAR_KEY: "near-secret", FAR_KEY: "far-secret" };
  const source = textSource(documents("nobody", []));
  server = await startHere(
    { data: DATA, models, policies: ["policies.yaml"], shutdownGraceMs: 500 },
    { environment, source },
  );
  const body = { name: "helper", roles: ["viewer"], kind: "agent" };
  const make = async (more: object) =>
    (await ask(server.url, "/v1/tokens", { token: server.token, body: { ...body, ...more } })).message;
  const helper = await make({});
  const onTask = await make({ task: "ticket-7", expiresAt: "2100-01-01T00:00:00Z" });
  const onOther = await make({ task: "ticket-8", expiresAt: "2100-01-01T00:00:00Z" });
  workers = { onTask: onTask.token, onOther: onOther.token };
  token = helper.token;
  source.text = documents(helper.id, [onTask.id, onOther.id]);
  await server.reload();
}, 30_000);

afterAll(async () => {
  await server.stop();
  provider.close();
  rmSync(DATA, { recursive: true, force: true });
});

function providersOf(url: string): string {
  const shared = `url: "${url}", pricesAsOf: "2026-11-26"`;
  const large = "{ name: large, inputUsd: 20, outputUsd: 100 }";
  return `providers:
  - { name: near, api: openai, keyEnvironment: NEAR_KEY, ${shared}, models: [{ name: small, inputUsd: 0.2, outputUsd: 1.5 }, ${large}] }
  - { name: far, api: anthropic, keyEnvironment: FAR_KEY, ${shared}, models: [{ name: opus, inputUsd: 2, outputUsd: 10 }, ${large}] }
`;
}

function isHanging(body: string): boolean {
  return body.includes("please hang");
}

const openai = (): OpenAI => new OpenAI({ baseURL: `${server.url}/models/near/v1`, apiKey: token });
const anthropic = (): Anthropic => new Anthropic({ baseURL: `${server.url}/models/far`, apiKey: token });
const HELLO = [{ role: "user", content: "hello" }] as const;

describe("/models/<provider>/", () => {
  it("answers the client of OpenAI, with the key of the provider and without the token of the agent", async () => {
    const completion = await openai().chat.completions.create({ model: "small", messages: [...HELLO] });
    expect(completion.choices[0]?.message.content).toBe("hello");
    const { headers, url } = provider.seen.at(-1) ?? { headers: {}, url: "" };
    expect(url).toBe("/v1/chat/completions");
    expect(headers.authorization).toBe("Bearer near-secret");
    expect(JSON.stringify(headers)).not.toContain(token);
    expect(Object.keys(headers).filter((name) => name.startsWith("x-"))).toEqual([]);
    const response = await openai().responses.create({ model: "small", input: "hello" });
    expect(response.usage?.output_tokens).toBe(2);
    const embedded = await openai().embeddings.create({ model: "small", input: "hello", encoding_format: "float" });
    expect(embedded.data[0]?.embedding).toEqual([0.5]);
  });

  it("answers the client of Anthropic, which sends its token in a header of its own", async () => {
    const message = await anthropic().messages.create({ model: "opus", max_tokens: 100, messages: [...HELLO] });
    expect(message.content[0]).toMatchObject({ text: "hello" });
    expect(provider.seen.at(-1)?.headers).toMatchObject({
      "x-api-key": "far-secret",
      "anthropic-version": expect.any(String),
    });
    expect(JSON.stringify(provider.seen.at(-1)?.headers)).not.toContain(token);
    const counted = await anthropic().messages.countTokens({ model: "opus", messages: [...HELLO] });
    expect(counted.input_tokens).toBe(7);
  });

  it("passes streams on as they come", async () => {
    const chunks: string[] = [];
    const stream = await openai().chat.completions.create({ model: "small", messages: [...HELLO], stream: true });
    for await (const chunk of stream) chunks.push(chunk.choices[0]?.delta.content ?? "");
    expect(chunks.join("")).toBe("hello");
    const final = await anthropic()
      .messages.stream({ model: "opus", max_tokens: 100, messages: [...HELLO] })
      .finalMessage();
    expect(final.usage).toMatchObject({ input_tokens: 11, output_tokens: 4 });
    const raw = await ask(server.url, "/models/far/v1/messages", {
      token,
      body: { model: "opus", max_tokens: 9, stream: true, messages: HELLO },
    });
    expect(raw.text).toBe(streamOf("/v1/messages"));
    expect(raw.headers["set-cookie"]).toBeUndefined();
  });

  it.each([
    ["near", "small", "/v1/chat/completions"],
    ["far", "opus", "/v1/messages"],
  ])(
    "passes a stream of %s on untouched, and judges the next call of the session by what it held",
    async (name, model, path) => {
      const said = "AKIAIOSFODNN7EXAMPLE";
      const request = (content: string) => ({
        token,
        headers: { "x-writ-session": `reads-${name}` },
        body: { model, max_tokens: 9, stream: true, messages: [{ role: "user", content }] },
      });
      const first = await ask(server.url, `/models/${name}${path}`, request("please say SPELLED"));
      expect(first.text).toBe(streamOf(path, "SPELLED"));
      provider.says = said;
      const leaked = await ask(server.url, `/models/${name}${path}`, request("go on"));
      provider.says = null;
      expect(leaked.text).toBe(streamOf(path, said));
      const next = await ask(server.url, `/models/${name}${path}`, request("go on"));
      expect(next).toMatchObject({ status: 403 });
      expect(next.message.error.message).toContain("this session has read a secret");
    },
  );

  it("takes out of whole answers what the documents say, and withholds what they block", async () => {
    const completion = await openai().chat.completions.create({
      model: "small",
      messages: [{ role: "user", content: "please say write to ann@acme.io" }],
    });
    expect(completion.choices[0]?.message.content).toBe("write to [redacted: personal]");
    const blocked = await anthropic()
      .messages.create({
        model: "opus",
        max_tokens: 9,
        messages: [{ role: "user", content: "please say CONFIDENTIAL" }],
      })
      .catch((error: unknown) => error);
    expect(blocked).toBeInstanceOf(Anthropic.PermissionDeniedError);
    expect(blocked).toMatchObject({ message: expect.stringContaining("`confidential`") });
  });

  it("lets a token do what is granted for its task alone, and records the task", async () => {
    const body = { model: "small", messages: HELLO };
    const asked = (one: string) => ask(server.url, "/models/near/v1/chat/completions", { token: one, body });
    expect((await asked(workers.onTask)).status).toBe(200);
    const refused = await asked(workers.onOther);
    expect(refused.status).toBe(403);
    expect(refused.message.error.message).toContain("grant");
    expect(evidenceOf(DATA)).toContain('"task":"ticket-7"');
    const { message } = await ask(server.url, "/v1/tokens", {
      token: server.token,
      body: { name: "x", roles: [], task: "t" },
    });
    expect(message.detail).toContain("`expiresAt` is missing");
  });

  it("lists the models that the agent may use, without asking the provider", async () => {
    const before = provider.seen.length;
    const ids: string[] = [];
    for await (const model of openai().models.list()) ids.push(model.id);
    for await (const model of anthropic().models.list()) ids.push(model.id);
    expect(ids.slice(0, 1)).toEqual(["small"]);
    expect(ids.slice(-2)).toEqual(["opus", "large"]);
    expect(provider.seen).toHaveLength(before);
  });

  it("denies what policies deny, and tells how to mend it, in the words of each API", async () => {
    const before = provider.seen.length;
    const denied = await openai()
      .chat.completions.create({ model: "small", max_tokens: 2000, messages: [...HELLO] })
      .catch((error: unknown) => error);
    expect(denied).toBeInstanceOf(OpenAI.PermissionDeniedError);
    expect(denied).toMatchObject({
      code: "policy_denied",
      message: expect.stringContaining("Ask for at most 1000 tokens"),
    });
    const other = await anthropic()
      .messages.create({ model: "opus", max_tokens: 2000, messages: [...HELLO] })
      .catch((error: unknown) => error);
    expect(other).toBeInstanceOf(Anthropic.PermissionDeniedError);
    const content = `my key is ghp_${"a1B2".repeat(9)}`;
    const leaking = { model: "small", messages: [{ role: "user", content }] };
    const leak = await ask(server.url, "/models/near/v1/chat/completions", { token, body: leaking });
    expect(leak.status).toBe(403);
    expect(leak.message.error.message).toContain("secrets stay here");
    const tools = { model: "small", messages: HELLO, tools: [{ type: "web_search" }] };
    expect((await ask(server.url, "/models/near/v1/chat/completions", { token, body: tools })).status).toBe(403);
    expect(provider.seen).toHaveLength(before);
  });

  it.each<[string, string, unknown, number]>([
    ["an unknown provider", "/models/other/v1/chat/completions", {}, 404],
    ["an unknown path", "/models/near/v1/files", {}, 404],
    ["a path with a way out", "/models/near/v1/chat/completions/../../files", {}, 404],
    ["a model without a price", "/models/near/v1/chat/completions", { model: "huge" }, 404],
    ["no model", "/models/near/v1/chat/completions", { messages: [] }, 400],
    ["a key that stands twice", "/models/near/v1/chat/completions", '{"model":"small","model":"large"}', 400],
    ["no JSON", "/models/near/v1/chat/completions", "hello", 400],
    ["a limit that is none", "/models/near/v1/chat/completions", { model: "small", max_tokens: -1 }, 400],
    ["a limit in another form", "/models/near/v1/chat/completions", { model: "small", max_tokens: "5" }, 400],
  ])("INVARIANT (models-fail-closed): passes on nothing of %s", async (_, path, body, status) => {
    const before = provider.seen.length;
    const answer = await ask(server.url, path, { token, body });
    expect(answer.status).toBe(status);
    expect(answer.message.error.message).not.toBe("");
    expect(provider.seen).toHaveLength(before);
  });

  it("tells whoever proved nothing so in the form of the API", async () => {
    const answer = await ask(server.url, "/models/far/v1/messages", { body: { model: "opus" } });
    expect(answer).toMatchObject({ status: 401, message: { type: "error", error: { type: "authentication_error" } } });
  });

  it("follows no redirect, and tells that the provider does not answer", async () => {
    const body = { model: "small", messages: [{ role: "user", content: "please redirect" }] };
    const answer = await ask(server.url, "/models/near/v1/chat/completions", { token, body });
    expect(answer).toMatchObject({ status: 502, message: { error: { code: "provider_unavailable" } } });
  });

  it("ends the call to the provider when the client goes away", async () => {
    const messages = [{ role: "user", content: "please hang" }] as const;
    const stream = await openai().chat.completions.create({ model: "small", stream: true, messages: [...messages] });
    expect(provider.ended.some(isHanging)).toBe(false);
    stream.controller.abort();
    await expect.poll(() => provider.ended.some(isHanging)).toBe(true);
  });

  it("records every ruling, and nothing of a prompt or a key", () => {
    const evidence = evidenceOf(DATA);
    expect(evidence).toContain("AiModel");
    for (const secret of ["please hang", "near-secret", "far-secret", token]) {
      expect(evidence).not.toContain(secret);
      expect(server.logged.join("")).not.toContain(secret);
    }
  });
});
