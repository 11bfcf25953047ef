// Decisions over HTTP: `npm run bench -- server`. The load generator is a process of its own, so that its work is not counted as the server's.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CONNECTIONS = 64;

interface Load {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  readonly decisions: number;
}

const SINGLE = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "Record", id: "record-1", properties: { status: "active" } },
};
const batch = (size: number): object => ({
  ...SINGLE,
  evaluations: Array.from({ length: size }, (_, index) => ({
    resource: { type: "Record", id: `record-${index}`, properties: { status: "active" } },
  })),
});

const LOADS: readonly Load[] = [
  { name: "AuthZEN, one", path: "/access/v1/evaluation", body: SINGLE, decisions: 1 },
  { name: "AuthZEN, batch of 20", path: "/access/v1/evaluations", body: batch(20), decisions: 20 },
  { name: "AuthZEN, batch of 100", path: "/access/v1/evaluations", body: batch(100), decisions: 100 },
];

/** Every load against a server as built, as a table. */
export async function measureServer(seconds: number): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), "writ-bench-"));
  const policies = ["--no-library", "--policy", join(ROOT, "examples/authzen/policies")];
  const server = spawn(
    process.execPath,
    [join(ROOT, "bin/writ.js"), "up", "--port", "0", "--data", data, "--max-requests", "10000000", ...policies],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const { url, token } = await ready(server);
    const rows = ["| load | decisions/s | server CPU us a decision | p50 ms | p99 ms |", "|---|---:|---:|---:|---:|"];
    for (const load of LOADS) rows.push(await measure({ url, token }, load, seconds));
    return rows.join("\n");
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    rmSync(data, { recursive: true, force: true });
  }
}

interface Reached {
  readonly url: string;
  readonly token: string;
}

async function ready(server: ChildProcess): Promise<Reached> {
  let text = "";
  for await (const chunk of server.stdout ?? []) {
    text += String(chunk);
    const url = /at (http:\S+) by/.exec(text)?.[1];
    const token = /WRIT_TOKEN=(\S+)/.exec(text)?.[1];
    if (url !== undefined && token !== undefined && text.includes("openapi.json")) return { url, token };
  }
  throw new Error("The server did not start");
}

interface Measured {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

async function measure(reached: Reached, load: Load, duration: number): Promise<string> {
  await generate(reached, load, 1);
  const before = await cpuSeconds(reached);
  const { requests, seconds, p50, p99 } = await generate(reached, load, duration);
  const cpu = (await cpuSeconds(reached)) - before;
  const decisions = requests * load.decisions;
  const perDecision = ((cpu * 1e6) / decisions).toFixed(2);
  return `| ${load.name} | ${Math.round(decisions / seconds).toLocaleString("en")} | ${perDecision} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`;
}

async function cpuSeconds({ url, token }: Reached): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(await answer.text())?.[1]);
}

/** Loads from another process, which answers with one line of JSON. */
function generate(reached: Reached, { path, body }: Load, seconds: number): Promise<Measured> {
  const generator = fileURLToPath(new URL("./server-load.ts", import.meta.url));
  const order = JSON.stringify({ ...reached, path, body: JSON.stringify(body), seconds, connections: CONNECTIONS });
  const child = spawn(process.execPath, [generator, order], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("close", () => {
      try {
        resolve(JSON.parse(text));
      } catch (error) {
        reject(error);
      }
    });
  });
}
