const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** One of the windows that follow each other from 1970 on. */
export interface Window {
  /** Counts the windows of this length. */
  readonly index: number;
  /** Milliseconds since 1970, the first after it. */
  readonly endsAtMs: number;
}

/** The window of a length such as `24h` that a point in time is in; null for what is no length. */
export function windowAt(length: string, nowMs: number): Window | null {
  const unit = UNITS_MS[length.at(-1) ?? ""];
  const count = Number(length.slice(0, -1));
  if (unit === undefined || !Number.isSafeInteger(count) || count <= 0) return null;
  const lengthMs = unit * count;
  const index = Math.floor(nowMs / lengthMs);
  return { index, endsAtMs: (index + 1) * lengthMs };
}
