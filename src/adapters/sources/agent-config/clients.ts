import { namesAt, withoutComments } from "../json/index.ts";
import type { SourceSample } from "../source-format.ts";

/**
 * The programs whose configuration is read, and files of theirs that are of a form of their own. `mcp.json` stands for whatever reads a
 * `.mcp.json` or a file like it.
 */
export type Client =
  | "mcp.json"
  | "claude-code"
  | "claude-desktop"
  | "codex"
  | "codex-hooks"
  | "codex-requirements"
  | "cursor"
  | "cursor-hooks"
  | "gemini"
  | "vscode";

/** Whose configuration an input is, and in which syntax it is written. */
export interface Dialect {
  readonly client: Client;
  readonly syntax: "json" | "toml";
}

/** Where each client looks for its configuration. Names count beside content: a broken file must not be taken for something else. */
const FILES: readonly (readonly [RegExp, Client])[] = [
  [/(?:^|\/)\.mcp\.json$/i, "mcp.json"],
  [/(?:^|\/)\.claude\.json$/i, "mcp.json"],
  [/(?:^|\/)claude_desktop_config\.json$/i, "claude-desktop"],
  [/(?:^|\/)\.claude\/settings(?:\.local)?\.json$/i, "claude-code"],
  [/(?:^|\/)managed-settings(?:\.d\/[^/]+)?\.json$/i, "claude-code"],
  [/(?:^|\/)managed-mcp\.json$/i, "mcp.json"],
  [/(?:^|\/)\.codex\/(?:[^/]+\.)?config\.toml$/i, "codex"],
  [/(?:^|\/)codex\/(?:managed_)?config\.toml$/i, "codex"],
  [/(?:^|\/)\.?codex\/requirements\.toml$/i, "codex-requirements"],
  [/(?:^|\/)\.?codex\/hooks\.json$/i, "codex-hooks"],
  [/(?:^|\/)\.cursor\/mcp\.json$/i, "cursor"],
  [/(?:^|\/)\.?cursor\/hooks\.json$/i, "cursor-hooks"],
  [/(?:^|\/)\.gemini\/settings\.json$/i, "gemini"],
  [/(?:^|\/)gemini-cli\/(?:settings|system-defaults)\.json$/i, "gemini"],
  [/(?:^|\/)\.vscode\/mcp\.json$/i, "vscode"],
];

/** Longer texts are no configuration that anybody wrote. */
const LONGEST_TEXT = 4 * 1024 * 1024;

/** Tells whose configuration an input is; undefined when it is none. */
export function dialectOf(sample: SourceSample): Dialect | undefined {
  const file = sample.file.replaceAll("\\", "/");
  const named = FILES.find(([pattern]) => pattern.test(file))?.[1];
  if (named !== undefined) return { client: named, syntax: file.toLowerCase().endsWith(".toml") ? "toml" : "json" };
  const { text } = sample;
  if (text === null || text.length > LONGEST_TEXT) return undefined;
  if (/^\s*[{/]/.test(text)) return ofJson(text);
  const client = ofToml(text);
  return client && { client, syntax: "toml" };
}

function ofToml(text: string): Client | undefined {
  if (CODEX_REQUIREMENTS.test(text)) return "codex-requirements";
  return CODEX.test(text) ? "codex" : undefined;
}

const CODEX_REQUIREMENTS =
  /^allowed_(?:approval_policies|sandbox_modes|permission_profiles)[ \t]*=|^\[allowed_permission_profiles\]/m;
const CODEX =
  /^\[mcp_servers\.|^(?:approval_policy|sandbox_mode)[ \t]*=|^\[(?:sandbox_workspace_write|shell_environment_policy)\]/m;

const GEMINI_KEYS: ReadonlySet<string> = new Set([
  "allowMCPServers",
  "autoAccept",
  "coreTools",
  "excludeMCPServers",
  "excludeTools",
  "general",
  "security",
  "selectedAuthType",
  "tools",
]);

/** Keys of Claude Code's settings that no other format has at its top. */
const CLAUDE_CODE_KEYS: ReadonlySet<string> = new Set([
  "allowedMcpServers",
  "allowManagedHooksOnly",
  "allowManagedMcpServersOnly",
  "allowManagedPermissionRulesOnly",
  "apiKeyHelper",
  "deniedMcpServers",
  "disableAllHooks",
  "disabledMcpjsonServers",
  "enableAllProjectMcpServers",
  "enabledMcpjsonServers",
  "includeCoAuthoredBy",
  "strictKnownMarketplaces",
]);

const VSCODE_KEYS: ReadonlySet<string> = new Set(["$schema", "inputs", "sandbox", "servers"]);
const PERMISSIONS =
  /"permissions"\s*:\s*\{[^{}]{0,65536}?"(?:allow|ask|deny|defaultMode|disableBypassPermissionsMode|additionalDirectories)"\s*:/;
const HOOK_EVENTS = /"(?:PreToolUse|PostToolUse|UserPromptSubmit|SessionStart|PermissionRequest)"\s*:/;
const CURSOR_EVENTS =
  /"(?:beforeShellExecution|beforeMCPExecution|beforeReadFile|beforeSubmitPrompt|preToolUse|afterShellExecution|afterMCPExecution|afterFileEdit)"\s*:/;
const SERVER_KEYS = /"(?:command|url)"\s*:/;

function ofJson(text: string): Dialect | undefined {
  const plain = withoutComments(text);
  const client = clientOf(new Set(namesAt(new TextEncoder().encode(plain), 0)), plain);
  return client && { client, syntax: "json" };
}

function clientOf(names: ReadonlySet<string>, text: string): Client | undefined {
  if (names.has("mcpServers")) return hasAny(names, GEMINI_KEYS) ? "gemini" : "mcp.json";
  if (hasAny(names, CLAUDE_CODE_KEYS)) return "claude-code";
  if (names.has("permissions") && PERMISSIONS.test(text)) return "claude-code";
  return names.has("hooks") ? ofHooks(text) : ofServers(names, text);
}

function ofHooks(text: string): Client | undefined {
  if (CURSOR_EVENTS.test(text)) return "cursor-hooks";
  return HOOK_EVENTS.test(text) ? "claude-code" : undefined;
}

function ofServers(names: ReadonlySet<string>, text: string): Client | undefined {
  const isVscode = names.has("servers") && [...names].every((name) => VSCODE_KEYS.has(name));
  return isVscode && SERVER_KEYS.test(text) ? "vscode" : undefined;
}

function hasAny(names: ReadonlySet<string>, telling: ReadonlySet<string>): boolean {
  return [...names].some((name) => telling.has(name));
}
