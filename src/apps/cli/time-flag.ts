import { UsageError } from "./usage-error.ts";

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time that a flag names: so long ago, as `30d`, `12h` or `45m`, or RFC 3339. Throws a `UsageError` for what is neither. */
export function pastTimeOf(flag: string, text: string, now: number = Date.now()): string {
  return timeOf(flag, text, { from: now, way: -1, when: "ago" });
}

/** The same of a time that lies ahead. */
export function futureTimeOf(flag: string, text: string, now: number = Date.now()): string {
  return timeOf(flag, text, { from: now, way: 1, when: "from now" });
}

interface Direction {
  readonly from: number;
  readonly way: 1 | -1;
  readonly when: string;
}

function timeOf(flag: string, text: string, { from, way, when }: Direction): string {
  const [, amount = "", unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms = amount === "" ? absolute(text) : from + way * Number(amount) * (UNITS_MS[unit] ?? 0);
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw new UsageError(
    `\`${flag} ${text}\` is no time`,
    `write \`30d\`, \`12h\` or \`45m\` ${when}, or as \`2030-06-30T00:00:00Z\``,
  );
}

function absolute(text: string): number {
  return RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
}
