import { randomUUID } from "node:crypto";
import type { Stamp } from "#core/evidence";

/** An id (UUIDv7, RFC 9562) and a time for a record that is made now. */
export function stampNow(ms: number): Stamp {
  const time = ms.toString(16).padStart(12, "0");
  // The random digits and the variant of a UUIDv4, which Node draws many of at once.
  const random = randomUUID();
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15, 18)}-${random.slice(19)}`;
  return { id, time: new Date(ms).toISOString() };
}
