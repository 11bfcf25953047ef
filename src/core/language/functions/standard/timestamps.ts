import type { Duration, Timestamp, Value } from "../../values/index.ts";
import { normalInt } from "../../values/index.ts";
import { DURATION, INT, STRING, TIMESTAMP } from "../../types/type.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, method } from "../define.ts";
import { invalidArgument, quoted } from "../failure.ts";
import { zoneOffset } from "../time/zones.ts";

/** Reads one part of a local date and time, which is given as if it were UTC. */
type Part = (local: Date, nanos: number) => number;

const DAY_MS = 86_400_000;

function dayOfYear(local: Date): number {
  const newYear = new Date(local.getTime());
  newYear.setUTCMonth(0, 1);
  return Math.floor((local.getTime() - newYear.getTime()) / DAY_MS);
}

function getter(name: string, description: string, ids: readonly [string, string], part: Part): FunctionDeclaration {
  const read = (time: Timestamp, offset: number): Value => part(new Date((time.seconds + offset) * 1000), time.nanos);
  return declare(
    name,
    description,
    method(ids[0], [TIMESTAMP, INT], (time: Timestamp) => read(time, 0)),
    method(ids[1], [TIMESTAMP, STRING, INT], (time: Timestamp, zone: string) => {
      const offset = zoneOffset(zone, time.seconds);
      return offset === undefined ? invalidArgument(`There is no time zone ${quoted(zone)}`) : read(time, offset);
    }),
  );
}

function durationGetter(
  name: string,
  description: string,
  id: string,
  read: (nanos: bigint) => bigint,
): FunctionDeclaration {
  return declare(
    name,
    description,
    method(id, [DURATION, INT], (duration: Duration) => normalInt(read(duration.nanos))),
  );
}

/** The parts of timestamps and durations. Source: cel-spec, "Timestamps and durations"; overload ids of cel-go. */
export const timestamps: readonly FunctionDeclaration[] = [
  getter("getFullYear", "The year.", ["timestamp_to_year", "timestamp_to_year_with_tz"], (local) =>
    local.getUTCFullYear(),
  ),
  getter("getMonth", "The month, from 0.", ["timestamp_to_month", "timestamp_to_month_with_tz"], (local) =>
    local.getUTCMonth(),
  ),
  getter(
    "getDayOfYear",
    "The day of the year, from 0.",
    ["timestamp_to_day_of_year", "timestamp_to_day_of_year_with_tz"],
    dayOfYear,
  ),
  getter(
    "getDayOfMonth",
    "The day of the month, from 0.",
    ["timestamp_to_day_of_month", "timestamp_to_day_of_month_with_tz"],
    (local) => local.getUTCDate() - 1,
  ),
  getter(
    "getDate",
    "The day of the month, from 1.",
    ["timestamp_to_day_of_month_1_based", "timestamp_to_day_of_month_1_based_with_tz"],
    (local) => local.getUTCDate(),
  ),
  getter(
    "getDayOfWeek",
    "The day of the week, from 0 for Sunday.",
    ["timestamp_to_day_of_week", "timestamp_to_day_of_week_with_tz"],
    (local) => local.getUTCDay(),
  ),
  getter("getHours", "The hour of the day.", ["timestamp_to_hours", "timestamp_to_hours_with_tz"], (local) =>
    local.getUTCHours(),
  ),
  getter("getMinutes", "The minute of the hour.", ["timestamp_to_minutes", "timestamp_to_minutes_with_tz"], (local) =>
    local.getUTCMinutes(),
  ),
  getter("getSeconds", "The second of the minute.", ["timestamp_to_seconds", "timestamp_to_seconds_tz"], (local) =>
    local.getUTCSeconds(),
  ),
  getter(
    "getMilliseconds",
    "The millisecond of the second.",
    ["timestamp_to_milliseconds", "timestamp_to_milliseconds_with_tz"],
    (_local, nanos) => Math.floor(nanos / 1_000_000),
  ),
  durationGetter("getHours", "The whole hours.", "duration_to_hours", (nanos) => nanos / 3_600_000_000_000n),
  durationGetter("getMinutes", "The whole minutes.", "duration_to_minutes", (nanos) => nanos / 60_000_000_000n),
  durationGetter("getSeconds", "The whole seconds.", "duration_to_seconds", (nanos) => nanos / 1_000_000_000n),
  durationGetter(
    "getMilliseconds",
    "The milliseconds beyond whole seconds.",
    "duration_to_milliseconds",
    (nanos) => (nanos / 1_000_000n) % 1000n,
  ),
];
