// How long a coding assistant waits for its hook: `npm run bench -- hooks`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stubScript } from "../../src/apps/cli/hooks/stub.ts";
import { claudeEvent } from "../../src/points/hooks/testing/events.ts";
import { shortNumber, table } from "../report.ts";
import { grantToAgents, registerAgent } from "./agent.ts";
import { generate } from "./generate.ts";
import { startWrit, type Subject } from "./subjects.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATH = "/v1/hooks/claude-code";

/** The answer alone, and with the start of each program that a client may start for it, beside that of programs that do nothing. */
export async function measureHooks(rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  const socket = join(folder, "writ.sock");
  const policies = join(folder, "policies.yaml");
  writeFileSync(policies, GRANT);
  const subject = await startWrit("writ", "library", ["--socket", socket, "--policy", policies, "--activate"]);
  try {
    const token = await registerAgent(subject, { policies, grant: GRANT, tool: "claude-code" });
    const event = claudeEvent("Read", { file_path: "/work/shop/src/main.ts" });
    const rows = [await overHttp({ ...subject, token }, event)];
    rows.unshift(["an HTTP hook, alone", ...(await oneByOne({ ...subject, token }, event, rounds))]);
    for (const [name, command] of programs(folder, socket, { url: subject.url, token }))
      rows.push(ofProgram(name, command, JSON.stringify(event), rounds));
    return table(["what answers", "p50 ms", "p99 ms"], rows);
  } finally {
    await subject.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const GRANT = grantToAgents("read", "File");

async function overHttp(subject: Subject, body: object): Promise<readonly string[]> {
  const load = { name: "hook", path: PATH, body, decisions: 1 };
  await generate(subject, load, 1);
  const { p50, p99 } = await generate(subject, load, 3);
  return ["an HTTP hook, under full load", shortNumber(p50), shortNumber(p99)];
}

type Program = readonly [name: string, command: readonly string[]];

function programs(folder: string, socket: string, { url, token }: Pick<Subject, "url" | "token">): readonly Program[] {
  const tokenFile = join(folder, "token");
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const { hostname, port } = new URL(url);
  const script = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o755 });
    return join(folder, name);
  };
  const tcp = script("tcp", stubScript({ server: { host: hostname, port: Number(port) }, tokenFile }));
  const unix = script("unix", stubScript({ server: { socket }, tokenFile }));
  const flags = ["--server", url, "--token-file", tokenFile];
  return [
    ["nothing (`/bin/true`)", ["/bin/true"]],
    ["nothing (`sh -c :`)", ["/bin/sh", "-c", ":"]],
    ["nothing (`bash -p -c :`)", ["/bin/bash", "-p", "-c", ":"]],
    ["the script, over TCP", [tcp, "claude-code"]],
    ["the same as it is installed, in the shell of a client", ["/bin/sh", "-c", `${tcp} claude-code || exit 2`]],
    ["the script, over a socket by curl", [unix, "claude-code"]],
    ["nothing (`node -e 0`)", [process.execPath, "-e", "0"]],
    ["`writ hook`", [process.execPath, join(ROOT, "bin/writ.js"), "hook", "claude-code", ...flags]],
  ];
}

/** One request after the other, as a client asks before each act. */
async function oneByOne({ url, token }: Subject, event: object, rounds: number): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await (await fetch(`${url}${PATH}`, { method: "POST", headers, body: JSON.stringify(event) })).text();
    times.push(performance.now() - started);
  }
  return shares(times);
}

function ofProgram(
  name: string,
  [program = "", ...args]: readonly string[],
  input: string,
  rounds: number,
): readonly string[] {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    spawnSync(program, args, { input });
    times.push(performance.now() - started);
  }
  return [name, ...shares(times)];
}

/** The middle and the slowest hundredth. */
function shares(times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((left, right) => left - right);
  return [0.5, 0.99].map((share) =>
    shortNumber(sorted[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN),
  );
}
