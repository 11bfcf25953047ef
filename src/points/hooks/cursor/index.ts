import type { HookClient } from "../client.ts";
import { answerCursor, cursorAsks } from "./answer.ts";
import { CURSOR, readCursor } from "./read.ts";

/** Cursor, by its command hooks. */
export const cursor: HookClient = { name: CURSOR, read: readCursor, answer: answerCursor, asks: cursorAsks };
