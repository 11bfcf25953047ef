/** How long an issuer may take to answer, and how much it may say. */
export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export const FETCH_LIMITS: FetchLimits = { timeoutMs: 3000, maxBytes: 256 * 1024 };

/** An issuer did not answer, or not with what it owes: nobody can be believed or refused by its word now. */
export class IssuerUnavailableError extends Error {
  override readonly name = "IssuerUnavailableError";
}

/** Whether an address is on the machine itself, where plain HTTP cannot be read or answered by others. */
export function isLocal({ hostname }: URL): boolean {
  return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

/** The body of an answer of 200 to a GET, or an `IssuerUnavailableError`; under the terms of `limitedFetch`. */
export async function fetchBounded(url: string, limits: FetchLimits): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await limitedFetch(url, { headers: { accept: "application/json" } }, limits);
  if (answer.status !== 200) throw new IssuerUnavailableError(`\`${url}\` answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * Fetches a document of an issuer whole, or throws an `IssuerUnavailableError`.
 *
 * Follows no redirect, since only the named address is trusted; plain HTTP is for the same machine alone. Time and size are bounded to the last byte.
 */
export async function limitedFetch(
  url: string,
  init: RequestInit,
  limits: FetchLimits = FETCH_LIMITS,
): Promise<Response> {
  assertProtected(url);
  try {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const { status, headers, body } = await fetch(url, { ...init, redirect: "error", signal });
    const type = headers.get("content-type") ?? "";
    return new Response(await readBounded(body, limits.maxBytes, url), { status, headers: { "content-type": type } });
  } catch (cause) {
    if (cause instanceof IssuerUnavailableError) throw cause;
    throw new IssuerUnavailableError(`\`${url}\` gave no answer within ${limits.timeoutMs} ms or cannot be reached`, {
      cause,
    });
  }
}

/** Throws for an address that somebody on the way could answer in the issuer's place. */
function assertProtected(address: string): void {
  const url = new URL(address);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLocal(url))) return;
  throw new IssuerUnavailableError(`\`${address}\` is not asked: keys come over https only, or from this machine`);
}

async function readBounded(body: Response["body"], maxBytes: number, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new IssuerUnavailableError(`\`${url}\` answered with more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
