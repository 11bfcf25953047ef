import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../src/apps/cli/main.ts";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { ask, startHere, type StartedServer } from "../server/server.ts";
import { COMMAND } from "./writ.ts";

const EXAMPLE = join(import.meta.dirname, "../../examples/apply");
const POLICIES = readFileSync(join(EXAMPLE, "policies/sites.yaml"), "utf8");
const TERRAFORM = "terraform";
const HAS_TERRAFORM = spawnSync(TERRAFORM, ["version"]).status === 0;
const FOLDER = mkdtempSync(join(tmpdir(), "writ-apply-"));
const TOKEN = join(FOLDER, "token");

/** What the servers decide by: the shipped kinds, and a document that a test may change. */
const DECIDES = join(FOLDER, "decides.yaml");
const source = loadPolicySource({ paths: [DECIDES], library: false });
let server: StartedServer;
let count = 0;

beforeAll(async () => {
  writeFileSync(DECIDES, POLICIES);
  server = await startHere({ data: join(FOLDER, "data"), activate: true }, { source });
  writeFileSync(TOKEN, server.token, { mode: 0o600 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** A folder with the example in it, and a plan. */
function planned(...args: readonly string[]): string {
  const folder = join(FOLDER, `plan-${(count += 1)}`);
  cpSync(EXAMPLE, folder, { recursive: true });
  terraform(folder, "init", "-input=false");
  plan(folder, "tfplan", ...args);
  return folder;
}

function plan(folder: string, file: string, ...args: readonly string[]): void {
  terraform(folder, "plan", "-input=false", `-out=${file}`, ...args);
}

function terraform(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(TERRAFORM, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

interface Said {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, with all that it needs to find the folder, the kinds and the server. */
async function run(folder: string, args: readonly string[], more: readonly string[] = []): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const toOut = vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0);
  const toErr = vi.spyOn(process.stderr, "write").mockImplementation((text) => err.push(String(text)) > 0);
  const flags = ["--chdir", folder, "-p", join(folder, "policies"), "--token-file", TOKEN];
  const where = more.includes("--server") ? [] : ["--server", server.url];
  await main(["node", "writ", ...args, ...flags, ...where, ...more]);
  const { exitCode: code } = process;
  process.exitCode = 0;
  toOut.mockRestore();
  toErr.mockRestore();
  return { code, out: out.join(""), err: err.join("") };
}

function submit(folder: string, more: readonly string[] = []): Promise<Said> {
  return run(folder, ["submit", "plan", join(folder, "tfplan"), "--receipt", join(folder, "receipt.json")], more);
}

function apply(folder: string, more: readonly string[] = []): Promise<Said> {
  return run(folder, ["apply", join(folder, "tfplan"), "--receipt", join(folder, "receipt.json")], more);
}

/** Answers a request as an approver. */
async function answer(id: string, said: "approved" | "revoked"): Promise<void> {
  const made = await ask(server.url, "/v1/tokens", { token: server.token, body: { name: "a", roles: ["approver"] } });
  const body = { answer: said, reason: "seen" };
  const { status } = await ask(server.url, `/v1/approvals/${id}/answer`, { token: made.message.token, body });
  expect(status).toBe(200);
}

function isApplied(folder: string): boolean {
  return existsSync(join(folder, "terraform.tfstate"));
}

describe.skipIf(!HAS_TERRAFORM)("writ submit and writ apply (skipped without `terraform` on the PATH)", () => {
  it("apply a plan that is allowed, and tell what became of what was not known", async () => {
    const folder = planned();
    const submitted = await submit(folder);
    expect([submitted.code, submitted.err]).toEqual([0, expect.stringContaining("is allowed")]);
    expect(submitted.out).toContain(`${join(folder, "main.tf")}:12:3`);
    const applied = await apply(folder);
    const met = "what is there is what was planned, and 1 rules that could not be told before are met";
    expect([applied.code, applied.out]).toEqual([0, `terraform ended with 0: ${met}\n`]);
    expect(terraform(folder, "state", "list")).toContain("terraform_data.site");
    const again = await apply(folder);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("already-used")]);
  });

  it("say what is violated by what is known once it is applied", async () => {
    const folder = planned();
    writeFileSync(join(folder, "main.tf"), readFileSync(join(folder, "main.tf"), "utf8").replace("CHG-1042", "none"));
    plan(folder, "tfplan");
    await submit(folder);
    const { code, out } = await apply(folder);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/violated: sites-with-tickets\/ticket .*main\.tf:12.*no ticket/),
    ]);
  });

  it("tell that the tool failed, and that what was planned is not there", async () => {
    const folder = planned();
    const broken = `\nresource "terraform_data" "broken" {\n  provisioner "local-exec" {\n    command = "exit 7"\n  }\n}\n`;
    writeFileSync(join(folder, "main.tf"), readFileSync(join(folder, "main.tf"), "utf8") + broken);
    plan(folder, "tfplan");
    await submit(folder);
    const failed = await apply(folder);
    expect([failed.code, failed.out]).toEqual([5, expect.stringContaining("terraform ended with 1")]);
  });

  it("deny, and apply nothing that was denied", async () => {
    const folder = planned("-var=public=true");
    const denied = await submit(folder, ["-o", "markdown"]);
    expect([denied.code, denied.out]).toEqual([1, expect.stringContaining("violations found")]);
    expect((await apply(folder)).code).toBe(1);
    expect(isApplied(folder)).toBe(false);
  });

  it("hold a plan that is not the whole truth, and apply it only with an approval that still holds", async () => {
    const folder = planned("-target=terraform_data.ticket");
    const held = await submit(folder);
    const [, id = ""] = /writ approvals approve ([0-9a-f-]+)/.exec(held.err) ?? [];
    expect(held.code).toBe(4);
    const waiting = await apply(folder);
    expect([waiting.code, waiting.err]).toEqual([4, expect.stringContaining("approval-waiting")]);
    await answer(id, "approved");
    await answer(id, "revoked");
    const revoked = await apply(folder);
    expect([revoked.code, revoked.err]).toEqual([1, expect.stringContaining("approval-revoked")]);
    expect(isApplied(folder)).toBe(false);
    const again = await submit(folder);
    await answer(/writ approvals approve ([0-9a-f-]+)/.exec(again.err)?.[1] ?? "", "approved");
    expect((await apply(folder)).code).toBe(0);
  });

  it("refuse a plan file that was changed, and the JSON of another plan", async () => {
    const folder = planned();
    await submit(folder);
    plan(folder, "tfplan", "-var=public=true");
    const changed = await apply(folder);
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining("receipt-of-another-plan")]);
    plan(folder, "benign");
    writeFileSync(join(folder, "benign.json"), terraform(folder, "show", "-json", "benign"));
    const files = ["submit", "plan", join(folder, "benign.json"), "--plan-file", join(folder, "tfplan")];
    expect((await run(folder, [...files, "--receipt", join(folder, "receipt.json")])).code).toBe(0);
    const posed = await apply(folder);
    expect([posed.code, posed.err]).toEqual([1, expect.stringContaining("is not what this file would do")]);
    expect(isApplied(folder)).toBe(false);
  });

  it("refuse a plan that policies deny by now, and a receipt that is over", async () => {
    const folder = planned();
    await submit(folder);
    writeFileSync(DECIDES, POLICIES.replace('"!resource.properties.public"', '"false"'));
    await server.reload();
    const denied = await apply(folder);
    writeFileSync(DECIDES, POLICIES);
    await server.reload();
    expect([denied.code, denied.err]).toEqual([1, expect.stringContaining("[denied]")]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 9 * 3_600_000 });
    const late = await apply(folder);
    expect([late.code, late.err]).toEqual([1, expect.stringContaining("receipt-expired")]);
    expect(isApplied(folder)).toBe(false);
  });

  it("leave the outcome unknown when the run is killed while the tool works", async () => {
    const folder = planned();
    const wait = "touch started; until [ -e go ]; do sleep 0.05; done";
    const slow = `\nresource "terraform_data" "slow" {\n  provisioner "local-exec" {\n    command = "${wait}"\n  }\n}\n`;
    writeFileSync(join(folder, "main.tf"), readFileSync(join(folder, "main.tf"), "utf8") + slow);
    plan(folder, "tfplan");
    const [, id = ""] = /Submission (\S+) is allowed/.exec((await submit(folder)).err) ?? [];
    const words = ["apply", "tfplan", "--receipt", "receipt.json", "-p", "policies", "--server", server.url];
    const env = { ...process.env, WRIT_TOKEN: server.token, TMPDIR: FOLDER };
    const child = spawn(process.execPath, [...COMMAND, ...words], { cwd: folder, env });
    const ended = once(child, "close");
    await vi.waitFor(() => expect(existsSync(join(folder, "started"))).toBe(true), { timeout: 20_000 });
    child.kill("SIGKILL");
    writeFileSync(join(folder, "go"), "");
    await ended;
    const { message } = await ask(server.url, `/v1/submissions/${id}`, { token: server.token });
    expect(message.state).toBe("unknown");
    expect((await apply(folder)).err).toContain("already-used");
  });

  it("read no receipt without end, and leave no copy of a plan behind", async () => {
    const folder = planned();
    const temporary = mkdtempSync(join(FOLDER, "tmp-"));
    vi.stubEnv("TMPDIR", temporary);
    writeFileSync(join(folder, "receipt.json"), Buffer.alloc(2 ** 20 + 1, " "));
    const large = await apply(folder);
    expect([large.code, large.err]).toEqual([2, expect.stringContaining("has more than 1048576 bytes")]);
    writeFileSync(join(folder, "plan.json"), terraform(folder, "show", "-json", "tfplan"));
    const alone = await run(folder, ["submit", "plan", join(folder, "plan.json")]);
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining("is no saved plan")]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("refuse the receipt of another control plane, and apply nothing while theirs is away", async () => {
    const folder = planned();
    const other = await startHere({ data: join(FOLDER, "other") }, { source });
    const token = join(FOLDER, "other-token");
    writeFileSync(token, other.token, { mode: 0o600 });
    const there = ["--server", other.url, "--token-file", token];
    expect((await submit(folder, there)).code).toBe(0);
    const foreign = await apply(folder);
    expect([foreign.code, foreign.err]).toEqual([1, expect.stringContaining("receipt-untrusted")]);
    await other.stop();
    expect((await apply(folder, there)).code).toBe(2);
    expect(isApplied(folder)).toBe(false);
  });
});
