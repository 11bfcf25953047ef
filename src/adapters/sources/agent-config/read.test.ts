import { describe, expect, it, test } from "vitest";
import { Double, Unknown } from "#core/language";
import { isList, isObject, type SourceReading } from "#core/model";
import { readSource } from "../detect.ts";
import { readAgentConfig } from "./read.ts";

const read = (file: string, text: string): SourceReading =>
  readAgentConfig({ file, bytes: new TextEncoder().encode(text) });
const typesIn = (file: string, text: string): readonly string[] =>
  read(file, text).changes.map(({ after }) => after?.type ?? "");

const SERVERS = '{ "mcpServers": { "a": { "command": "x" } } }';

describe("readAgentConfig()", () => {
  test.each([
    [".mcp.json", SERVERS, ["mcp.json server"]],
    ["claude_desktop_config.json", SERVERS, ["claude-desktop server"]],
    ["home/.cursor/mcp.json", SERVERS, ["cursor server"]],
    ["C:\\work\\.gemini\\settings.json", SERVERS, ["gemini settings", "gemini server"]],
    [".vscode/mcp.json", '{ "servers": { "a": { "command": "x" } } }', ["vscode server"]],
    [".codex/config.toml", '[mcp_servers.a]\ncommand = "x"', ["codex config", "codex server"]],
    [".claude/settings.local.json", "{}", ["claude-code settings"]],
    ["/etc/codex/requirements.toml", '[mcp_servers.a.identity]\ncommand = "x"', ["codex requirements"]],
    [".codex/hooks.json", '{ "hooks": { "PreToolUse": [] } }', ["codex hooks"]],
    ["home/.cursor/hooks.json", '{ "version": 1, "hooks": {} }', ["cursor hooks"]],
    ["C:\\ProgramData\\Cursor\\hooks.json", '{ "hooks": { "stop": [] } }', ["cursor hooks"]],
    [".claude.json", '{ "projects": { "/w": { "mcpServers": { "a": {} } } } }', ["mcp.json server"]],
  ])("knows by its name whose configuration `%s` is", (file, text, types) => {
    expect(typesIn(file, text)).toEqual(types);
  });

  test.each([
    ["servers", SERVERS, ["mcp.json server"]],
    [
      "servers beside settings of Gemini CLI",
      '{ "general": {}, "mcpServers": { "a": {} } }',
      ["gemini settings", "gemini server"],
    ],
    ["servers of VS Code", '// mine\n{ "inputs": [], "servers": { "a": { "url": "x" } } }', ["vscode server"]],
    ["permissions", '{ "permissions": { "allow": ["Bash"] } }', ["claude-code settings"]],
    ["hooks", '{ "hooks": { "PreToolUse": [] } }', ["claude-code settings"]],
    ["hooks of Cursor", '{ "version": 1, "hooks": { "beforeShellExecution": [] } }', ["cursor hooks"]],
    ["a key of Claude Code", '{ "enableAllProjectMcpServers": true }', ["claude-code settings"]],
    ["a table of Codex", '# mine\n[mcp_servers.a]\nurl = "x"', ["codex config", "codex server"]],
    ["a key of Codex", 'sandbox_mode = "read-only"', ["codex config"]],
    ["what Codex lets users choose", 'allowed_sandbox_modes = ["read-only"]', ["codex requirements"]],
    ["a table of what Codex lets users choose", "[allowed_permission_profiles]\na = true", ["codex requirements"]],
  ])("knows by %s whose configuration a file of any name is", (_, text, types) => {
    const { format, changes } = readSource({ file: "any", bytes: new TextEncoder().encode(text) });
    expect([format, changes.map(({ after }) => after?.type)]).toEqual(["agent-config", types]);
  });

  test.each([
    '{ "servers": [{ "url": "https://api.example.com" }], "openapi": "3.0.0" }',
    '{ "name": "a", "permissions": ["storage"] }',
    '{ "permissions": { "default": { "read": { "allow": ["."] } } } }',
    '{ "hooks": { "pre-commit": "x" } }',
    '{ "version": 1, "hooks": { "stop": [] } }',
    '[package]\nname = "a"\n',
  ])("leaves alone %s", (text) => {
    const { format } = readSource({ file: "any.json", bytes: new TextEncoder().encode(text) });
    expect(format).toBe("unknown");
  });

  it("makes a resource of each server, with what the client was told", () => {
    const [change] = read("p/.mcp.json", SERVERS).changes;
    expect(change).toMatchObject({
      verb: "create",
      before: null,
      changed: true,
      after: {
        id: "mcpServers.a",
        provider: "agent-client",
        name: "a",
        scope: "project",
        native: { command: "x", $masked: [], $launch: { runner: "x", ecosystem: "none" } },
        source: { file: "p/.mcp.json", address: "mcpServers.a", path: [] },
      },
    });
  });

  test.each([
    ["etc/codex/requirements.toml", "", "managed"],
    ["home/requirements.toml", 'allowed_approval_policies = ["untrusted"]', "managed"],
    ["/etc/cursor/hooks.json", '{ "hooks": {} }', "managed"],
    ["/Library/Application Support/Cursor/hooks.json", '{ "hooks": {} }', "managed"],
    ["C:\\ProgramData\\OpenAI\\Codex\\requirements.toml", "", "managed"],
    ["p/.cursor/hooks.json", '{ "hooks": {} }', "project"],
  ])("knows who keeps `%s`", (file, text, scope) => {
    expect(read(file, text || "# nothing\n").changes.map(({ after }) => after?.scope)).toEqual([scope]);
  });

  it("masks secrets, and keeps what only points to one", () => {
    const planted = "hunter2hunter2xyz";
    const native = {
      command: "npx",
      args: ["a", "--api-key", planted, `--token=${planted}`, "--password", "${PASSWORD}"],
      env: { A_TOKEN: planted, B_TOKEN: "${B}", C_TOKEN: "${input:c}" },
      headers: { Authorization: `Bearer ${planted}`, "X-Api-Key": planted, "X-Region": "eu", Cookie: "${C}" },
      url: `https://u:${planted}@example.com/`,
    };
    const { changes } = read(".mcp.json", JSON.stringify({ mcpServers: { a: native } }));
    expect(JSON.stringify(changes)).not.toContain(planted);
    const hidden = expect.any(Unknown) as unknown;
    expect(changes[0]?.after?.native).toMatchObject({
      args: ["a", "--api-key", hidden, hidden, "--password", "${PASSWORD}"],
      env: { A_TOKEN: hidden, B_TOKEN: "${B}", C_TOKEN: "${input:c}" },
      headers: { Authorization: hidden, "X-Api-Key": hidden, "X-Region": "eu", Cookie: "${C}" },
      url: hidden,
    });
    const masked = changes[0]?.after?.native["$masked"];
    expect(isList(masked) ? masked.map((one) => isObject(one) && one["path"]) : []).toEqual([
      "args.2",
      "args.3",
      "env.A_TOKEN",
      "headers.Authorization",
      "headers.X-Api-Key",
      "url",
    ]);
  });

  it("reads every value of TOML exactly", () => {
    const text = `a = 9223372036854775807
b = 1.0
c = 1979-05-27T07:32:00Z
d.e.f = true
g = [{ h = 1 }, { h = 2 }]
i = '''
text'''
[[j]]
k = 0xff
[[j]]
k = 1_000
[j.l]
m = ""
`;
    const [change] = read(".codex/config.toml", text).changes;
    expect(change?.after?.native).toEqual({
      a: 9223372036854775807n,
      b: new Double(1),
      c: "1979-05-27T07:32:00Z",
      d: { e: { f: true } },
      g: [{ h: 1 }, { h: 2 }],
      i: "text",
      j: [{ k: 255 }, { k: 1000, l: { m: "" } }],
      $masked: [],
    });
  });
});

function placeIn(reading: SourceReading, address: string, path: readonly (string | number)[]): string {
  const { start } = reading.locate({ file: reading.file, address, path });
  return `${start?.line}:${start?.column}`;
}

describe("locate()", () => {
  it("finds places in JSON behind comments, a byte order mark and any line ends", () => {
    const text = `\ufeff// größe\n{\n  "mcpServers": {\n    /* 😀\n    */ "a": { "command": "npx", "args": ["-y", // go\n      "b"],\n      "env": { "A_TOKEN": "hunter2hunter2xyz" } },\n  },\n}\n`;
    for (const reading of [read(".mcp.json", text), read(".mcp.json", text.replaceAll("\n", "\r\n"))]) {
      expect(reading.diagnostics).toEqual([]);
      expect(placeIn(reading, "mcpServers.a", ["args", 1])).toBe("6:7");
      expect(placeIn(reading, "mcpServers.a", [])).toBe("5:8");
      expect(placeIn(reading, "mcpServers.a", ["absent"])).toBe("5:8");
      expect(placeIn(reading, "mcpServers.a", ["$launch", "pinned"])).toBe("5:33");
      expect(placeIn(reading, "mcpServers.a", ["$masked", 0, "path"])).toBe("7:16");
      expect(placeIn(reading, "another", [])).toBe("undefined:undefined");
    }
  });

  it("finds places in hooks and requirements", () => {
    const hooks =
      '{\n  "version": 1,\n  "hooks": {\n    "preToolUse": [\n      { "command": "a" }, { "command": "b" }]\n  }\n}\n';
    const cursor = read(".cursor/hooks.json", hooks);
    expect(placeIn(cursor, "settings", ["hooks", "preToolUse", 1, "command"])).toBe("5:29");
    expect(placeIn(cursor, "settings", ["hooks", "stop"])).toBe("3:3");
    const codex = read(
      "requirements.toml",
      'allowed_sandbox_modes = [\n  "read-only"]\n[mcp_servers.a.identity]\nurl = "x"\n',
    );
    expect(placeIn(codex, "settings", ["allowed_sandbox_modes", 0])).toBe("2:3");
    expect(placeIn(codex, "settings", ["mcp_servers", "a", "identity", "url"])).toBe("4:1");
  });

  it("finds places in TOML, those of a profile where it says something itself", () => {
    const text =
      'approval_policy = "never"\r\nmodel = "x"\r\n\r\n[profiles.a]\r\nmodel = "y"\r\n[mcp_servers.b]\r\nargs = ["c",\r\n  "d"]\r\n';
    const reading = read("config.toml", `\ufeff${text}`);
    expect(placeIn(reading, "settings", ["approval_policy"])).toBe("1:1");
    expect(placeIn(reading, "profiles.a", ["approval_policy"])).toBe("1:1");
    expect(placeIn(reading, "profiles.a", ["model"])).toBe("5:1");
    expect(placeIn(reading, "profiles.a", [])).toBe("4:2");
    expect(placeIn(reading, "mcp_servers.b", ["args", 1])).toBe("8:3");
  });
});
