import type { Value, ValueObject } from "#core/language";
import { isObject, member } from "#core/model";
import type { Occasion, SubAgent, ToolStep, Unread } from "./question.ts";

/** How long a name of a tool, server, model or sub-agent may be. */
const LONGEST_NAME = 256;
/** How long a path or an address may be. */
const LONGEST_PATH = 8192;
/** How long a script may be. */
const LONGEST_SCRIPT = 256 * 1024;

const SESSION = /^[\x21-\x7e]{1,128}$/;
const NAME = /^[^\p{Cc}\p{Cs}]+$/u;

/** The name that stands under a key; undefined for anything that is none. */
export function nameAt(object: ValueObject, key: string): string | undefined {
  const value = member(object, key);
  return typeof value === "string" && value.length <= LONGEST_NAME && NAME.test(value) ? value : undefined;
}

/** The text that stands under a key, null where there is none; undefined for anything else. */
export function textAt(object: ValueObject, key: string, longest: number = LONGEST_PATH): string | null | undefined {
  const value = member(object, key) ?? null;
  if (value === null) return null;
  return typeof value === "string" && value.length <= longest ? value : undefined;
}

/** The object that stands under a key; undefined for anything else. */
export function objectAt(object: ValueObject, key: string): ValueObject | undefined {
  const value = member(object, key);
  return isObject(value) ? value : undefined;
}

/** A name of a session, in the form that all points take; undefined for one that has not. */
export function sessionAt(object: ValueObject, key: string): string | undefined {
  const value = member(object, key);
  return typeof value === "string" && SESSION.test(value) ? value : undefined;
}

/** What clients that follow Claude Code say with every event; undefined where it is not as it must be. */
export function occasionOf(event: string, body: ValueObject, isAttended: boolean): Occasion | undefined {
  const session = sessionAt(body, "session_id");
  const cwd = textAt(body, "cwd");
  const subAgent = subAgentOf(body);
  if (session === undefined || cwd === undefined || subAgent === undefined) return undefined;
  return { event, session, cwd, subAgent, isAttended };
}

function subAgentOf(body: ValueObject): SubAgent | null | undefined {
  if ((member(body, "agent_id") ?? null) === null) return null;
  const id = sessionAt(body, "agent_id");
  const type = nameAt(body, "agent_type") ?? null;
  return id === undefined ? undefined : { id, type };
}

/** An event that is not understood. */
export function unread(event: string, message: string): Unread {
  return { kind: "unread", event, message };
}

/** What a tool does whose argument `key` is a script. */
export function scriptStep(args: ValueObject, key: string): ToolStep {
  const script = textAt(args, key, LONGEST_SCRIPT);
  return typeof script === "string" ? { kind: "script", script } : unreadStep(key, "the script that is to run");
}

type FileVerb = "read" | "create" | "update" | "delete";

/** What a tool does to the one file that its argument `key` names. */
export function fileStep(args: ValueObject, key: string, verb: FileVerb): ToolStep {
  return pathStep(member(args, key), { key, verb, isPattern: false, reaches: false });
}

/** What a tool does that looks through everything below the folder that its argument `key` names, which is the working folder unless given. */
export function searchStep(args: ValueObject, key: string): ToolStep {
  return pathStep(member(args, key) ?? ".", { key, verb: "read", isPattern: false, reaches: true });
}

/** What a tool does to one path. */
export function pathStep(
  path: Value | undefined,
  about: { readonly key: string; readonly verb: FileVerb; readonly isPattern: boolean; readonly reaches: boolean },
): ToolStep {
  const { key, ...rest } = about;
  const isPath = typeof path === "string" && path !== "" && path.length <= LONGEST_PATH && !path.includes("\0");
  return isPath ? { kind: "file", path, ...rest } : unreadStep(key, "a path");
}

/** What a tool does that fetches the address that its argument `key` holds. */
export function fetchStep(args: ValueObject, key: string): ToolStep {
  const url = textAt(args, key);
  return typeof url === "string" && url !== "" ? { kind: "fetch", url } : unreadStep(key, "an address");
}

export function unreadStep(key: string, what: string): ToolStep {
  return {
    kind: "unread",
    code: "unread-argument",
    message: `Argument \`${key.slice(0, 64)}\` of the tool should be ${what}, and is not or is too long`,
  };
}
