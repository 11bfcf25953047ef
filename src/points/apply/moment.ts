import type { Timestamp } from "#core/language";

/** Milliseconds since 1970. */
export function msOf({ seconds, nanos }: Timestamp): number {
  return seconds * 1000 + Math.floor(nanos / 1_000_000);
}

/** RFC 3339, UTC. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
