import type { HookClientName } from "../client.ts";

/** What a client gets from its hook. */
export interface HookEnd {
  /** Null for one that was killed, or did not end in time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What happens to the action that a hook was asked about. */
export type Fate = "goes ahead" | "asks the person" | "is stopped";

/** What becomes of the action before which a hook was asked, by what each client's own documents and sources say of its reader. */
export function fateOf(client: HookClientName, end: HookEnd): Fate {
  return READERS[client](end);
}

const READERS: Readonly<Record<HookClientName, (end: HookEnd) => Fate>> = {
  "claude-code": ofClaudeCode,
  codex: ofCodex,
  gemini: ofGemini,
  cursor: ofCursor,
};

/** 2 blocks; 0 is read as JSON; anything else, and JSON that is none, lets the action go ahead. */
function ofClaudeCode({ code, stdout }: HookEnd): Fate {
  if (code === 2) return "is stopped";
  const message = code === 0 ? parsed(stdout) : null;
  if (message?.["continue"] === false || message?.["decision"] === "block") return "is stopped";
  const output = objectIn(message, "hookSpecificOutput");
  if (output?.["hookEventName"] !== "PreToolUse") return "goes ahead";
  if (output["permissionDecision"] === "deny") return "is stopped";
  return output["permissionDecision"] === "ask" ? "asks the person" : "goes ahead";
}

const CODEX_KEYS: ReadonlySet<string> = new Set(["hookSpecificOutput", "systemMessage", "decision", "reason"]);
const CODEX_OUTPUT_KEYS: ReadonlySet<string> = new Set([
  "hookEventName",
  "permissionDecision",
  "permissionDecisionReason",
  "additionalContext",
]);

/** An answer that it does not support whole is thrown away, and the call goes ahead; so does a block without a reason. */
function ofCodex({ code, stdout, stderr }: HookEnd): Fate {
  if (code === 2) return stderr.trim() === "" ? "goes ahead" : "is stopped";
  const message = code === 0 ? parsed(stdout) : null;
  const output = objectIn(message, "hookSpecificOutput");
  if (message === null || !Object.keys(message).every((key) => CODEX_KEYS.has(key))) return "goes ahead";
  if (output === null || !Object.keys(output).every((key) => CODEX_OUTPUT_KEYS.has(key))) return "goes ahead";
  const reason = output["permissionDecisionReason"];
  const isDenial = output["hookEventName"] === "PreToolUse" && output["permissionDecision"] === "deny";
  return isDenial && typeof reason === "string" && reason.trim() !== "" ? "is stopped" : "goes ahead";
}

/** 2 blocks with what stands on standard error; every other failure is a warning. */
function ofGemini({ code, stdout }: HookEnd): Fate {
  if (code === 2) return "is stopped";
  const message = code === 0 ? parsed(stdout) : null;
  const isDenied =
    message?.["decision"] === "deny" || message?.["decision"] === "block" || message?.["continue"] === false;
  return isDenied ? "is stopped" : "goes ahead";
}

/** A permission that cannot be read stops the action; 2 does so as well, and every other code lets it go ahead. */
function ofCursor({ code, stdout }: HookEnd): Fate {
  if (code !== 0) return code === 2 ? "is stopped" : "goes ahead";
  const message = parsed(stdout);
  if (message === null || message["permission"] === "deny") return "is stopped";
  return message["permission"] === "ask" ? "asks the person" : "goes ahead";
}

type Message = Readonly<Record<string, unknown>>;

function parsed(text: string): Message | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function objectIn(message: Message | null, key: string): Message | null {
  return message === null || !Object.hasOwn(message, key) ? null : asObject(message[key]);
}

function asObject(value: unknown): Message | null {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  // oxlint-disable-next-line no-unsafe-type-assertion -- an object of JSON has nothing but its own members
  return isObject ? (value as Message) : null;
}
