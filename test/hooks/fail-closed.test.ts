import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const open = new Set<Socket>();

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
  for (const one of open) one.destroy();
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

/** How many programs run at the same time. */
const SIDE_BY_SIDE = 4;

/** What becomes of each case, in the order of the cases. */
async function inTurns<Case, Answer>(
  cases: readonly Case[],
  answer: (one: Case) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = cases.entries();
  const work = async (): Promise<void> => {
    for (const [at, one] of waiting) answers[at] = await answer(one);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return answers;
}

/** The readers of clients that do not stop at this end. */
function heedless(end: HookEnd): readonly HookClientName[] {
  return HOOK_CLIENTS.filter((client) => fateOf(client, end) !== "is stopped");
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

const stubFor = (url: string): string => stubScript({ server: at(url), tokenFile });
/** One that soon stops waiting. */
const hastyStubFor = (url: string): string => stubScript({ server: at(url), tokenFile, waitSeconds: 1 });

/** What never reads a byte. */
const NOTHING_READ: Fault = () => undefined;

async function serve(fault: Fault): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = createServer({ pauseOnConnect: fault === NOTHING_READ }, (socket) => {
    open.add(socket.on("error", () => undefined));
    if (fault !== NOTHING_READ) socket.once("data", () => fault?.(socket));
  }).listen(0, "127.0.0.1", resolve);
  await promise;
  // oxlint-disable-next-line no-unsafe-type-assertion -- what listens at a port has one
  const { port } = listener.address() as AddressInfo;
  if (fault === null) listener.close();
  else faulty.push(listener);
  return `http://127.0.0.1:${port}`;
}

/** The event that every case asks about: the client matters to the words of an answer, and not to whether the script gets one. */
const LIST = JSON.stringify(toolEvent("codex", "shop", "list", {}));

describe.each(HOOK_CLIENTS)("the hook of %s", (client) => {
  const eventOf = (tool: string): string => JSON.stringify(toolEvent(client, "shop", tool, {}));

  it("goes ahead with what is allowed, and stops what is denied, through the script and without it", async () => {
    const command = commandOf(client, stubFor(server.url), "ask");
    const ends = await inTurns(["list", "drop"], async (tool) => [
      fateOf(client, await run(command, eventOf(tool))),
      fateOf(client, await byNode(client, server.url, eventOf(tool))),
    ]);
    expect(ends).toEqual([
      ["goes ahead", "goes ahead"],
      ["is stopped", "is stopped"],
    ]);
  });

  it("tells at the start of a session whether what must be denied is denied", async () => {
    const nothingDenied = await serve(http("{}"));
    const [governed, free] = await inTurns([server.url, nothingDenied], (url) =>
      run(commandOf(client, stubFor(url), "canary"), "{}"),
    );
    expect(governed).toEqual({ code: 0, stdout: "{}\n", stderr: "" });
    expect(free).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing governs this session") });
  });
});

describe("`writ hook`", () => {
  it("stops every client whatever stands in the place of a control plane", async () => {
    const ends = await Promise.all(
      Object.entries(FAULTS).map(async ([name, fault]) => {
        const url = await serve(fault);
        return [name, heedless(await byNode("codex", url, LIST, 1000))];
      }),
    );
    expect(ends).toEqual(Object.keys(FAULTS).map((name) => [name, []]));
  });
});

describe("the script", () => {
  it("stops every client whatever stands in the place of a control plane", async () => {
    const ends = await inTurns(Object.entries(FAULTS), async ([name, fault]) => {
      const command = commandOf("codex", hastyStubFor(await serve(fault)), "ask");
      return [name, heedless(await run(command, LIST))];
    });
    expect(ends).toEqual(Object.keys(FAULTS).map((name) => [name, []]));
  });

  it("stops every client where what it has to say is not read", async () => {
    const command = commandOf("codex", hastyStubFor(await serve(NOTHING_READ)), "ask");
    const event = JSON.stringify(shellEvent("codex", "x".repeat(9 * 1024 * 1024)));
    expect(heedless(await run(command, event))).toEqual([]);
  });

  it.each([
    ["no event", ""],
    ["half an event", '{"hook_event_name":"PreToolUse","tool_na'],
    ["a number", "7"],
    ["the same key twice", '{"hook_event_name":"PreToolUse","hook_event_name":"SessionStart"}'],
    ["deep nesting", "[".repeat(5000)],
    ["an event that is too large", JSON.stringify(shellEvent("codex", "x".repeat(17 * 1024 * 1024)))],
  ])("is stopped by %s", async (_, input) => {
    expect(fateOf("codex", await run(commandOf("codex", stubFor(server.url), "ask"), input))).toBe("is stopped");
  });

  it("stops every client where it is killed, broken, empty or for a shell that is not there", async () => {
    const broken = ["kill -9 $$", "exit 1", "exit 2", "if [["].map((line) => `#!/bin/bash\n${line}\n`);
    const ends = await inTurns([...broken, "", "#!/nowhere/bash\n"], async (stub) =>
      heedless(await run(commandOf("codex", stub, "ask"), LIST)),
    );
    expect(ends).toEqual(ends.map(() => []));
  });

  it("runs nothing of itself where it was cut off", async () => {
    const lines = stubFor(server.url).trimEnd().split("\n");
    const cuts = lines.slice(1).map((_, at) => `${lines.slice(0, at + 2).join("\n")}\n`);
    const whole = cuts.pop() ?? "";
    const ends = await inTurns(cuts, async (text) => heedless(await runScript(text, LIST)));
    expect(ends).toEqual(cuts.map(() => []));
    expect(fateOf("codex", await runScript(whole, LIST))).toBe("goes ahead");
  });

  it("stops every client by a token that cannot be read, and by one that nobody made", async () => {
    const foreign = join(folder, "foreign");
    writeFileSync(foreign, "writ_0000000000000000_nobody\n");
    const ends = await inTurns([join(folder, "missing"), foreign], async (file) => {
      const stub = stubScript({ server: at(server.url), tokenFile: file });
      return heedless(await run(commandOf("codex", stub, "ask"), LIST));
    });
    expect(ends).toEqual([[], []]);
  });

  it("asks through a socket, and stops everything without one", async () => {
    const cases = [
      ["writ.sock", "list"],
      ["writ.sock", "drop"],
      ["none.sock", "list"],
    ] as const;
    expect(await inTurns(cases, throughSocket)).toEqual(["goes ahead", "is stopped", "is stopped"]);
  });

  it("reads and answers what is long, also with what bash had before version 5", async () => {
    const older = stubFor(server.url).replace("BASH_VERSINFO[0] >= 5", "BASH_VERSINFO[0] >= 500");
    const cases = [
      [stubFor(server.url), "list"],
      [stubFor(server.url), "drop"],
      [older, "list"],
      [older, "drop"],
    ] as const;
    const ends = await inTurns(cases, async ([stub, tool]) =>
      fateOf("gemini", await run(commandOf("gemini", stub, "ask"), longEvent(tool))),
    );
    expect(ends).toEqual(["goes ahead", "is stopped", "goes ahead", "is stopped"]);
  });

  it("is not changed by variables of its environment", async () => {
    const file = join(folder, "stub");
    writeFileSync(file, stubFor(server.url), { mode: 0o755 });
    const profile = join(folder, "profile");
    writeFileSync(profile, "exit 0\n");
    const input = JSON.stringify(toolEvent("gemini", "shop", "drop", {}));
    const end = await run(`BASH_ENV=${profile} token_file=/dev/null host=x SHELLOPTS=noexec ${file} gemini`, input);
    expect(fateOf("gemini", end)).toBe("is stopped");
  });
});

async function throughSocket([socket, tool]: readonly [string, string]): Promise<string> {
  const stub = stubScript({ server: { socket: join(folder, socket) }, tokenFile });
  const event = JSON.stringify(toolEvent("codex", "shop", tool, {}));
  return fateOf("codex", await run(commandOf("codex", stub, "ask"), event));
}

function longEvent(tool: string): string {
  return JSON.stringify(toolEvent("gemini", "shop", tool, { note: "é\n\\x ".repeat(20_000) }));
}

let scripts = 0;

/** Runs a script as it stands, without what the installed command adds. */
function runScript(text: string, input: string): Promise<HookEnd> {
  const file = join(folder, `script-${(scripts += 1)}`);
  writeFileSync(file, text, { mode: 0o755 });
  return run(`${file} codex`, input);
}

/** What `writ hook` answers. */
async function byNode(client: HookClientName, url: string, event: string, waitMs = 20_000): Promise<HookEnd> {
  const [written, complaints]: [string[], string[]] = [[], []];
  const code = await hook([client, "--server", url, "--token-file", tokenFile], {
    environment: {},
    input: bytesOf(event),
    waitMs,
    write: (text) => Promise.resolve(void written.push(text)),
    complain: (text) => complaints.push(text),
  });
  return { code, stdout: written.join(""), stderr: complaints.join("") };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
