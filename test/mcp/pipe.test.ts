import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMAND, NODE_COMPILE_CACHE, writ } from "../cli/writ.ts";
import { startHere, textSource, tokenFor, until, type StartedServer } from "../server/server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-pipe-"));
const PROGRAM = fileURLToPath(new URL("fixture/program.ts", import.meta.url));
const NOTES = join(FOLDER, "notes");
const SERVERS = `
servers:
  fixture:
    command: ${JSON.stringify(process.execPath)}
    args: ["--conditions=@writ/source", ${JSON.stringify(PROGRAM)}]
    firstSeen: approve
  lively:
    command: ${JSON.stringify(process.execPath)}
    args: [${JSON.stringify(fileURLToPath(new URL("fixture/lively.mjs", import.meta.url)))}]
    env: { NOTES: ${JSON.stringify(NOTES)} }
    firstSeen: approve
`;
const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-images, title: No tool draws }
spec:
  description: A tool that draws is not for anybody.
  match: { kinds: [Tool], verbs: [invoke] }
  severity: high
  mode: enforce
  validations:
    - id: no-image
      expression: resource.name != 'test_image_content'
      message: Images are not for anybody
  remediation: Call test_simple_text instead.
`;
const KIND = readFileSync(new URL("../../library/kinds/tool.yaml", import.meta.url), "utf8");
const ERAS = [
  ["2025-11-25", "legacy"],
  ["2026-07-28", { pin: "2026-07-28" }],
] as const;

type Mode = (typeof ERAS)[number][1];

describe("writ gateway", () => {
  const socket = join(FOLDER, "writ.sock");
  let server: StartedServer;
  let environment: Readonly<Record<string, string>>;

  const start = (): Promise<StartedServer> =>
    startHere(
      {
        data: join(FOLDER, "data"),
        mcp: join(FOLDER, "mcp.yaml"),
        socket,
        maxRequestsPerSecond: 1000,
        shutdownGraceMs: 100,
      },
      { source: textSource(`${KIND}\n---${POLICY}`) },
    );

  /** A client of the official SDK that has started the command as its server. */
  const connected = async (mode: Mode, name = "fixture"): Promise<Client> => {
    const client = new Client(
      { name: "test", version: "1" },
      { versionNegotiation: { mode }, capabilities: { elicitation: {}, sampling: {}, roots: { listChanged: true } } },
    );
    client.setRequestHandler("elicitation/create", () => ({
      action: "accept",
      content: { username: "ada", email: "ada@example.com" },
    }));
    client.setRequestHandler("sampling/createMessage", () => ({
      role: "assistant",
      content: { type: "text", text: "the blue one" },
      model: "test",
    }));
    client.setRequestHandler("roots/list", () => ({ roots: [{ uri: "file:///home/ada", name: "home" }] }));
    const args = [...COMMAND, "gateway", name];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env: environment }));
    return client;
  };

  beforeAll(async () => {
    writeFileSync(join(FOLDER, "mcp.yaml"), SERVERS);
    server = await start();
    environment = {
      PATH: process.env["PATH"] ?? "",
      NODE_COMPILE_CACHE,
      WRIT_SERVER: `unix:${socket}`,
      WRIT_TOKEN: await tokenFor(server, "client", ["operator"]),
    };
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it.concurrent.each(ERAS)(
    "leads a client of %s to a server, and asks it what the server asks",
    async (revision, mode) => {
      const client = await connected(mode);
      expect(client.getNegotiatedProtocolVersion()).toBe(revision);
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toContain("test_simple_text");
      const called = await client.callTool({ name: "test_simple_text", arguments: {} });
      expect(JSON.stringify(called.content)).toContain("simple text");
      const refused = await client.callTool({ name: "test_image_content", arguments: {} });
      expect(refused.isError).toBe(true);
      expect(JSON.stringify(refused.content)).toContain("Images are not for anybody");
      const asked = await client.callTool({ name: "test_elicitation", arguments: { message: "Who?" } });
      expect(JSON.stringify(asked.content)).toContain("ada");
      await client.close();
    },
    60_000,
  );

  it.concurrent.each(ERAS)(
    "passes on what is neither a request nor its answer: progress, questions, cancellations and news (%s)",
    async (revision, mode) => {
      const client = await connected(mode, "lively");
      for (const [what, answer] of QUESTIONS) {
        const asked = await client.callTool({ name: "ask", arguments: { what } });
        expect(JSON.stringify(asked.content)).toContain(answer);
      }
      const before = notes("cancelled");
      const controller = new AbortController();
      const steps: number[] = [];
      const onprogress = ({ progress }: { readonly progress: number }): void => {
        if (steps.push(progress) === 3) controller.abort("enough");
      };
      const given = { signal: controller.signal, onprogress };
      await expect(client.callTool({ name: "wait", arguments: {} }, given)).rejects.toThrow("enough");
      expect(steps).toEqual([1, 2, 3]);
      await until(() => notes("cancelled") > before);
      const news = new Promise((resolve) => {
        client.setNotificationHandler("notifications/resources/updated", ({ params }) => resolve(params.uri));
      });
      if (revision === "2025-11-25") await client.subscribeResource({ uri: "test://news" });
      else await client.listen({ resourceSubscriptions: ["test://news"] });
      expect(await news).toBe("test://news");
      await client.close();
    },
    60_000,
  );

  it.concurrent("tells a server that the client has other roots", async () => {
    const client = await connected("legacy", "lively");
    await client.callTool({ name: "greet", arguments: {} });
    await client.sendRootsListChanged();
    await until(() => notes("roots/list_changed") > 0);
    await client.close();
  }, 60_000);

  it.concurrent.each([
    [
      "no control plane answers",
      ["gateway", "fixture", "--server", `unix:${join(FOLDER, "none.sock")}`],
      "there is no such socket",
    ],
    ["there is no such server", ["gateway", "other"], "has nothing at `/mcp/other`"],
  ])(
    "ends with 2 when %s",
    async (_, args, reason) => {
      const { code, stdout, stderr } = await writ(FOLDER, args, { env: environment });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(reason);
    },
    60_000,
  );

  it.concurrent("ends with 2 for a token that is not known, which it does not show", async () => {
    const env = { ...environment, WRIT_TOKEN: `writ_0123456789abcdef_${"x".repeat(43)}` };
    const { code, stdout, stderr } = await writ(FOLDER, ["gateway", "fixture"], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("refused (401)");
    expect(stderr).not.toContain("xxxx");
  }, 60_000);

  it("INVARIANT (gateway-pipe-decides-nothing): answers every request with an error while the control plane is gone, what is under way too", async () => {
    const args = [...COMMAND, "gateway", "fixture"];
    const lines = new Lines(spawn(process.execPath, args, { env: environment, stdio: ["pipe", "pipe", "pipe"] }));
    const info = { name: "test", version: "1" };
    const params = { protocolVersion: "2025-11-25", capabilities: { elicitation: {} }, clientInfo: info };
    expect(await lines.ask("initialize", params)).toMatchObject({ result: { serverInfo: { name: "fixture" } } });
    const underWay = lines.ask("tools/call", { name: "test_elicitation", arguments: { message: "Who?" } });
    await lines.asked;
    await server.stop();
    expect(await underWay).toMatchObject({ error: { code: -32603 } });
    const call = { name: "test_simple_text", arguments: {} };
    expect(await lines.ask("tools/call", call)).toMatchObject({ error: { code: -32603 } });
    expect(await lines.ask("tools/call", { ...call, _meta: META })).toMatchObject({ error: { code: -32603 } });
    expect(await lines.ask("tools/list", {})).toMatchObject({ error: { code: -32603 } });
    server = await start();
    expect(await lines.ask("tools/call", call)).toMatchObject({ error: { code: -32603 } });
    expect(await lines.ask("tools/call", call)).toMatchObject({ result: { content: [{ type: "text" }] } });
    expect(await lines.ask("tools/call", { ...call, _meta: META })).toMatchObject({
      result: { resultType: "complete" },
    });
    expect(await lines.end()).toBe(0);
    expect(lines.complaints).toContain("writ gateway: ");
    expect(lines.complaints).not.toContain(environment["WRIT_TOKEN"]);
  }, 60_000);
});

/** What a server may ask, and what the client answers. */
const QUESTIONS = [
  ["sampling", "the blue one"],
  ["elicitation", "ada@example.com"],
  ["roots", "file:///home/ada"],
] as const;

/** How often the server was told something that it does not answer. */
function notes(what: string): number {
  return existsSync(NOTES) ? readFileSync(NOTES, "utf8").split(`notifications/${what}`).length - 1 : 0;
}

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A client by hand, of whatever the command says. Every line must be a message. */
class Lines {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<unknown, (message: unknown) => void>();
  readonly #ended: Promise<number | null>;
  /** Resolves once the server asks the client. */
  readonly asked: Promise<void>;
  complaints = "";
  #hasAsked: () => void = () => undefined;
  #rest = "";
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.asked = new Promise((resolve) => {
      this.#hasAsked = resolve;
    });
    this.#ended = new Promise((resolve) => child.once("close", resolve));
    child.stderr?.on("data", (chunk: Buffer) => (this.complaints += chunk.toString()));
    child.stdout?.on("data", (chunk: Buffer) => {
      const lines = `${this.#rest}${chunk.toString()}`.split("\n");
      this.#rest = lines.pop() ?? "";
      for (const message of lines.map((line) => JSON.parse(line))) {
        if (message.method === "elicitation/create") this.#hasAsked();
        else this.#waiting.get(message.id)?.(message);
      }
    });
  }

  ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    });
  }

  end(): Promise<number | null> {
    this.#child.stdin?.end();
    return this.#ended;
  }
}
