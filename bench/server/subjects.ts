import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A server that answers, in a process of its own. */
export interface Subject {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  /** Milliseconds from its start to its address. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** The control plane as built, deciding by the example of AuthZEN or by the shipped library, with more flags. */
export async function startWrit(
  name: string,
  by: "example" | "library",
  flags: readonly string[] = [],
): Promise<Subject> {
  const data = mkdtempSync(join(tmpdir(), "writ-bench-"));
  const policies = by === "library" ? [] : ["--no-library", "--policy", join(ROOT, "examples/authzen/policies")];
  const fixed = ["up", "--port", "0", "--data", data, "--max-requests", "10000000", "--log-level", "error"];
  const started = performance.now();
  const child = start(process.execPath, [join(ROOT, "bin/writ.js"), ...fixed, ...policies, ...flags]);
  const text = await untilPrinted(child, /openapi\.json/);
  const url = /at (http:\S+) by/.exec(text)?.[1] ?? "";
  const token = /WRIT_TOKEN=(\S+)/.exec(text)?.[1] ?? "";
  const startMs = performance.now() - started;
  return { name, pid: child.pid ?? 0, url, token, startMs, stop: () => stop(child, data) };
}

const EMPTY = `
  require("node:http").createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const body = JSON.stringify({ decision: JSON.parse(text).subject !== null });
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length }).end(body);
    });
  }).listen(0, "127.0.0.1", function () { console.log("at " + this.address().port + " ready"); });`;

/** A server of `node:http` that parses the body and answers, and nothing else: what is left is the cost of a request. */
export async function startEmpty(): Promise<Subject> {
  const started = performance.now();
  const child = start(process.execPath, ["-e", EMPTY]);
  const port = /at (\d+) ready/.exec(await untilPrinted(child, /ready/))?.[1] ?? "";
  const startMs = performance.now() - started;
  return {
    name: "node:http alone",
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    token: "none",
    startMs,
    stop: () => stop(child),
  };
}

const REGO = `package records
default decision := false
decision if {
  input.subject.id in ["alice", "bob"]
  input.action.name in ["read", "update", "delete"]
  writes
  deletes
}
writes if input.action.name != "update"
writes if { input.resource.properties.status == "archived"; input.subject.properties.role == "admin" }
writes if { input.resource.properties.status != "archived"; input.subject.id == "alice" }
deletes if input.action.name != "delete"
deletes if { input.action.properties.soft == true; input.subject.id == "alice" }
`;

/** An OPA server with the rules of the example in Rego; null when no `opa` is on the PATH. */
export async function startOpa(): Promise<Subject | null> {
  const version = spawnSync("opa", ["version"], { encoding: "utf8" });
  if (version.status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "writ-bench-"));
  const policy = join(folder, "records.rego");
  writeFileSync(policy, REGO);
  const started = performance.now();
  const child = start("opa", ["run", "--server", "--addr", "127.0.0.1:18181", "--log-level", "error", policy]);
  const url = "http://127.0.0.1:18181";
  await untilAnswered(`${url}/health`);
  const name = `OPA ${/Version: (\S+)/.exec(version.stdout)?.[1] ?? ""}`;
  return {
    name,
    pid: child.pid ?? 0,
    url,
    token: "none",
    startMs: performance.now() - started,
    stop: () => stop(child, folder),
  };
}

function start(command: string, args: readonly string[]): ChildProcess {
  return spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
}

async function untilPrinted({ stdout }: ChildProcess, sign: RegExp): Promise<string> {
  let text = "";
  for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk);
    if (sign.test(text)) return text;
  }
  throw new Error(`A server did not start: ${text}`);
}

async function untilAnswered(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing answers at ${url}`);
}

async function stop(child: ChildProcess, folder: string | null = null): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
