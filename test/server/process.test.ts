import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { startProcess, type WritProcess } from "./process.ts";
import { ALICE_READS, ask, EXAMPLE, until } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-process-"));
const POLICY = fileURLToPath(EXAMPLE);
const TOKEN = /writ_[0-9a-f]{16}_[\w-]{43}/;
const started: WritProcess[] = [];

afterEach(async () => {
  for (const one of started.splice(0)) {
    one.child.kill("SIGKILL");
    await one.ended;
  }
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): WritProcess {
  const one = startProcess(args, environment);
  started.push(one);
  return one;
}

/** The flags of a server over the example alone. */
function example(data: string): readonly string[] {
  return ["--data", join(FOLDER, data), "--no-library", "--policy", POLICY];
}

describe("writ up", () => {
  it("shows the token of the administrator once, and keeps what it kept when it is killed", async () => {
    const first = start(example("killed"));
    const url = await first.url();
    const token = TOKEN.exec(first.stdout())?.[0] ?? "";
    expect((await ask(url, "/access/v1/evaluation", { body: ALICE_READS, token })).message).toEqual({ decision: true });
    const made = await ask(url, "/v1/tokens", { token, body: { name: "ci", roles: ["operator"] } });
    first.child.kill("SIGKILL");
    await first.ended;
    expect(first.stderr()).not.toMatch(TOKEN);

    const second = start(example("killed"));
    const again = await second.url();
    expect(second.stdout()).not.toMatch(TOKEN);
    expect((await ask(again, "/access/v1/evaluation", { body: ALICE_READS, token: made.message.token })).status).toBe(
      200,
    );
    expect((await ask(again, "/v1/status", { token })).message.bundle.sequence).toBe(1);
  });

  it("finishes what is under way when it is told to stop, takes nothing new, and ends with 0", async () => {
    const server = start(example("stopped"));
    const url = await server.url();
    const token = TOKEN.exec(server.stdout())?.[0] ?? "";
    const body = JSON.stringify(ALICE_READS);
    const under = await open(url);
    under.socket.write(
      `POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    await ask(url, "/livez");
    server.child.kill("SIGTERM");
    await until(() => server.stderr().includes('"stopping"'));
    await expect(ask(url, "/livez")).rejects.toThrow();
    under.socket.write(body.slice(10));
    expect(await under.answer).toMatch(/^HTTP\/1.1 200 [^]*Connection: close[^]*\{"decision":true\}$/);
    expect(await server.ended).toBe(0);
    expect(server.stderr()).toContain('"stopped"');
  });

  it("ends at once with 1 when it is told a second time", async () => {
    const server = start([...example("twice"), "--shutdown-grace", "600000"]);
    const under = await open(await server.url());
    under.socket.write("POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n");
    under.answer.catch(() => {});
    server.child.kill("SIGTERM");
    await until(() => server.stderr().includes('"stopping"'));
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(1);
  });

  it("refuses a folder that another has open", async () => {
    const first = start(example("shared"));
    await first.url();
    const second = start(example("shared"));
    expect(await second.ended).toBe(2);
    expect(second.stderr()).toContain("Another process has opened the store");
  });

  it("takes policies that changed on SIGHUP, and goes on with the last good ones where they are wrong", async () => {
    const file = join(FOLDER, "policy.yaml");
    writeFileSync(file, readFileSync(POLICY, "utf8"));
    const server = start(["--data", join(FOLDER, "reload"), "--no-library", "--policy", file]);
    const url = await server.url();
    const token = TOKEN.exec(server.stdout())?.[0] ?? "";
    const decision = async (): Promise<boolean> =>
      (await ask(url, "/access/v1/evaluation", { body: ALICE_READS, token })).message.decision;
    writeFileSync(file, "apiVersion: writ/v1\nkind: Policy\n");
    server.child.kill("SIGHUP");
    await until(() => server.stderr().includes("policies not reloaded"));
    expect(await decision()).toBe(true);
    writeFileSync(file, readFileSync(POLICY, "utf8").replace('["alice", "bob"]', '["bob"]'));
    server.child.kill("SIGHUP");
    await until(async () => !(await decision()));
    expect((await ask(url, "/v1/status", { token })).message.bundle.sequence).toBe(2);
  });

  it("does not start with a policy that is wrong, says where it is wrong, and ends with 2", async () => {
    const file = join(FOLDER, "wrong.yaml");
    writeFileSync(
      file,
      readFileSync(POLICY, "utf8").replace("resource.properties.status", "resource.properties.statos"),
    );
    const server = start(["--data", join(FOLDER, "never"), "--no-library", "--policy", file]);
    expect(await server.ended).toBe(2);
    expect(server.stderr()).toMatch(/wrong\.yaml:\d+:\d+: error/);
    expect(server.stdout()).toBe("");
  });

  it("only says whether the settings are good with --check, from where each is, and no secret", async () => {
    const config = join(FOLDER, "server.yaml");
    writeFileSync(config, "port: 9000\nlogLevel: warn\npolicies: [records.yaml]\n");
    writeFileSync(join(FOLDER, "records.yaml"), readFileSync(POLICY, "utf8"));
    const environment = { DATABASE_URL: "postgres://writ:hunter2@db/writ", WRIT_LOG_LEVEL: "error" };
    const server = start(["--check", "--no-library", "--config", config], environment);
    expect(await server.ended).toBe(0);
    const shown = server.stdout();
    expect(shown).toContain("port: 0 (flag)");
    expect(shown).toContain('logLevel: "error" (environment)');
    expect(shown).toContain(`policies: ["${join(FOLDER, "records.yaml")}"] (file)`);
    expect(shown).toContain('host: "127.0.0.1" (default)');
    expect(shown).toContain("databaseUrl: *** (environment)");
    expect(shown + server.stderr()).not.toContain("hunter2");
    expect(shown).toMatch(/^1 policies, bundle [0-9a-f]{64}$/m);
  });
});

/** A connection, and everything that comes back on it until it ends. */
async function open(url: string): Promise<{ readonly socket: Socket; readonly answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answer = new Promise<string>((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, answer };
}
