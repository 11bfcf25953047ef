import type { IncomingMessage } from "node:http";

export type BodyResult =
  | { readonly kind: "read"; readonly body: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "aborted" };

const EMPTY: BodyResult = { kind: "read", body: new Uint8Array(0) };

/** Reads a body of at most `most` bytes; of a larger one no more than that is kept, and what is said to be larger is not read at all. */
export function readBody(request: IncomingMessage, most: number): Promise<BodyResult> | BodyResult {
  const stated = request.headers["content-length"];
  if (stated === "0") return EMPTY;
  if (stated !== undefined && Number(stated) > most) return { kind: "too-large" };
  if (request.destroyed) return { kind: "aborted" };
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) {
        request.pause();
        resolve({ kind: "too-large" });
      } else chunks.push(chunk);
    });
    request.on("end", () => {
      const [first] = chunks;
      resolve({ kind: "read", body: first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks) });
    });
    request.on("error", () => resolve({ kind: "aborted" }));
    request.on("close", () => resolve({ kind: "aborted" }));
  });
}
