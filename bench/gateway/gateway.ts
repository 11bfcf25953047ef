// What the gateway adds to a call, and what its sessions weigh: `npm run bench -- gateway`.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { fileURLToPath } from "node:url";
import { median } from "../measure.ts";
import { shortNumber, table } from "../report.ts";
import { startGoverned } from "./governed.ts";
import { CALL, HELLO, JSON_HEADERS, MODERN_CALL, MODERN_HEADERS } from "./messages.ts";
import { measureOwnWork } from "./own-work.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));
const SESSIONS = 1000;
const AT_ONCE = 20;
/** A gateway lives for weeks: what it costs before its code is compiled is of no interest. */
const WARM_UP = 3000;

/** Makes a call and resolves once it is answered. */
type Ask = () => Promise<void>;

/** Calls one after the other, all ways by turns so that noise of the machine meets them alike; and the memory of the gateway with many sessions. */
export async function measureGateway(calls: number): Promise<string> {
  const rows = [...(await overStdio(calls)), ...(await overHttp(calls))];
  const { stdioUs, httpUs } = await measureOwnWork();
  const own = `CPU of a call in the gateway itself, with nothing around it: ${shortNumber(stdioUs)} us over stdio, ${shortNumber(httpUs)} us over HTTP.`;
  return `${table(["way", "p50 ms", "more than the raw pipe"], rows)}\n\n${own}\n\n${await weighSessions()}`;
}

async function overStdio(calls: number): Promise<readonly (readonly string[])[]> {
  const children = ["stdio-raw", "stdio-gateway", "stdio-sdk"].map((way) => start(way));
  const asks = await Promise.all(children.map(speakLines));
  const times = await timed(asks, calls);
  for (const child of children) child.kill();
  return rowsOf("stdio", times);
}

async function overHttp(calls: number): Promise<readonly (readonly string[])[]> {
  const fixture = start("http-fixture");
  const target = await addressOf(fixture);
  const children = ["http-raw", "http-gateway", "http-sdk", "http-copy"].map((way) => start(way, target));
  const governed = await startGoverned(target);
  const urls = [...(await Promise.all(children.map(addressOf))), governed.url];
  const headers = { ...MODERN_HEADERS, Authorization: `Bearer ${governed.token}` };
  const agent = new Agent({ keepAlive: true });
  const asks = urls.map((url): Ask => async () => {
    const { text } = await post(url, agent, MODERN_CALL, headers);
    if (!text.includes("simple text")) throw new Error(`Not answered: ${text}`);
  });
  const times = await timed(asks, calls);
  for (const child of [...children, fixture]) child.kill();
  await governed.stop();
  agent.destroy();
  return rowsOf("HTTP", times);
}

/** In the order in which the ways were started; not all ways are there over each transport. */
const WAYS = [
  "a raw pipe",
  "Writ's gateway",
  "a proxy of the SDK twice",
  "a proxy that only copies",
  "Writ's control plane, each call proven, decided on and recorded",
];

function rowsOf(over: string, times: readonly number[]): readonly (readonly string[])[] {
  const [raw = Number.NaN] = times;
  return times.map((time, at) => [`${WAYS[at]}, ${over}`, shortNumber(time), at === 0 ? "-" : shortNumber(time - raw)]);
}

async function timed(asks: readonly Ask[], calls: number): Promise<readonly number[]> {
  const samples = asks.map((): number[] => []);
  for (let round = -WARM_UP; round < calls; round += 1) {
    for (const [at, ask] of asks.entries()) {
      const started = performance.now();
      await ask();
      if (round >= 0) samples[at]?.push(performance.now() - started);
    }
  }
  return samples.map(median);
}

/** Shakes hands over lines, and answers how a call is made. */
async function speakLines(child: ChildProcess): Promise<Ask> {
  let rest = "";
  let answered: (() => void) | null = null;
  child.stdout?.on("data", (chunk: Buffer) => {
    rest += chunk.toString();
    if (!rest.endsWith("\n")) return;
    rest = "";
    answered?.();
  });
  let lastId = 0;
  const ask = (message: object): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve;
      child.stdin?.write(`${JSON.stringify(message)}\n`);
    });
  await ask(HELLO);
  child.stdin?.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return () => ask({ jsonrpc: "2.0", id: ++lastId, method: "tools/call", params: CALL });
}

/** Opens sessions before a server that has sessions itself, each with a call made, and answers what the process holds then. */
async function weighSessions(): Promise<string> {
  const fixture = start("http-sessions");
  const gateway = start("http-gateway", await addressOf(fixture));
  const url = await addressOf(gateway);
  const agent = new Agent({ keepAlive: true });
  const before = residentMb(gateway);
  for (let opened = 0; opened < SESSIONS; opened += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => openSession(url, agent)));
  const after = residentMb(gateway);
  for (const child of [gateway, fixture]) child.kill();
  agent.destroy();
  return `Resident memory of the gateway: ${before} MiB without sessions, ${after} MiB with ${SESSIONS}.`;
}

async function openSession(url: string, agent: Agent): Promise<void> {
  const { session } = await post(url, agent, HELLO, {});
  if (session === undefined) throw new Error("No session was opened");
  const headers = { "Mcp-Session-Id": session, "MCP-Protocol-Version": "2025-11-25" };
  await post(url, agent, { jsonrpc: "2.0", method: "notifications/initialized" }, headers);
  const { text } = await post(url, agent, { jsonrpc: "2.0", id: 1, method: "tools/call", params: CALL }, headers);
  if (!text.includes("simple text")) throw new Error(`Not answered: ${text}`);
}

interface Posted {
  readonly text: string;
  readonly session: string | undefined;
}

function post(url: string, agent: Agent, body: object, more: Readonly<Record<string, string>>): Promise<Posted> {
  const headers = { ...JSON_HEADERS, ...more };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ text, session: response.headers["mcp-session-id"]?.toString() }));
    });
    request.on("error", reject).end(JSON.stringify(body));
  });
}

function start(way: string, address = ""): ChildProcess {
  return spawn(process.execPath, ["--conditions=@writ/source", WORKER, way, address], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("A worker says nothing");
  const [chunk] = await once(stdout, "data");
  return String(chunk).trim();
}

function residentMb({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
