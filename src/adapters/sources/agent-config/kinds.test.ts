import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { resolveReadings } from "#core/kinds";
import type { Resource } from "#core/model";
import { shippedKinds } from "../../../../test/shipped-kinds.ts";
import { readAgentConfig } from "./read.ts";

const KINDS = shippedKinds();

function resolve(file: string, text: string): readonly Resource[] {
  const reading = readAgentConfig({ file, bytes: new TextEncoder().encode(text) });
  expect(reading.diagnostics).toEqual([]);
  return resolveReadings(KINDS, [reading])
    .effects.flat()
    .map(({ resource }) => resource);
}

function settings(file: string, document: unknown): Resource["properties"] {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const [found] = resolve(file, text).filter(({ kind }) => kind === "AgentSettings");
  return found?.properties ?? {};
}

function server(native: object, file = ".mcp.json"): Resource["properties"] {
  const [found] = resolve(file, JSON.stringify({ mcpServers: { a: native } })).filter(({ kind }) => kind === "Tool");
  return found?.properties ?? {};
}

const CLAUDE = ".claude/settings.json";

describe("AgentSettings of Claude Code", () => {
  test("say what an empty file leaves to the client", () => {
    expect(settings(CLAUDE, {})).toEqual({
      client: "claude-code",
      managed: false,
      approval: { mode: "default", bypassed: false, editsUnasked: false, bypassAllowed: true },
      permissions: { allow: [], ask: [], deny: [], wildcards: [] },
      sandbox: { enabled: false, escapable: true },
      network: { open: true },
      servers: { allProject: false, limited: false, allowed: [], denied: [] },
      hooks: { disabled: false, commands: [], failOpen: [] },
      environment: [],
      literalSecrets: [],
    });
  });

  test("say what a strict managed file says", () => {
    const strict = {
      permissions: {
        defaultMode: "plan",
        disableBypassPermissionsMode: "disable",
        ask: ["Bash(git push:*)"],
        deny: ["Read(.env)"],
      },
      sandbox: { enabled: true, allowUnsandboxedCommands: false, network: { allowedDomains: ["example.com"] } },
      allowedMcpServers: [{ serverName: "github" }, { serverCommand: ["npx", "-y", "a@1.0.0"] }],
      deniedMcpServers: [{ serverUrl: "https://*.example.org/*" }],
      hooks: { PreToolUse: [{ matcher: "*", hooks: [{ type: "command", command: "writ hook" }] }] },
      apiKeyHelper: "/usr/local/bin/key",
      env: { MODE: "fast" },
    };
    expect(settings("/etc/claude-code/managed-settings.json", strict)).toEqual({
      client: "claude-code",
      managed: true,
      approval: { mode: "plan", bypassed: false, editsUnasked: false, bypassAllowed: false },
      permissions: { allow: [], ask: ["Bash(git push:*)"], deny: ["Read(.env)"], wildcards: [] },
      sandbox: { enabled: true, escapable: false },
      network: { open: false },
      servers: {
        allProject: false,
        limited: true,
        allowed: ["github", "npx -y a@1.0.0"],
        denied: ["https://*.example.org/*"],
      },
      hooks: { disabled: false, commands: ["writ hook"], failOpen: ["writ hook"] },
      credentialHelper: "/usr/local/bin/key",
      environment: ["MODE"],
      literalSecrets: [],
    });
  });

  test("say what a careless file says, without its secrets", () => {
    const careless = {
      permissions: { defaultMode: "bypassPermissions" },
      enableAllProjectMcpServers: true,
      disableAllHooks: true,
      sandbox: { enabled: true, network: { allowedDomains: ["*"] } },
      env: { ANTHROPIC_API_KEY: "sk-ant-0123456789abcdefghijklmnopqrstuvwxyz" },
    };
    expect(settings(CLAUDE, careless)).toMatchObject({
      approval: { mode: "bypassPermissions", bypassed: true, editsUnasked: true },
      network: { open: true },
      servers: { allProject: true },
      hooks: { disabled: true },
      environment: ["ANTHROPIC_API_KEY"],
      literalSecrets: ["env.ANTHROPIC_API_KEY"],
    });
  });

  const WILD = [
    "*",
    "Bash",
    "Bash(*)",
    "Bash(:*)",
    "Write",
    "WebFetch(domain:*)",
    "mcp__*",
    "Bash(sudo:*)",
    "Bash(python3 -c:*)",
    "Bash(bash *)",
  ];
  const NARROW = [
    "Bash(npm test)",
    "Bash(git log:*)",
    "Read",
    "Edit(src/**)",
    "mcp__github__get_issue",
    "WebFetch(domain:example.com)",
    "Bash(shellcheck:*)",
  ];
  test("tell rules that allow anything from rules that do not", () => {
    expect(settings(CLAUDE, { permissions: { allow: [...WILD, ...NARROW] } })).toMatchObject({
      permissions: { allow: [...WILD, ...NARROW], wildcards: WILD },
    });
  });
});

describe("AgentSettings of Codex", () => {
  test("say what is asked, where commands run and what they reach", () => {
    const full = 'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n';
    expect(settings(".codex/config.toml", full)).toMatchObject({
      client: "codex",
      approval: { mode: "never", bypassed: true, editsUnasked: true },
      sandbox: { enabled: false, mode: "danger-full-access", escapable: false },
      network: { open: true },
    });
    const open = 'sandbox_mode = "workspace-write"\n[sandbox_workspace_write]\nnetwork_access = true\n';
    expect(settings(".codex/config.toml", open)).toMatchObject({ sandbox: { enabled: true }, network: { open: true } });
    expect(settings(".codex/config.toml", 'model = "x"')).toMatchObject({
      approval: { bypassed: false, editsUnasked: false },
      sandbox: { enabled: true, mode: "read-only" },
      network: { open: false },
    });
  });

  test("judge each profile as what the settings become with it", () => {
    const text =
      'approval_policy = "on-request"\n[profiles.wild]\napproval_policy = "never"\n[mcp_servers.a]\ncommand = "a"\n';
    const found = resolve(".codex/config.toml", text).map(({ id, kind, properties }) => [
      id,
      kind,
      properties["approval"],
    ]);
    expect(found).toEqual([
      ["settings", "AgentSettings", expect.objectContaining({ mode: "on-request", bypassed: false })],
      ["profiles.wild", "AgentSettings", expect.objectContaining({ mode: "never", bypassed: true })],
      ["mcp_servers.a", "Tool", undefined],
    ]);
  });

  test("take a policy by case for one that asks", () => {
    const text = "approval_policy = { granular = { sandbox_approval = true } }";
    expect(settings(".codex/config.toml", text)).toMatchObject({ approval: { mode: "granular", bypassed: false } });
  });
});

describe("AgentSettings of the requirements of Codex", () => {
  test("say what users may still choose", () => {
    const text = `allowed_approval_policies = ["untrusted", "on-request"]
allowed_sandbox_modes = ["read-only", "workspace-write"]
[mcp_servers.docs.identity]
url = "https://docs.example.com/mcp"
[mcp_servers.files.identity]
command = "files-server"
[hooks]
managed_dir = "/etc/codex/hooks"
[[hooks.PreToolUse]]
[[hooks.PreToolUse.hooks]]
command = "writ hook || { echo refused >&2; exit 2; }"
[[hooks.PreToolUse.hooks]]
command = "other"
`;
    expect(settings("/etc/codex/requirements.toml", text)).toEqual({
      client: "codex",
      managed: true,
      approval: { bypassed: false, bypassAllowed: false },
      sandbox: { escapable: false },
      servers: { limited: true, allowed: ["https://docs.example.com/mcp", "files-server"] },
      hooks: { commands: ["writ hook || { echo refused >&2; exit 2; }", "other"], failOpen: ["other"] },
      literalSecrets: [],
    });
  });

  test("leave open what they do not name", () => {
    expect(settings("requirements.toml", "[allowed_permission_profiles]\n")).toMatchObject({
      approval: { bypassed: false, bypassAllowed: true },
      sandbox: { escapable: true },
      servers: { limited: false, allowed: [] },
    });
    const remote =
      'allowed_sandbox_modes = ["read-only"]\n[[remote_sandbox_config]]\nallowed_sandbox_modes = ["danger-full-access"]\n';
    expect(settings("requirements.toml", remote)).toMatchObject({ sandbox: { escapable: true } });
    const never = 'allowed_approval_policies = ["never"]\n';
    expect(settings("requirements.toml", never)).toMatchObject({ approval: { bypassed: true, bypassAllowed: true } });
  });
});

describe("AgentSettings of the hooks of Cursor", () => {
  test("say which of those that are asked before an action let it happen when they break", () => {
    const hooks = {
      beforeShellExecution: [{ command: "a", failClosed: true }, { command: "b" }],
      preToolUse: [{ type: "prompt", prompt: "May it?", failClosed: false }],
      afterFileEdit: [{ command: "c" }],
    };
    expect(settings(".cursor/hooks.json", { version: 1, hooks })).toEqual({
      client: "cursor",
      managed: false,
      hooks: { commands: ["a", "b", "May it?", "c"], failOpen: ["b", "May it?"] },
      literalSecrets: [],
    });
  });
});

describe("AgentSettings of Gemini CLI", () => {
  test("say the same in the old form and in the new", () => {
    const neu = {
      tools: { sandbox: "docker", exclude: ["web_fetch"], allowed: ["run_shell_command", "run_shell_command(git)"] },
      mcp: { allowed: ["a"] },
    };
    const old = {
      sandbox: "docker",
      excludeTools: ["web_fetch"],
      allowedTools: ["run_shell_command", "run_shell_command(git)"],
      allowMCPServers: ["a"],
    };
    expect(settings(".gemini/settings.json", neu)).toEqual(settings(".gemini/settings.json", old));
    expect(settings(".gemini/settings.json", neu)).toMatchObject({
      client: "gemini",
      approval: { mode: "default", bypassed: false, bypassAllowed: true },
      permissions: { deny: ["web_fetch"], wildcards: ["run_shell_command"] },
      sandbox: { enabled: true },
      servers: { limited: true, allowed: ["a"] },
    });
    expect(settings(".gemini/settings.json", { general: { defaultApprovalMode: "yolo" } })).toMatchObject({
      approval: { bypassed: true, editsUnasked: true },
      sandbox: { enabled: false },
      network: { open: true },
    });
  });
});

describe("Tool of a tool server", () => {
  test("says how it is started, and what that fetches", () => {
    expect(
      server({ command: "npx", args: ["-y", "@a/b@1.2.3"], env: { MODE: "x", A_TOKEN: "hunter2hunter2xyz" } }),
    ).toEqual({
      transport: "stdio",
      command: "npx -y @a/b@1.2.3",
      package: { ecosystem: "npm", name: "@a/b", version: "1.2.3", pinned: true },
      environment: ["MODE", "A_TOKEN"],
      literalSecrets: ["env.A_TOKEN"],
      autoApproved: false,
    });
    expect(server({ command: "docker", args: ["run", "-i", "a/b:1"] })).toMatchObject({
      image: { name: "a/b", pinned: false },
    });
    expect(server({ command: "node", args: ["server.js"] })).not.toHaveProperty("package");
  });

  test.each([
    ["http://mcp.example.com", true],
    ["HTTP://mcp.example.com", true],
    ["ws://10.0.0.1/x", true],
    ["http://localhost.example.com/x", true],
    ["http://localhost:x@example.com/", true],
    ["https://mcp.example.com", false],
    ["http://localhost:3000/mcp", false],
    ["http://127.0.0.1/mcp", false],
    ["http://[::1]:1/mcp", false],
  ])("tells of %s whether it is plain text on a network", (url, plaintext) => {
    expect(server({ url })).toMatchObject({ endpoint: url, plaintext, transport: "http" });
  });

  test("does not know an address that is filled in later", () => {
    const { endpoint, plaintext } = server({ url: "${HOST}/mcp" });
    expect([endpoint, plaintext]).toEqual([expect.any(Unknown), expect.any(Unknown)]);
    expect(server({ url: "http://${HOST}/mcp" })).toMatchObject({ endpoint: expect.any(Unknown), plaintext: true });
  });

  test.each([
    [{ trust: true }, true],
    [{ trust: false }, false],
    [{ alwaysAllow: ["a"] }, true],
    [{ autoApprove: [] }, false],
    [{ autoApprove: true }, true],
  ])("tells from %j whether calls are approved beforehand", (more, autoApproved) => {
    expect(server({ command: "a", ...more })).toMatchObject({ autoApproved });
  });
});
