import type { HookClient } from "../client.ts";
import { answerClaudeCode } from "./answer.ts";
import { CLAUDE_CODE, readClaudeCode } from "./read.ts";

/** Claude Code, by its command and HTTP hooks. */
export const claudeCode: HookClient = {
  name: CLAUDE_CODE,
  read: readClaudeCode,
  answer: answerClaudeCode,
  asks: ({ event }) => event === "PreToolUse",
};
