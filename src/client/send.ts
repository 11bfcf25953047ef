import { NoAnswerError } from "./errors.ts";
import type { Question, RawAnswer } from "./question.ts";

/** Puts one request on its way; the global `fetch` is one. */
export type Send = (url: URL, init: RequestInit) => Promise<Response>;

/** Where a control plane is, and how it is asked. */
export interface ClientOptions {
  /** Its address, as `https://writ.example.com`. */
  readonly url: string;
  readonly token: string;
  /** How long an answer may take; 5000 unless given. */
  readonly timeoutMs?: number;
  /** In place of the global `fetch`, as for a Unix socket. */
  readonly fetch?: Send;
}

const TIMEOUT_MS = 5000;
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** Asks once, follows no redirect, and reads the answer whole; rejects with `NoAnswerError` when there is none in time, or more than is ever sent. */
export async function send(options: ClientOptions, { method, path, body }: Question<unknown>): Promise<RawAnswer> {
  const { url, token, timeoutMs = TIMEOUT_MS, fetch: put = fetch } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await put(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === null ? {} : { "content-type": "application/json" }) },
      body,
      redirect: "error",
      signal,
    });
    return { status: answer.status, text: await readText(answer, path) };
  } catch (cause) {
    if (cause instanceof NoAnswerError) throw cause;
    if (signal.aborted) throw new NoAnswerError("too-slow", `No answer came from \`${path}\` within ${timeoutMs} ms`);
    throw new NoAnswerError("no-connection", `No answer came from \`${path}\``, { cause });
  }
}

async function readText({ body }: Response, path: string): Promise<string> {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > LARGEST_ANSWER)
      throw new NoAnswerError("not-understood", `The answer to \`${path}\` is larger than any that is read`);
    texts.push(decoder.decode(part, { stream: true }));
  }
  return texts.join("") + decoder.decode();
}
