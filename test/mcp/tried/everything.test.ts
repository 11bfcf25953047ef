import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../server/server.ts";
import { call, Governed, grant, type ConnectOptions } from "./governed.ts";
import { NOT_INSTALLED, program } from "./installed.ts";

const KEY = "AKIAIOSFODNN7EXAMPLE";
const PORT = await freePort();

const DOCUMENTS = `
apiVersion: writ/v1
kind: Policy
metadata: { name: sums-are-small, title: Sums are small }
spec:
  match: { kinds: [Tool], verbs: [invoke], principals: [agent] }
  matchConditions: [{ name: sum, expression: "resource.properties.name == 'get-sum'" }]
  severity: low
  mode: enforce
  validations:
    - { id: small, expression: "double(resource.properties.arguments.a) < 100.0", message: Only small numbers are added }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: user }
spec: { owner: platform, identity: { keyId: "{user}" } }
---
apiVersion: writ/v1
kind: Agent
metadata: { name: guest }
spec:
  owner: platform
  identity: { keyId: "{guest}" }
  tools: [local/echo, remote/echo, local/trigger-sampling-request, remote/trigger-sampling-request]
${grant("user-does", "user", "  verbs: [invoke, read]\n  kinds: [Tool]")}
${grant("guest-calls", "guest", "  verbs: [invoke]\n  kinds: [Tool]\n  conditions: [{ name: tools, expression: \"resource.type == 'mcp-tool'\" }]")}
`;

/** What a client can be asked, and what it answers. */
const WILLING: ConnectOptions = {
  capabilities: { sampling: {}, elicitation: { form: {} }, roots: {} },
  setUp: (client) => {
    client.setRequestHandler("roots/list", () => ({ roots: [] }));
    client.setRequestHandler("sampling/createMessage", () => ({
      model: "none",
      role: "assistant",
      content: { type: "text", text: "a poem" },
    }));
    client.setRequestHandler("elicitation/create", () => ({
      action: "accept",
      content: { name: "Ada", check: true, integer: 42 },
    }));
  },
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe.skipIf(NOT_INSTALLED !== "")(`server-everything behind the gateway${NOT_INSTALLED}`, () => {
  const governed = new Governed({
    agents: ["user", "guest"],
    documents: DOCUMENTS,
    servers: {
      local: { ...program("everything", "stdio"), env: { SERVICE_KEY: KEY, REGION: "eu" } },
      remote: { url: `http://127.0.0.1:${PORT}/mcp` },
    },
  });
  let server: ChildProcess;

  beforeAll(async () => {
    const { command, args } = program("everything", "streamableHttp");
    const env = { PORT: String(PORT), SERVICE_KEY: KEY, REGION: "eu" };
    server = spawn(command, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    await new Promise((resolve) => server.stderr?.once("data", resolve));
    await governed.start(WILLING);
  }, 60_000);

  afterAll(async () => {
    await governed.end();
    server.kill();
  });

  describe.each(["local", "remote"])("as the server `%s`", (key) => {
    it("calls tools, by their arguments, and reads the environment without its secrets", async () => {
      const client = await governed.connect("user", `/mcp/${key}`, WILLING);
      expect(await call(client, "echo", { message: "hello" })).toBe("Echo: hello");
      expect(await call(client, "get-sum", { a: 1, b: 2 })).toContain("3");
      expect(await call(client, "get-sum", { a: 1000, b: 2 })).toContain("Only small numbers are added");
      expect(await call(client, "get-tiny-image")).toContain("[image]");
      const told = await call(client, "get-env");
      expect(told).toContain("eu");
      expect(told).toContain("[redacted: secret]");
      expect(told).not.toContain(KEY);
    });

    it("shows a guest what is its own, and keeps the environment from it", async () => {
      const client = await governed.connect("guest", `/mcp/${key}`, WILLING);
      const shown = (await client.listTools()).tools.map(({ name }) => name);
      expect(shown).toEqual(["echo", "trigger-sampling-request"]);
      expect(await call(client, "get-env")).toContain("This tool is not among those of the agent");
    });

    it("has prompts, resources and completions where they are granted, and nowhere else", async () => {
      const client = await governed.connect("user", `/mcp/${key}`);
      expect((await client.listPrompts()).prompts.map(({ name }) => name)).toContain("args-prompt");
      const prompt = await client.getPrompt({ name: "args-prompt", arguments: { city: "Delft" } });
      expect(JSON.stringify(prompt)).toContain("Delft");
      expect((await client.listResourceTemplates()).resourceTemplates).not.toEqual([]);
      const uri = "demo://resource/dynamic/text/1";
      expect(JSON.stringify(await client.readResource({ uri }))).toContain("Resource 1");
      const ref = { type: "ref/prompt", name: "completable-prompt" } as const;
      const completed = await client.complete({ ref, argument: { name: "department", value: "S" } });
      expect(completed.completion.values).toEqual(["Sales", "Support"]);
      const guest = await governed.connect("guest", `/mcp/${key}`);
      await expect(guest.getPrompt({ name: "simple-prompt" })).rejects.toThrow(/No grant/);
      await expect(guest.readResource({ uri })).rejects.toThrow(/No grant/);
    });

    it("hears progress and logs", async () => {
      const [progress, logs]: [number[], unknown[]] = [[], []];
      const client = await governed.connect("user", `/mcp/${key}`, {
        setUp: (made) => made.setNotificationHandler("notifications/message", ({ params }) => void logs.push(params)),
      });
      const long = { name: "trigger-long-running-operation", arguments: { duration: 0.1, steps: 2 } };
      await client.callTool(long, { onprogress: (step) => void progress.push(step.progress) });
      expect(progress).toEqual([1, 2]);
      await client.setLoggingLevel("debug");
      await call(client, "toggle-simulated-logging");
      await until(() => logs.length > 0);
      expect(JSON.stringify(logs)).toContain("level");
    });

    it("asks the client and its person where that is granted, and nowhere else", async () => {
      const client = await governed.connect("user", `/mcp/${key}`, WILLING);
      expect(await call(client, "trigger-sampling-request", { prompt: "a poem about rain" })).toContain("a poem");
      expect(await call(client, "trigger-elicitation-request")).toContain("Ada");
      const guest = await governed.connect("guest", `/mcp/${key}`, WILLING);
      const told = await call(guest, "trigger-sampling-request", { prompt: "a poem about rain" });
      expect(told).toContain("No grant");
      expect(told).not.toContain("a poem");
    });
  });

  it.each(["local", "remote"])("serves a client of 2026-07-28, which is asked by results (%s)", async (key) => {
    const client = await governed.connect("user", `/mcp/${key}`, {
      ...WILLING,
      versionNegotiation: { mode: { pin: "2026-07-28" } },
    });
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("trigger-elicitation-request");
    expect(await call(client, "get-env")).not.toContain(KEY);
    expect(await call(client, "get-sum", { a: 1000, b: 2 })).toContain("Only small numbers are added");
    expect(await call(client, "trigger-sampling-request", { prompt: "a poem about rain" })).toContain("a poem");
    expect(await call(client, "trigger-elicitation-request")).toContain("Ada");
  });

  it("knows the tools again after a restart", async () => {
    const digests = (await governed.toolsets()).map(({ digest }) => digest);
    await governed.restart();
    for (const key of ["local", "remote"]) {
      const client = await governed.connect("user", `/mcp/${key}`, WILLING);
      expect((await client.listTools()).tools.map(({ name }) => name)).toContain("trigger-sampling-request");
    }
    expect((await governed.toolsets()).map(({ digest }) => digest)).toEqual(digests);
  });
});
