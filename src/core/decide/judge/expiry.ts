import { parseTimestamp, Timestamp } from "#core/language";

/** The point in time from which something with this RFC 3339 expiry is void; null when it is none, and then it is void always. */
export function parseExpiry(expires: string): Timestamp | null {
  const parsed = parseTimestamp(expires);
  return parsed instanceof Timestamp ? parsed : null;
}

/** Whether an expiry is still ahead of `now`. */
export function isAhead(expiry: Timestamp | null, now: Timestamp): boolean {
  if (expiry === null) return false;
  return now.seconds < expiry.seconds || (now.seconds === expiry.seconds && now.nanos < expiry.nanos);
}
