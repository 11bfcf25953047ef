import type { Timestamp } from "#core/language";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/i;

/** The second from which something with this expiry is void; a day alone means its first second in UTC. NaN when it is not RFC 3339. */
export function expirySeconds(expires: string): number {
  return RFC_3339.test(expires) ? Math.floor(Date.parse(expires) / 1000) : Number.NaN;
}

/** Whether an expiry is still ahead. One that cannot be told never is. */
export function isAhead(seconds: number, now: Timestamp): boolean {
  return now.seconds < seconds;
}
