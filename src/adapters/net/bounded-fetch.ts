import { UnavailableError } from "#core/diagnostics";

/** How long the other side may take to answer, and how much it may say. */
export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** An answer that was read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Whether an address is on the machine itself, where plain HTTP cannot be read or answered by others. */
export function isLocal({ hostname }: URL): boolean {
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

/**
 * Asks a server that the operator named, and reads the answer whole, or throws an `UnavailableError` (`peer-unavailable`).
 *
 * Follows no redirect, since only the named address is trusted; plain HTTP is for the same machine alone. Time and size are bounded to the last byte.
 */
export async function boundedFetch(url: string, init: RequestInit, limits: FetchLimits): Promise<Answer> {
  assertProtected(url);
  try {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const { status, headers, body } = await fetch(url, { ...init, redirect: "manual", signal });
    return { status, headers, body: await readBounded(body, limits.maxBytes, url) };
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause;
    throw unavailable(`\`${url}\` gave no answer within ${limits.timeoutMs} ms or cannot be reached`, cause);
  }
}

/** The body of an answer of 200 to a GET; any other answer is unavailability. */
export async function fetchDocument(url: string, limits: FetchLimits): Promise<Uint8Array<ArrayBuffer>> {
  const { status, body } = await boundedFetch(url, { headers: { accept: "application/json" } }, limits);
  if (status !== 200) throw unavailable(`\`${url}\` answered ${status}`);
  return body;
}

/** Throws for an address that somebody on the way could answer in the other's place. */
function assertProtected(address: string): void {
  const url = new URL(address);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLocal(url))) return;
  throw unavailable(`\`${address}\` is not asked: what is believed comes over https only, or from this machine`);
}

async function readBounded(body: Response["body"], maxBytes: number, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw unavailable(`\`${url}\` answered with more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function unavailable(message: string, cause?: unknown): UnavailableError {
  return new UnavailableError("peer-unavailable", message, cause === undefined ? {} : { cause });
}
