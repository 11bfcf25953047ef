import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { shell } from "../cli/writ.ts";
import { blocksOf } from "../server/guide.ts";
import { startHere, type StartedServer } from "../server/server.ts";

const PAGE = "guides/agents.md";
const FOLDER = mkdtempSync(join(tmpdir(), "writ-guide-"));
const HOME = join(FOLDER, "home");
const DATA = join(HOME, ".writ");
const SERVER = /npx -y @modelcontextprotocol\/server-filesystem@[\d.]+/;
const INSPECTOR = /npx -y @modelcontextprotocol\/inspector@[\d.]+ --cli/;
const NODE = `'${process.execPath}' --conditions=@writ/source`;
const FILES = fileURLToPath(new URL("fixture/files.mjs", import.meta.url));
const INSPECT = fileURLToPath(new URL("fixture/inspect.ts", import.meta.url));
const [, START = "", ASK = ""] = [
  ...blocksOf(PAGE, "## Say who the agent is"),
  ...blocksOf(PAGE, "## Put the control plane before its tools"),
];
let server: StartedServer;
let token = "";

beforeAll(async () => {
  cpSync(new URL("../../examples", import.meta.url), join(HOME, "examples"), { recursive: true });
  server = await startHere({ data: DATA }, { source: loadPolicySource({ paths: [], library: true }) });
  ({ token } = server);
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Runs lines of the guide as they stand, but that what would be fetched is what lies here, and the server one of this test. `…` is what was printed before. */
async function run(lines: string, printed = ""): Promise<string> {
  const script = lines
    .replaceAll("npx writ", "writ")
    .replace(INSPECTOR, `${NODE} '${INSPECT}'`)
    .replaceAll("http://127.0.0.1:7410", server.url)
    .replaceAll("…", printed);
  const env = { WRIT_SERVER: server.url, WRIT_TOKEN: token };
  const { code, stdout, stderr } = await shell(HOME, `set -e\n${script}`, { env });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

/** Lines of a section, after those that say how the agent calls. */
async function asAgent(lines: string, printed?: string): Promise<string> {
  const [how = ""] = ASK.split("ask --method tools/list\n");
  return await run(`SHOP=$PWD/examples/agents/shop\n${how}${lines}`, printed);
}

function idIn(text: string): string {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? "";
}

/** Cuts lines before the one that begins so: what comes before has to be looked at first. */
function cut(block: string, beginning: string): readonly [string, string] {
  const at = block.indexOf(`\n${beginning}`) + 1;
  expect(at).toBeGreaterThan(0);
  return [block.slice(0, at), block.slice(at)];
}

describe("the guide about agents", () => {
  it("says who the agent is, and what it may do", async () => {
    const [who = ""] = blocksOf(PAGE, "## Say who the agent is");
    const told = await run(who);
    expect(told).toContain("clerk-works");
    expect(told).toContain("files/read_text_file, files/write_file, files/move_file");
  });

  it("starts again before a published server, whose tools nobody has approved", async () => {
    const [fetched = "", started = ""] = START.split("\n");
    const file = readFileSync(join(HOME, "examples/agents/mcp.yaml"), "utf8");
    const [, version] = /server-filesystem@([\d.]+)/.exec(file) ?? [];
    expect([SERVER.exec(fetched)?.[0], started]).toEqual([
      `npx -y @modelcontextprotocol/server-filesystem@${version}`,
      "npm start -- --mcp examples/agents/mcp.yaml -p .writ/clerk.yaml",
    ]);
    const own = file.replace("command: npx", `command: ${process.execPath}`).replace(/args: .*/, `args: ["${FILES}"]`);
    writeFileSync(join(HOME, "examples/agents/mcp.yaml"), own);
    await server.stop();
    const source = loadPolicySource({ paths: [join(DATA, "clerk.yaml")], library: true });
    server = await startHere({ data: DATA, mcp: join(HOME, "examples/agents/mcp.yaml"), activate: true }, { source });
    expect(JSON.parse(await asAgent("ask --method tools/list"))).toEqual({ tools: [] });
  });

  it("approves the tools, of which the agent sees those that its document lists, and uses them", async () => {
    const [block = "", works = ""] = blocksOf(PAGE, "## Approve the tools");
    const [looked, approved] = cut(block, "npx writ approvals approve");
    const told = await run(looked);
    expect(told).toContain("added list_directory");
    const listed = await asAgent(approved, idIn(told));
    expect(JSON.parse(listed.split("\n").at(-2) ?? "")).toEqual({
      tools: ["read_text_file", "write_file", "move_file"],
    });
    const worked = await asAgent(works);
    expect(worked).toContain("2 chairs");
    expect(worked).toContain("Successfully wrote");
  });

  it("is refused with what to do in its place, and reads no secret", async () => {
    const [block = ""] = blocksOf(PAGE, "## See it refused");
    const [written = "", read = "", settings = ""] = (await asAgent(block)).split("\n");
    expect(written).toContain("Write it into `notes.txt`, and leave the orders to a person");
    expect(read).toContain("`read` on File `/etc/passwd`");
    expect(settings).toContain("currency=EUR");
    expect(settings).toContain("[redacted: secret]");
    expect(settings).not.toContain("AKIA");
  });

  it("waits for a person, and goes on once", async () => {
    const [block = ""] = blocksOf(PAGE, "## Have a person decide");
    const [asked, decided] = cut(block, "npx writ approvals show");
    const held = await asAgent(asked);
    expect(held).toContain(`${server.url}/approvals/`);
    expect(await asAgent(decided, idIn(held))).toContain("Successfully moved");
  });

  it("is stopped at once", async () => {
    const [block = ""] = blocksOf(PAGE, "## Stop it");
    const told = await asAgent(block);
    expect(told).toContain("Denied");
    expect(told).not.toContain("2 chairs");
    expect(told).toContain("server files");
  });
});
