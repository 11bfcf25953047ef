import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { CANARY_EVENTS, DENIED, NOT_GOVERNED } from "./canary.ts";

/** What is read besides the arguments, and where the answer goes. */
export interface HookWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: AsyncIterable<Uint8Array>;
  /** How long an answer is waited for; absent for as long as it may. */
  readonly waitMs?: number;
  /** Resolves once the client has all of it. */
  write(answer: string): Promise<void>;
  complain(text: string): void;
}

const DEFAULT_SERVER = "http://127.0.0.1:7410";
/** Less than any client waits for a hook. */
const MOST_MS = 20_000;
const MOST_BYTES = 16 * 1024 * 1024;

export const HOOK_USAGE =
  "writ hook <claude-code|codex|gemini|cursor> [--server <url>] [--token-file <file>] [--canary]";

/**
 * Asks a control plane what a client asks its hook, and answers in the client's words. Imports nothing but Node, since a client waits for it before each act.
 *
 * INVARIANT (hook-fail-closed): answers 0 only after a whole answer of the control plane was handed on, and else 2, which every client takes for a block, with a
 * reason, without which some would not. Never rejects.
 */
export async function hook(args: readonly string[], world: HookWorld): Promise<0 | 2> {
  try {
    const settings = { ...settingsOf(args, world.environment), waitMs: world.waitMs ?? MOST_MS };
    await world.write(`${await (settings.isCanary ? canary(settings) : relay(settings, world.input))}\n`);
    return 0;
  } catch (error) {
    const why = error instanceof HookError ? error.message : "the control plane does not answer";
    world.complain(`writ: ${why}; what is not decided is not allowed\n`);
    return 2;
  }
}

/** Why there is no answer, for people and agents. */
class HookError extends Error {}

interface HookSettings {
  readonly client: string;
  readonly server: string;
  readonly token: string;
  /** Whether it is asked if what must be denied is denied. */
  readonly isCanary: boolean;
  readonly waitMs: number;
}

function settingsOf(args: readonly string[], environment: HookWorld["environment"]): Omit<HookSettings, "waitMs"> {
  const given = wordsOf(args);
  const client = given?.get("client");
  if (given === null || client === undefined) throw new HookError(`it is called as \`${HOOK_USAGE}\``);
  const server = given.get("--server") ?? environment["WRIT_SERVER"] ?? "";
  const token = tokenOf(given.get("--token-file"), environment);
  return { client, server: server === "" ? DEFAULT_SERVER : server, token, isCanary: given.has("--canary") };
}

/** What was given by which flag; null for words that are none. */
function wordsOf(args: readonly string[]): ReadonlyMap<string, string> | null {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    if (word === "--server" || word === "--token-file") given.set(word, args[(at += 1)] ?? "");
    else if (word === "--canary") given.set(word, "");
    else if (Object.hasOwn(CANARY_EVENTS, word)) given.set("client", word);
    else return null;
  }
  return given;
}

async function relay(settings: HookSettings, input: HookWorld["input"]): Promise<string> {
  const event = await readAll(input, "the event");
  if (event.length === 0) throw new HookError("the client sent no event");
  return await ask(settings, event);
}

async function canary(settings: HookSettings): Promise<string> {
  const answer = await ask(settings, Buffer.from(CANARY_EVENTS[settings.client] ?? ""));
  if (!DENIED.test(answer)) throw new HookError(NOT_GOVERNED);
  return "{}";
}

function tokenOf(file: string | undefined, environment: HookWorld["environment"]): string {
  const token = (file === undefined ? (environment["WRIT_TOKEN"] ?? "") : textOf(file)).trim();
  if (/^[\x21-\x7e]{1,16384}$/.test(token)) return token;
  throw new HookError("there is no token: set WRIT_TOKEN, or name a file with --token-file");
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new HookError("the file of the token cannot be read");
  }
}

async function readAll(input: AsyncIterable<Uint8Array>, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new HookError(`${what} is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function ask(settings: HookSettings, event: Buffer): Promise<string> {
  const response = await send(settings, event);
  const body = (await readAll(response, "the answer")).toString();
  if (!response.complete || response.headers["content-length"] === undefined)
    throw new HookError("the answer is not whole");
  if (response.statusCode !== 200) throw new HookError(body);
  if (!isObject(body)) throw new HookError("the answer is none that a client can read");
  return body;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function send({ client, server, token, waitMs }: HookSettings, event: Buffer): Promise<IncomingMessage> {
  const path = `/v1/hooks/${client}`;
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "content-length": event.length,
  };
  const options: RequestOptions = { method: "POST", path, headers, agent: false, signal: AbortSignal.timeout(waitMs) };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  requestTo(server, options, resolve).on("error", reject).end(event);
  return promise;
}

type Heard = (response: IncomingMessage) => void;

function requestTo(server: string, options: RequestOptions, heard: Heard): ReturnType<typeof httpRequest> {
  if (server.startsWith("unix:/"))
    return httpRequest({ ...options, socketPath: server.slice(5), host: "localhost" }, heard);
  const url = URL.canParse(server) ? new URL(server) : null;
  if (url?.protocol === "https:") return httpsRequest(new URL(url.origin), options, heard);
  const isHere = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "http:" && isHere) return httpRequest(new URL(url.origin), options, heard);
  throw new HookError("the control plane is asked over https, over http on this machine, or as unix:/path");
}
