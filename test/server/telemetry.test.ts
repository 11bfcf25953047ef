import { createServer, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE_READS, ask, startHere } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-telemetry-"));
const received: { readonly url: string; readonly body: string }[] = [];
let collector: Server;
let endpoint = "";

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ url: request.url ?? "", body: Buffer.concat(chunks).toString() });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const address = collector.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  collector.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

describe("traces", () => {
  it("have a span of every answered request, below that of its caller, and nothing of what was asked", async () => {
    const server = await startHere({ data: join(FOLDER, "spans"), otlpEndpoint: endpoint });
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const unsampled = `00-${"c".repeat(32)}-${"d".repeat(16)}-00`;
    const body = { ...ALICE_READS, subject: { type: "user", id: "a-secret-name" } };
    await ask(server.url, "/access/v1/evaluation", {
      body,
      token: server.token,
      headers: { traceparent, "x-request-id": "r1" },
    });
    await ask(server.url, "/access/v1/evaluation", { body, token: server.token, headers: { traceparent: unsampled } });
    await ask(server.url, "/nothing", { headers: { traceparent: "nonsense" } });
    await server.stop();
    expect(received.map(({ url }) => url)).toEqual(["/v1/traces"]);
    const [{ scopeSpans }] = JSON.parse(received[0]?.body ?? "{}").resourceSpans;
    const { spans } = scopeSpans[0];
    expect(spans.map(({ name }: { name: string }) => name)).toEqual(["POST /access/v1/evaluation", "GET none"]);
    expect(spans[0]).toMatchObject({ traceId: "a".repeat(32), parentSpanId: "b".repeat(16), kind: 2 });
    expect(spans[0].attributes).toContainEqual({ key: "writ.request_id", value: { stringValue: "r1" } });
    expect(spans[1].traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(received[0]?.body).not.toContain("a-secret-name");
  });

  it("keep nobody from an answer when no collector takes them, and are counted then", async () => {
    const server = await startHere({ data: join(FOLDER, "lost"), otlpEndpoint: "http://127.0.0.1:1" });
    expect((await ask(server.url, "/livez")).status).toBe(200);
    await server.stop();
    expect(server.logged.join("")).toContain("traces were not taken");
  });
});
