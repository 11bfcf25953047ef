import { randomBytes } from "node:crypto";
import type { Stamp } from "#core/evidence";

/** An id (UUIDv7, RFC 9562) and a time for a record that is made now. */
export function stampNow(ms: number): Stamp {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  return { id, time: new Date(ms).toISOString() };
}
