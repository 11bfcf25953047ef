import type { HookClient } from "../client.ts";
import { answerGemini } from "./answer.ts";
import { GEMINI, readGemini } from "./read.ts";

/** Gemini CLI, by its command hooks. */
export const gemini: HookClient = { name: GEMINI, read: readGemini, answer: answerGemini, asks: () => false };
