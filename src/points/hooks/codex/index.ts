import type { HookClient } from "../client.ts";
import { answerCodex } from "./answer.ts";
import { CODEX, readCodex } from "./read.ts";

/** Codex, by its command hooks. */
export const codex: HookClient = { name: CODEX, read: readCodex, answer: answerCodex, asks: () => false };
