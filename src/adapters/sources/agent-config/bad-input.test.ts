import { describe, expect, it, test } from "vitest";
import { readSource } from "../detect.ts";

interface Told {
  readonly codes: readonly string[];
  readonly places: readonly string[];
  readonly ids: readonly string[];
}

function read(file: string, content: string | Uint8Array): Told {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { format, diagnostics, changes } = readSource({ file, bytes });
  expect(format).toBe("agent-config");
  for (const { hint, severity } of diagnostics) expect([typeof hint, severity]).toEqual(["string", expect.anything()]);
  return {
    codes: diagnostics.map(({ code }) => code),
    places: diagnostics.map(({ span }) => (span ? `${span.start.line}:${span.start.column}` : "none")),
    ids: changes.map(({ after }) => after?.id ?? ""),
  };
}

const JSON_FILE = ".mcp.json";
const TOML_FILE = "home/.codex/config.toml";
const REQUIREMENTS_FILE = "etc/codex/requirements.toml";
const HOOKS_FILE = ".cursor/hooks.json";
const BAD: readonly (readonly [string, string, string | Uint8Array, string, string])[] = [
  ["JSON that ends early", JSON_FILE, '{\n  "mcpServers": {\n    "a": {', "json-truncated", "3:11"],
  ["a comment that never ends", JSON_FILE, '{\n  /* open\n "mcpServers": {} }', "json-syntax", "2:4"],
  ["two values without a comma", JSON_FILE, '{ "mcpServers": {}\n "x": 1 }', "json-syntax", "2:2"],
  ["commas after one another", JSON_FILE, '{ "mcpServers": {"a": [1,,] } }', "json-syntax", "1:27"],
  ["a key twice in JSON", JSON_FILE, '{ "mcpServers": { "a": {},\n "a": {} } }', "json-duplicate-key", "2:2"],
  ["JSON without end of nesting", JSON_FILE, `{ "mcpServers": ${"[".repeat(100_000)}`, "json-too-deep", "1:80"],
  ["a list for a file", JSON_FILE, "[]", "agent-config-invalid", "1:1"],
  ["nothing but a comment", JSON_FILE, "// nothing\n", "json-truncated", "2:1"],
  ["an empty file", JSON_FILE, "", "empty-input", "none"],
  ["a zero byte", JSON_FILE, '{ "mcpServers": "\0" }', "binary-input", "none"],
  ["what is not UTF-8", JSON_FILE, Uint8Array.of(0x7b, 0xff, 0x7d), "invalid-utf8", "none"],
  ["50 MiB", JSON_FILE, new Uint8Array(50 * 1024 * 1024).fill(0x20), "input-too-large", "none"],
  ["servers that are a list", JSON_FILE, '{\n  "mcpServers": [] }', "agent-config-invalid", "2:3"],
  ["a misspelled key", JSON_FILE, '{ "mcpServer": {} }', "agent-config-without-servers", "1:1"],
  ["TOML that ends in a text", TOML_FILE, 'a = 1\nb = "x', "toml-truncated", "2:7"],
  ["TOML that ends in a list", TOML_FILE, "a = [1,", "toml-truncated", "1:8"],
  ["TOML that ends in a table's name", TOML_FILE, "[mcp_servers.a", "toml-truncated", "1:15"],
  ["TOML that is none", TOML_FILE, "a = 1\nb: 2\n", "toml-syntax", "2:2"],
  ["a key twice in TOML", TOML_FILE, 'sandbox_mode = "a"\nsandbox_mode = "b"\n', "toml-duplicate-key", "2:1"],
  ["a table twice in TOML", TOML_FILE, "[a]\nx = 1\n[a]\n", "toml-duplicate-key", "3:2"],
  ["TOML nested too deeply", TOML_FILE, `a = 1\nb = ${"[".repeat(80)}${"]".repeat(80)}`, "toml-too-deep", "2:68"],
  [
    "TOML without end of nesting",
    TOML_FILE,
    `b = ${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    "toml-too-deep",
    "1:1",
  ],
  ["TOML with endless keys", TOML_FILE, `x = 1\na${".a".repeat(5000)} = 1`, "toml-too-deep", "2:1"],
  ["more TOML than anybody writes", TOML_FILE, "a = 1\n# x".repeat(40_000), "toml-too-large", "1:1"],
  ["requirements that end early", REQUIREMENTS_FILE, 'allowed_sandbox_modes = ["read', "toml-truncated", "1:31"],
  ["a key twice in requirements", REQUIREMENTS_FILE, "[features]\na = 1\na = 2\n", "toml-duplicate-key", "3:1"],
  ["hooks that end early", HOOKS_FILE, '{ "hooks": {\n "preToolUse": [', "json-truncated", "2:17"],
  ["a list for a file of hooks", HOOKS_FILE, "[]", "agent-config-invalid", "1:1"],
  ["a key twice in hooks", HOOKS_FILE, '{ "hooks": { "stop": [],\n "stop": [] } }', "json-duplicate-key", "2:2"],
  ["hooks without end of nesting", HOOKS_FILE, `{ "hooks": ${"[".repeat(100_000)}`, "json-too-deep", "1:75"],
  ["a lone carriage return in TOML", TOML_FILE, "a = 1\rb = 2", "toml-syntax", "2:1"],
];

describe("a configuration that is not in order", () => {
  test.each(BAD)("is not read with %s", (_, file, content, ...[code, place]) => {
    expect(read(file, content)).toEqual({ codes: [code], places: [place], ids: [] });
  });

  it("loses nothing but the server that is none", () => {
    const text = '{ "mcpServers": {\n "bad": "npx",\n "good": { "command": "a" }, "worse": [] } }';
    expect(read(JSON_FILE, text)).toEqual({
      codes: ["agent-config-invalid", "agent-config-invalid"],
      places: ["2:2", "3:30"],
      ids: ["mcpServers.good"],
    });
    const { unresolved } = readSource({ file: JSON_FILE, bytes: new TextEncoder().encode(text) });
    expect(unresolved.map(({ source }) => source.address)).toEqual(["mcpServers.bad", "mcpServers.worse"]);
  });

  test.each([
    ["no hooks at all", '{ "version": 1 }', ["agent-config-invalid"], ["1:1"]],
    ["hooks that are a list", '{ "version": 1,\n "hooks": [] }', ["agent-config-invalid"], ["2:2"]],
    ["one hook for a list", '{ "hooks": {\n "preToolUse": { "command": "a" } } }', ["agent-config-invalid"], ["2:2"]],
    [
      "texts for hooks",
      '{ "hooks": {\n "stop": ["a",\n 1, {}] } }',
      ["agent-config-invalid", "agent-config-invalid"],
      ["2:11", "3:2"],
    ],
  ])("says of %s that nothing is held back by it, and reads the rest", (_, text, codes, places) => {
    expect(read(HOOKS_FILE, text)).toEqual({ codes, places, ids: ["settings"] });
    expect(read(".codex/hooks.json", text)).toEqual({ codes, places, ids: ["settings"] });
  });

  it("says nothing of what it could not read", () => {
    const secret = "hunter2hunter2";
    for (const [file, text] of [
      [JSON_FILE, `{ "token": "${secret}", "token": "${secret}" }`],
      [JSON_FILE, `{ "token": ${secret} }`],
      [TOML_FILE, `token = ${secret}`],
      [TOML_FILE, `${secret} = 1\n${secret} = 1`],
    ] as const) {
      const { diagnostics } = readSource({ file, bytes: new TextEncoder().encode(text) });
      expect(diagnostics).toHaveLength(1);
      expect(JSON.stringify(diagnostics)).not.toContain(secret);
    }
  });

  it("takes names that JavaScript treats in its own way for names", () => {
    const json = '{ "mcpServers": { "__proto__": { "command": "a" }, "constructor": { "command": "b" } } }';
    expect(read(JSON_FILE, json).ids).toEqual(["mcpServers.__proto__", "mcpServers.constructor"]);
    const toml = '[mcp_servers.__proto__]\ncommand = "a"\n[mcp_servers.constructor]\ncommand = "b"\n';
    expect(read(TOML_FILE, toml).ids).toEqual(["settings", "mcp_servers.__proto__", "mcp_servers.constructor"]);
    expect(Object.hasOwn(Object.prototype, "command")).toBe(false);
  });
});
