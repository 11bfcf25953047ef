import type { HookClient, HookClientName } from "./client.ts";
import { claudeCode } from "./claude-code/index.ts";
import { codex } from "./codex/index.ts";
import { cursor } from "./cursor/index.ts";
import { gemini } from "./gemini/index.ts";

/** Every client by its name. */
export const HOOK_DIALECTS: Readonly<Record<HookClientName, HookClient>> = {
  "claude-code": claudeCode,
  codex,
  gemini,
  cursor,
};

export type { ClientAnswer, HookAnswer } from "./answer.ts";
export { HOOK_CLIENTS, type HookClient, type HookClientName } from "./client.ts";
export { HookPoint } from "./hook-point.ts";
export type { HookPorts } from "./ports.ts";
export { hookRoutes } from "./routes.ts";
