import { parseDuration } from "#core/language";
import { Failure, type HclValue } from "../evaluate/values.ts";
import { ofTexts, type FunctionTable } from "./declare.ts";

/** Functions on points in time that are given; those that look at the clock are left unknown. */
export const DATE_FUNCTIONS: FunctionTable = {
  formatdate: ofTexts(2, ([pattern = "", text = ""]) => {
    const moment = momentFrom(text);
    return moment ? formatted(pattern, moment) : NO_TIME;
  }),
  timeadd: ofTexts(2, ([text = "", duration = ""]) => added(text, duration)),
  timecmp: ofTexts(2, ([text = "", other = ""]) => {
    const [a, b] = [momentFrom(text), momentFrom(other)];
    return a && b ? Math.sign(a.nanos === b.nanos ? 0 : a.nanos < b.nanos ? -1 : 1) : NO_TIME;
  }),
};

const NO_TIME = new Failure("a point in time as in `2018-01-02T23:12:01Z` is expected");

/** A point in time, and the offset of the clock by which it was told. */
interface Moment {
  readonly nanos: bigint;
  readonly offsetMinutes: number;
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9})\d{0,40})?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const NANOS_PER_MS = 1_000_000n;
const MS_PER_MINUTE = 60_000;

function momentFrom(text: string): Moment | null {
  const [, local = "", fraction = "", sign, hours = "0", minutes = "0"] = RFC_3339.exec(text) ?? [];
  const ms = Date.parse(`${local}Z`);
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  // `Date.parse` takes the 30th of February for the 2nd of March.
  if (local === "" || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(local)) return null;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const nanos = BigInt(ms - offset * MS_PER_MINUTE) * NANOS_PER_MS + BigInt(fraction.padEnd(9, "0"));
  return { nanos, offsetMinutes: offset };
}

function added(text: string, duration: string): HclValue {
  const [moment, span] = [momentFrom(text), parseDuration(duration)];
  if (!moment) return NO_TIME;
  if (span === undefined || !("nanos" in span)) return new Failure("a duration as in `10m` is expected");
  const local = localOf({ ...moment, nanos: moment.nanos + span.nanos });
  if (local === null) return NO_TIME;
  return `${local.toISOString().slice(0, 19)}${offsetText(moment.offsetMinutes, ":", "Z")}`;
}

/** The time by the clock of the moment, as if it were UTC; null outside the years that are written with four digits. */
function localOf({ nanos, offsetMinutes }: Moment): Date | null {
  const floor = nanos >= 0n ? nanos / NANOS_PER_MS : -((-nanos + NANOS_PER_MS - 1n) / NANOS_PER_MS);
  const local = new Date(Number(floor) + offsetMinutes * MS_PER_MINUTE);
  return local.getUTCFullYear() >= 0 && local.getUTCFullYear() <= 9999 ? local : null;
}

function offsetText(minutes: number, separator: string, zero: string | null): string {
  if (minutes === 0 && zero !== null) return zero;
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

/** A run of one letter, a quoted text, or anything else. */
const PART = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/y;

/** Writes a moment by a pattern of runs of letters; what is quoted stays as it is. */
function formatted(pattern: string, moment: Moment): HclValue {
  const local = localOf(moment);
  if (local === null) return NO_TIME;
  const texts: string[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < pattern.length) {
    const part = PART.exec(pattern);
    const text = part && written(part, local, moment.offsetMinutes);
    if (text === null)
      return new Failure("the pattern has a quote that is not closed, or letters that stand for nothing");
    texts.push(text);
  }
  return texts.join("");
}

function written([part, quoted, letter]: RegExpExecArray, local: Date, offsetMinutes: number): string | null {
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (letter === undefined) return part;
  const write = Object.hasOwn(WRITERS, part) ? WRITERS[part] : undefined;
  return write?.(local, offsetMinutes) ?? null;
}

const MONTHS: readonly string[] =
  "January February March April May June July August September October November December".split(" ");
const DAYS: readonly string[] = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

type Writer = (local: Date, offsetMinutes: number) => string;

const hourOf12 = (local: Date): number => local.getUTCHours() % 12 || 12;
const half = (local: Date): string => (local.getUTCHours() < 12 ? "am" : "pm");

const WRITERS: Readonly<Record<string, Writer>> = {
  YYYY: (local) => String(local.getUTCFullYear()).padStart(4, "0"),
  YY: (local) => two(local.getUTCFullYear() % 100),
  MMMM: (local) => MONTHS[local.getUTCMonth()] ?? "",
  MMM: (local) => (MONTHS[local.getUTCMonth()] ?? "").slice(0, 3),
  MM: (local) => two(local.getUTCMonth() + 1),
  M: (local) => String(local.getUTCMonth() + 1),
  DD: (local) => two(local.getUTCDate()),
  D: (local) => String(local.getUTCDate()),
  EEEE: (local) => DAYS[local.getUTCDay()] ?? "",
  EEE: (local) => (DAYS[local.getUTCDay()] ?? "").slice(0, 3),
  hh: (local) => two(local.getUTCHours()),
  h: (local) => String(local.getUTCHours()),
  HH: (local) => two(hourOf12(local)),
  H: (local) => String(hourOf12(local)),
  AA: (local) => half(local).toUpperCase(),
  aa: half,
  mm: (local) => two(local.getUTCMinutes()),
  m: (local) => String(local.getUTCMinutes()),
  ss: (local) => two(local.getUTCSeconds()),
  s: (local) => String(local.getUTCSeconds()),
  ZZZZZ: (_, offset) => offsetText(offset, ":", null),
  ZZZZ: (_, offset) => offsetText(offset, "", null),
  ZZZ: (_, offset) => offsetText(offset, "", "UTC"),
  Z: (_, offset) => offsetText(offset, ":", "Z"),
};

function two(number: number): string {
  return String(number).padStart(2, "0");
}
