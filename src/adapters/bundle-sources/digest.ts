import { createHash } from "node:crypto";

/** SHA-256 of some bytes in lower-case hex. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
