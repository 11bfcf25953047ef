import type { Readable, Writable } from "node:stream";
import { Lines } from "#adapters/mcp";
import { MOST_OF_MESSAGE } from "#core/mcp";
import type { Pipe } from "./pipe.ts";

/** How much waits for a client that does not read. */
const MOST_UNREAD = 64 * 1024 * 1024;
/** How long what is under way may take when the client says nothing more: less than clients wait before they end a program. */
const LAST_ANSWERS_MS = 1500;

/** The way on which one client is served. */
interface Stdio {
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves the client of this process on its standard input and output, until the client ends or the process is told to. */
export async function serveClientOf(open: (write: (line: string) => void) => Pipe): Promise<string | null> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.on("SIGTERM", stop).on("SIGINT", stop);
  const problem = await serveStdio({ input: process.stdin, output: process.stdout }, open, stopping.signal);
  process.off("SIGTERM", stop).off("SIGINT", stop);
  return problem;
}

/**
 * Serves one client until its input ends, its output is closed or `signal` is aborted. Resolves with null then, and with a problem when the client breaks off by
 * a line that is too long, or by reading nothing.
 */
async function serveStdio(
  { input, output }: Stdio,
  open: (write: (line: string) => void) => Pipe,
  signal: AbortSignal,
): Promise<string | null> {
  const over = Promise.withResolvers<string | null>();
  const pipe = open((line) => {
    if (output.writableLength > MOST_UNREAD) return over.resolve("the client does not read what it is answered");
    output.write(`${line}\n`);
  });
  const underWay = new Set<Promise<void>>();
  const lines = new Lines(MOST_OF_MESSAGE, (line) => {
    if (line === "") return;
    const answered = pipe.receive(line).finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  input.on("data", (chunk: Buffer) => {
    if (!lines.take(chunk)) over.resolve("a message of the client is too large");
  });
  input.on("end", () => {
    void atMost(LAST_ANSWERS_MS, Promise.all(underWay)).then(() => over.resolve(null));
  });
  input.on("error", () => over.resolve(null));
  output.on("error", () => over.resolve(null));
  signal.addEventListener("abort", () => over.resolve(null));
  const problem = await over.promise;
  input.removeAllListeners("data").destroy();
  await pipe.close();
  return problem;
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
