import { randomBytes } from "node:crypto";
import type { Stamp } from "#core/evidence";

/** When something happens, by the clock of the machine, and an id for it (UUIDv7, RFC 9562 section 5.7). */
export function stampNow(): Stamp {
  const now = Date.now();
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const id = bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { id, time: new Date(now).toISOString() };
}
