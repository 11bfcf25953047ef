import {
  CelError,
  declare,
  Duration,
  DURATION,
  func,
  STRING,
  Timestamp,
  TIMESTAMP,
  type FunctionLibrary,
  type Value,
} from "#core/language";
import { absent } from "./failure.ts";
import type { World } from "./world.ts";

/** Points in time. Source: Kyverno, `cel/libs/time`. */
export function timeLibrary(world: World): FunctionLibrary {
  return {
    name: "kyverno.time",
    functions: [
      declare(
        "time.now",
        "The present.",
        func("time_now", [TIMESTAMP], () => world.clock.now ?? absent(world, "The present")),
      ),
      declare(
        "time.toCron",
        "A point in time as a schedule of cron.",
        func("time_to_cron", [TIMESTAMP, STRING], toCron),
      ),
      declare(
        "time.truncate",
        "A point in time rounded down to a multiple of a duration.",
        func("time_truncate", [TIMESTAMP, DURATION, TIMESTAMP], truncate),
      ),
    ],
  };
}

function toCron({ seconds }: Timestamp): Value {
  const date = new Date(seconds * 1000);
  return [date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()].join(
    " ",
  );
}

const NANOS = 1_000_000_000n;
/** Go counts from the first of January of the year 1. */
const YEAR_ONE = -62_135_596_800n;

function truncate(time: Timestamp, duration: Duration): Value {
  if (duration.nanos <= 0n) return time;
  const since = (BigInt(time.seconds) - YEAR_ONE) * NANOS + BigInt(time.nanos);
  if (since < 0n) return new CelError("overflow", "The point in time lies before the year 1");
  const kept = since - (since % duration.nanos);
  return new Timestamp(Number(kept / NANOS + YEAR_ONE), Number(kept % NANOS));
}
