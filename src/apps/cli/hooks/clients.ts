import { join } from "node:path";
import type { HookClientName } from "#points/hooks";

export const SCOPES = ["user", "project", "managed"] as const;
/** Whose sessions ask: those of one user, those of everybody in one project, or all of a machine. */
export type Scope = (typeof SCOPES)[number];

/** Where a client keeps its settings, and how a hook is written into them. */
export interface ClientForm {
  readonly title: string;
  /** The file with the hooks. */
  readonly file: Readonly<Record<Scope, (home: string, project: string) => string>>;
  /** What a new file holds. */
  readonly empty: string;
  /** The events at which it asks, and those at which it makes sure that it is heard. */
  readonly events: readonly string[];
  readonly canaries: readonly string[];
  /** Whether an event lists groups of hooks with a matcher, or hooks. */
  readonly grouped: boolean;
  /** How long the client is to wait, in its own unit. */
  readonly timeout: number;
  /** What else a hook is to say. */
  readonly more: Readonly<Record<string, unknown>>;
  /** The program that tells its version, and from which on it heeds hooks. */
  readonly program: string;
  readonly least: readonly [number, number, number];
  readonly next: readonly string[];
}

/** A client that stops waiting goes ahead, so that it waits for longer than opening a connection may take (some 130 seconds) and its answer after that. */
const TIMEOUT_SECONDS = 180;

/** The forms of all clients. */
export const CLIENT_FORMS: Readonly<Record<HookClientName, ClientForm>> = {
  "claude-code": {
    title: "Claude Code",
    file: {
      user: (home) => join(home, ".claude/settings.json"),
      project: (_home, project) => join(project, ".claude/settings.json"),
      managed: () => "/etc/claude-code/managed-settings.json",
    },
    empty: "{}\n",
    events: ["PreToolUse", "PostToolUse", "PostToolUseFailure", "ConfigChange", "Elicitation"],
    canaries: ["SessionStart"],
    grouped: true,
    timeout: TIMEOUT_SECONDS,
    more: { onFailure: "block" },
    program: "claude",
    least: [2, 1, 76],
    next: [
      "Start a new session: it says at once whether a call that must be denied is denied.",
      "Hooks are not asked about files that you mention by `@`: deny those by `permissions.deny` (`writ compile --to claude-settings`).",
    ],
  },
  codex: {
    title: "Codex",
    file: {
      user: (home) => join(home, ".codex/hooks.json"),
      project: (_home, project) => join(project, ".codex/hooks.json"),
      managed: () => "/etc/codex/requirements.toml",
    },
    empty: '{\n  "hooks": {}\n}\n',
    events: ["PreToolUse", "PostToolUse"],
    canaries: ["SessionStart"],
    grouped: true,
    timeout: TIMEOUT_SECONDS,
    more: {},
    program: "codex",
    least: [0, 124, 0],
    next: [
      "Start Codex and trust the hooks with `/hooks`: it runs none that nobody has looked at, and does without it whatever they would have denied. It asks nobody about those of the managed scope.",
    ],
  },
  gemini: {
    title: "Gemini CLI",
    file: {
      user: (home) => join(home, ".gemini/settings.json"),
      project: (_home, project) => join(project, ".gemini/settings.json"),
      managed: () => "/etc/gemini-cli/settings.json",
    },
    empty: "{}\n",
    events: ["BeforeTool", "AfterTool", "BeforeModel"],
    canaries: ["SessionStart"],
    grouped: true,
    timeout: TIMEOUT_SECONDS * 1000,
    more: { name: "writ" },
    program: "gemini",
    least: [0, 26, 0],
    next: [
      "Start a new session; a failed canary is only a warning there, since Gemini CLI lets no hook keep a session from starting.",
    ],
  },
  cursor: {
    title: "Cursor",
    file: {
      user: (home) => join(home, ".cursor/hooks.json"),
      project: (_home, project) => join(project, ".cursor/hooks.json"),
      managed: () => "/etc/cursor/hooks.json",
    },
    empty: '{\n  "version": 1,\n  "hooks": {}\n}\n',
    events: [
      "beforeShellExecution",
      "beforeMCPExecution",
      "beforeReadFile",
      "beforeTabFileRead",
      "preToolUse",
      "subagentStart",
      "afterShellExecution",
      "afterMCPExecution",
    ],
    canaries: ["sessionStart"],
    grouped: false,
    timeout: TIMEOUT_SECONDS,
    more: {},
    program: "cursor",
    least: [1, 7, 0],
    next: [
      "Restart Cursor, and look at Settings > Hooks: an event that your version does not know is left out there without a word.",
      "Edits of files are asked about by `preToolUse` alone, and no event lets a result be redacted.",
    ],
  },
};
