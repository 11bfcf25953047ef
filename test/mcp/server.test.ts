import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, startHere, textSource, tokenFor, type Answer, type StartedServer } from "../server/server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-mcp-"));
const PROGRAM = fileURLToPath(new URL("fixture/program.ts", import.meta.url));
const SERVERS = `
servers:
  fixture:
    command: ${JSON.stringify(process.execPath)}
    args: ["--conditions=@writ/source", ${JSON.stringify(PROGRAM)}]
    firstSeen: approve
`;
const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-images, title: No tool draws }
spec:
  description: A tool that draws is not for anybody.
  match: { kinds: [Tool], verbs: [invoke] }
  severity: high
  mode: enforce
  validations:
    - id: no-image
      expression: resource.name != 'test_image_content'
      message: Images are not for anybody
  remediation: Call test_simple_text instead.
`;
const KIND = readFileSync(new URL("../../library/kinds/tool.yaml", import.meta.url), "utf8");
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

describe("the control plane before servers of the Model Context Protocol", () => {
  let server: StartedServer;
  let token: string;

  const call = (path: string, name: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    ask(server.url, path, {
      token,
      body: { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: {}, _meta: META } },
      headers: { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": name, ...headers },
    });

  beforeAll(async () => {
    writeFileSync(join(FOLDER, "mcp.yaml"), SERVERS);
    server = await startHere(
      { data: join(FOLDER, "data"), mcp: join(FOLDER, "mcp.yaml"), maxRequestsPerSecond: 1000 },
      { source: textSource(`${KIND}\n---${POLICY}`) },
    );
    token = await tokenFor(server, "client", ["operator"]);
  }, 30_000);

  afterAll(async () => {
    await server.stop();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it("lets a call through that nothing stands against, and names tools by the keys of their servers where there are many", async () => {
    const alone = await call("/mcp/fixture", "test_simple_text");
    expect(alone.message.result.content[0].text).toContain("simple text");
    const all = await call("/mcp", "fixture__test_simple_text");
    expect(all.message.result.content[0].text).toContain("simple text");
  });

  it("refuses what a policy stands against, as a result that tells how to go on", async () => {
    const { message } = await call("/mcp/fixture", "test_image_content");
    expect(message.result).toMatchObject({ isError: true, resultType: "complete" });
    expect(message.result.content[0].text).toContain("Images are not for anybody");
    expect(message.result.content[0].text).toContain("Call test_simple_text instead.");
  });

  it("refuses headers that disagree with the body", async () => {
    const { status, message } = await call("/mcp/fixture", "test_image_content", { "Mcp-Name": "test_simple_text" });
    expect(status).toBe(400);
    expect(message.error.code).toBe(-32020);
  });

  it("tells who proves nothing where it is told who vouches for callers", async () => {
    const refused = await ask(server.url, "/mcp/fixture", { body: {} });
    expect(refused.status).toBe(401);
    const address = /resource_metadata="([^"]+)"/.exec(String(refused.headers["www-authenticate"]))?.[1] ?? "";
    const metadata = await ask(server.url, new URL(address).pathname);
    expect(metadata.message).toMatchObject({ resource: `${server.url}/mcp/fixture` });
  });

  it("does not start with servers that it cannot read", async () => {
    writeFileSync(join(FOLDER, "bad.yaml"), "servers: { a__b: { url: 'http://example.com/' } }");
    const started = startHere({ data: join(FOLDER, "other"), mcp: join(FOLDER, "bad.yaml") });
    await expect(started).rejects.toThrow(/key is of small letters.*https/s);
    writeFileSync(
      join(FOLDER, "bad.yaml"),
      `servers: { a: { command: x, firstSeen: pin, package: y, arguments: { run: { command: bash } } } }
inspection: { actions: { secret: hide, secrets: block }, markings: { ours: [""] }, rules: 1 }`,
    );
    const policy = startHere({ data: join(FOLDER, "other"), mcp: join(FOLDER, "bad.yaml") });
    await expect(policy).rejects.toThrow(
      /inspection.rules.*inspection.markings.*inspection.actions.secret` must.*inspection.actions.secrets`.*firstSeen.*package.*arguments.run/s,
    );
    writeFileSync(
      join(FOLDER, "bad.yaml"),
      `servers: { a: { command: x, workspace: 1, commands: { go: "kubectl -n {a}", stop: 1 },
      arguments: { query: { as: sql }, "*": { q: { as: sql, dialect: pg }, c: { as: shell, cwd: 1 }, d: { as: url, at: 1 } } } } }`,
    );
    const meanings = startHere({ data: join(FOLDER, "other"), mcp: join(FOLDER, "bad.yaml") });
    await expect(meanings).rejects.toThrow(
      /workspace.*arguments.query` is where a tool.*a `dialect` that.*a `cwd` that.*no more than.*commands.go` must say `-n`.*commands.stop` must be/s,
    );
  });
});
