import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { makeServer, closeServer, listenOn } from "../../../src/apps/server/http/listen.ts";
import { readSettings } from "../../../src/apps/server/config/read-settings.ts";
import { readBody } from "../../../src/apps/server/http/read-body.ts";
import { askOne } from "./plane.ts";
import { COMMAND } from "../../cli/writ.ts";
import { ask, startHere } from "../server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-faults-connections-"));
const MANY = 10_000;
/** As many files as a process may have open once it asks for all that it may. */
const MOST_FILES = mostFiles();
const SKIPPED = MOST_FILES < MANY + 500 ? ` (skipped: a process may have ${MOST_FILES} files open here)` : "";
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function mostFiles(): number {
  try {
    const text = execFileSync("sh", ["-c", "ulimit -Hn"]).toString().trim();
    return text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text);
  } catch {
    return 0;
  }
}

/** Opens a connection, says a part of a request, and waits. */
async function begin(url: string, text: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

describe("a control plane with slow clients", () => {
  it("answers all others at once, whatever part of a request the slow ones have sent", async () => {
    const server = await startHere({ data: join(FOLDER, "slow") });
    const { token, url } = server;
    const post = `POST /v1/decide HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`;
    const parts = ["", "POST", post, `${post}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{`];
    for (const part of parts) await Promise.all(Array.from({ length: 50 }, () => begin(url, part)));
    expect((await askOne({ url, token }, "quick")).isAllowed).toBe(true);
    expect((await ask(url, "/readyz")).status).toBe(200);
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.stop();
  });

  it("ends what does not arrive in time, and has allowed nothing of it", async () => {
    const listening = makeServer(
      readSettings({ flags: {}, environment: {}, file: {} }).settings,
      (request, response) => {
        void Promise.resolve(readBody(request, 1000)).then(({ kind }) => response.end(kind));
      },
      [],
    );
    // The times are those of the server itself but for their length, which would keep a test waiting.
    Object.assign(listening, { headersTimeout: 300, requestTimeout: 300 });
    const port = await listenOn(listening, "127.0.0.1", 0);
    const heads = ["GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1234"];
    const answers = heads.map(async (head) => {
      const socket = await begin(`http://127.0.0.1:${port}`, head);
      let text = "";
      socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
      await once(socket, "close");
      return text;
    });
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
    await closeServer(listening, 0);
  });
});

describe.skipIf(SKIPPED !== "")(`a control plane with ${MANY} connections${SKIPPED}`, () => {
  it("answers, while it has them all and when they are gone", async () => {
    const many = join(import.meta.dirname, "connect-many.ts");
    const policy = join(import.meta.dirname, "../../../examples/authzen/policies/records.yaml");
    const raised = (args: readonly string[]) =>
      spawn("sh", ["-c", `ulimit -n ${MANY + 500} && exec "$0" "$@"`, process.execPath, ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      });
    const flags = [
      "--port",
      "0",
      "--data",
      join(FOLDER, "many"),
      "--no-library",
      "--policy",
      policy,
      "--log-level",
      "error",
    ];
    const server = raised([...COMMAND, "up", ...flags]);
    const printed = await untilPrinted(server, /at (https?:\/\/\S+) by[^]*openapi\.json/);
    const url = /at (https?:\/\/\S+) by/.exec(printed)?.[1] ?? "";
    const token = /writ_[0-9a-f]{16}_[\w-]{43}/.exec(printed)?.[0] ?? "";
    const clients = raised([many, new URL(url).port, String(MANY)]);
    await untilPrinted(clients, new RegExp(`^${MANY}\n`));
    expect((await askOne({ url, token }, "among-many")).isAllowed).toBe(true);
    clients.kill("SIGKILL");
    await once(clients, "exit");
    expect((await askOne({ url, token }, "after-many")).isAllowed).toBe(true);
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
  }, 180_000);
});

async function untilPrinted(child: ReturnType<typeof spawn>, expected: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk);
    if (expected.test(text)) return text;
  }
  throw new Error(`It ended without what was expected: ${text}`);
}
