import { Timestamp, type CelError } from "../../values/index.ts";
import { timestampOf } from "./range.ts";

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * The point in time that an RFC 3339 text names, `undefined` when it is no such text, an `overflow` error outside the years 1 to 9999. Digits beyond
 * nanoseconds are cut off, as in Go.
 */
export function parseTimestamp(text: string): Timestamp | CelError | undefined {
  const match = text.length <= LONGEST ? RFC3339.exec(text) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const days = dayNumber(Number(year), Number(month), Number(day));
  const clock = secondOfDay(Number(hour), Number(minute), Number(second));
  const offset = offsetOf(match[8], Number(match[9] ?? 0), Number(match[10] ?? 0));
  if (days === undefined || clock === undefined || offset === undefined) return undefined;
  return timestampOf(days * 86_400 + clock - offset, Number((match[7] ?? "").slice(0, 9).padEnd(9, "0")));
}

/** RFC 3339 in UTC with as many fractional digits as needed. */
export function formatTimestamp(time: Timestamp): string {
  const whole = new Date(time.seconds * 1000).toISOString().slice(0, "YYYY-MM-DDTHH:MM:SS".length);
  return `${whole}${fraction(time.nanos)}Z`;
}

/** Longer than any sensible timestamp, fractional digits included. */
const LONGEST = 100;

function offsetOf(sign: string | undefined, hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function secondOfDay(hour: number, minute: number, second: number): number | undefined {
  return hour > 23 || minute > 59 || second > 59 ? undefined : hour * 3600 + minute * 60 + second;
}

/** Days since the epoch, `undefined` when the month has no such day. */
function dayNumber(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 86_400_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function fraction(nanos: number): string {
  if (nanos === 0) return "";
  let digits = String(nanos).padStart(9, "0");
  while (digits.endsWith("0")) digits = digits.slice(0, -1);
  return `.${digits}`;
}
