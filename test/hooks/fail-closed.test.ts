import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChanges, planInstall } from "../../src/apps/cli/hooks/install.ts";
import { stubScript } from "../../src/apps/cli/hooks/stub.ts";
import { hook } from "../../src/apps/hook/hook.ts";
import { HOOK_CLIENTS, type HookClientName } from "../../src/points/hooks/client.ts";
import { fateOf, type HookEnd } from "../../src/points/hooks/testing/clients.ts";
import { shellEvent, toolEvent } from "../../src/points/hooks/testing/events.ts";
import { ask, startHere, textSource, type StartedServer } from "../server/server.ts";

const POLICIES = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Tool }
spec:
  properties: { server: string, name: string, arguments: any }
---
apiVersion: writ/v1
kind: Policy
metadata: { name: no-drop }
spec:
  match: { kinds: [Tool] }
  validations: [{ id: named, expression: "resource.properties.name != 'drop'", message: dropping is not for agents }]
---
apiVersion: writ/v1
kind: Grant
metadata: { name: tools }
spec:
  principals: { kinds: [agent] }
  verbs: [invoke]
  kinds: [Tool]
  owner: platform
  approvedBy: security
  expires: 2099-06-30T00:00:00Z
`;

/** What answers in the place of a control plane; null where nothing does. */
type Fault = ((socket: Socket) => void) | null;

const says =
  (text: string): Fault =>
  (socket) =>
    socket.end(text);
const http = (body: string, length: number = body.length, status = "200 OK"): Fault =>
  says(`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`);

const FAULTS: Readonly<Record<string, Fault>> = {
  "nothing that listens": null,
  "something that hangs up": says(""),
  "something that never answers": () => undefined,
  "half a head": says("HTTP/1.1 200 OK\r\nContent-Len"),
  "half an answer": http("{", 200),
  "an answer of no length": says("HTTP/1.1 200 OK\r\n\r\n{}"),
  "no JSON": http("all is well"),
  "a list": http("[]"),
  "nothing in the answer": http(""),
  "another protocol": says("220 mail ready\r\n"),
  "a defect": http('{"detail":"broken"}', 19, "500 Internal Server Error"),
  "a caller that is not believed": http('{"detail":"who are you"}', 24, "401 Unauthorized"),
  "too many requests": http("{}", 2, "429 Too Many Requests"),
};

let folder: string;
let server: StartedServer;
let tokenFile: string;
const faulty: Server[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "writ-hooks-"));
  tokenFile = join(folder, "token");
  const socket = join(folder, "writ.sock");
  const source = textSource(POLICIES);
  server = await startHere({ data: join(folder, "data"), socket, activate: true }, { source });
  const body = { name: "coder", roles: ["operator"], kind: "agent" };
  const { message } = await ask(server.url, "/v1/tokens", { token: server.token, body });
  writeFileSync(tokenFile, `${message.token}\n`, { mode: 0o600 });
  source.text += `---
apiVersion: writ/v1
kind: Agent
metadata: { name: coder }
spec: { owner: platform, identity: { keyId: "${message.id}" }, tools: [shop] }
`;
  await server.reload();
}, 60_000);

afterAll(async () => {
  for (const one of faulty) one.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command that stands in the settings after an installation, for the event of acts or that of the start. */
function commandOf(client: HookClientName, stub: string, what: "ask" | "canary"): string {
  const home = mkdtempSync(join(folder, "home-"));
  const file = join(home, "hook");
  const installation = {
    client,
    scope: "user",
    home,
    project: home,
    program: [file],
    stub: { file, text: stub },
    http: null,
  } as const;
  const changes = planInstall(installation);
  makeChanges(changes);
  const text = readFileSync(changes.at(-1)?.file ?? "", "utf8");
  const commands = Array.from(text.matchAll(/"command": ("(?:[^"\\]|\\.)*")/g), ([, one = ""]) =>
    String(JSON.parse(one)),
  );
  const found = commands.find((one) => one.includes("--canary") === (what === "canary"));
  if (found === undefined) throw new Error(`no command in ${text}`);
  return found;
}

/** Runs a command as clients do, in a shell. */
function run(command: string, input: string): Promise<HookEnd> {
  const child = spawn("sh", ["-c", command], { stdio: ["pipe", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

function at(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

const stubFor = (url: string): string => stubScript({ server: at(url), tokenFile, waitSeconds: 1 });

async function serve(fault: Fault): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => fault?.(socket));
  }).listen(0, "127.0.0.1", resolve);
  await promise;
  // oxlint-disable-next-line no-unsafe-type-assertion -- what listens at a port has one
  const { port } = listener.address() as AddressInfo;
  if (fault === null) listener.close();
  else faulty.push(listener);
  return `http://127.0.0.1:${port}`;
}

describe.each(HOOK_CLIENTS)("the hook of %s", (client) => {
  it("goes ahead with what is allowed, and stops what is denied, through the script", async () => {
    const command = commandOf(client, stubFor(server.url), "ask");
    const fate = async (tool: string): Promise<string> =>
      fateOf(client, await run(command, JSON.stringify(toolEvent(client, "shop", tool, {}))));
    expect(await fate("list")).toBe("goes ahead");
    expect(await fate("drop")).toBe("is stopped");
    const byHook = async (tool: string): Promise<string> =>
      fateOf(client, await byNode(client, server.url, JSON.stringify(toolEvent(client, "shop", tool, {}))));
    expect([await byHook("list"), await byHook("drop")]).toEqual(["goes ahead", "is stopped"]);
  });

  it("tells at the start of a session that what must be denied is denied", async () => {
    expect(await run(commandOf(client, stubFor(server.url), "canary"), "{}")).toEqual({
      code: 0,
      stdout: "{}\n",
      stderr: "",
    });
  });

  it("tells at the start of a session that nothing is denied", async () => {
    const end = await run(commandOf(client, stubFor(await serve(http("{}"))), "canary"), "{}");
    expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing governs this session") });
  });

  it("is stopped by whatever stands in the place of a control plane", async () => {
    const event = JSON.stringify(toolEvent(client, "shop", "list", {}));
    const ends = await Promise.all(
      Object.entries(FAULTS).map(async ([name, fault]) => {
        const url = await serve(fault);
        const script = run(commandOf(client, stubFor(url), "ask"), event);
        const ended = await Promise.all([script, byNode(client, url, event)]);
        return [name, ...ended.map((end) => fateOf(client, end))];
      }),
    );
    expect(ends).toEqual(Object.keys(FAULTS).map((name) => [name, "is stopped", "is stopped"]));
  });

  it.each([
    ["no event", ""],
    ["half an event", '{"hook_event_name":"PreToolUse","tool_na'],
    ["a number", "7"],
    ["the same key twice", '{"hook_event_name":"PreToolUse","hook_event_name":"SessionStart"}'],
    ["deep nesting", "[".repeat(5000)],
    ["an event that is too large", JSON.stringify(shellEvent("claude-code", "x".repeat(17 * 1024 * 1024)))],
  ])("is stopped by %s", async (_, input) => {
    expect(fateOf(client, await run(commandOf(client, stubFor(server.url), "ask"), input))).toBe("is stopped");
  });

  it.each([
    ["is killed", "#!/bin/bash\nkill -9 $$\n"],
    ["ends with 1 and says nothing", "#!/bin/bash\nexit 1\n"],
    ["ends with 2 and says nothing", "#!/bin/bash\nexit 2\n"],
    ["cannot be read by its shell", "#!/bin/bash\nif [[\n"],
    ["is for a shell that is not there", "#!/nowhere/bash\n"],
  ])("is stopped by a script that %s", async (_, stub) => {
    const end = await run(commandOf(client, stub, "ask"), JSON.stringify(toolEvent(client, "shop", "list", {})));
    expect(fateOf(client, end)).toBe("is stopped");
  });

  it("is stopped by a token that cannot be read, and by one that nobody made", async () => {
    const input = JSON.stringify(toolEvent(client, "shop", "list", {}));
    const missing = stubScript({ server: at(server.url), tokenFile: join(folder, "missing") });
    expect(fateOf(client, await run(commandOf(client, missing, "ask"), input))).toBe("is stopped");
    const foreign = join(folder, "foreign");
    writeFileSync(foreign, "writ_0000000000000000_nobody\n");
    const unknown = stubScript({ server: at(server.url), tokenFile: foreign });
    expect(fateOf(client, await run(commandOf(client, unknown, "ask"), input))).toBe("is stopped");
  });
});

/** What `writ hook` answers. */
async function byNode(client: HookClientName, url: string, event: string): Promise<HookEnd> {
  const [written, complaints]: [string[], string[]] = [[], []];
  const code = await hook([client, "--server", url, "--token-file", tokenFile], {
    environment: {},
    input: bytesOf(event),
    waitMs: 1000,
    write: (text) => Promise.resolve(void written.push(text)),
    complain: (text) => complaints.push(text),
  });
  return { code, stdout: written.join(""), stderr: complaints.join("") };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

describe("the script for a socket", () => {
  it("asks through it", async () => {
    const stub = stubScript({ server: { socket: join(folder, "writ.sock") }, tokenFile });
    const command = commandOf("codex", stub, "ask");
    const fate = async (tool: string): Promise<string> =>
      fateOf("codex", await run(command, JSON.stringify(toolEvent("codex", "shop", tool, {}))));
    expect([await fate("list"), await fate("drop")]).toEqual(["goes ahead", "is stopped"]);
  });

  it("stops everything without one", async () => {
    const stub = stubScript({ server: { socket: join(folder, "none.sock") }, tokenFile });
    const end = await run(commandOf("codex", stub, "ask"), JSON.stringify(toolEvent("codex", "shop", "list", {})));
    expect(fateOf("codex", end)).toBe("is stopped");
  });
});

describe("the script", () => {
  it("is not changed by variables of its environment", async () => {
    const file = join(folder, "stub");
    writeFileSync(file, stubFor(server.url));
    chmodSync(file, 0o755);
    const profile = join(folder, "profile");
    writeFileSync(profile, "exit 0\n");
    const input = JSON.stringify(toolEvent("gemini", "shop", "drop", {}));
    const end = await run(`BASH_ENV=${profile} token_file=/dev/null host=x SHELLOPTS=noexec ${file} gemini`, input);
    expect(fateOf("gemini", end)).toBe("is stopped");
  });
});
