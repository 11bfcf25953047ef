import type { CelError, Duration } from "../../values/index.ts";
import { formatPlain } from "../numbers/format-double.ts";
import { durationOf } from "./range.ts";

const TERM = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;

const UNIT_NANOS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Longer than any duration within range that a person or program writes. */
const LONGEST = 200;

/**
 * The duration that a text such as `1h30m` or `-1.5s` names, after Go's `time.ParseDuration`; `undefined` when it is no such text, an `overflow` error
 * beyond the int64 range of nanoseconds. Fractions of a nanosecond are cut off.
 */
export function parseDuration(text: string): Duration | CelError | undefined {
  if (text.length > LONGEST) return undefined;
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return durationOf(0n);
  const nanos = unsigned === "" ? undefined : sumOfTerms(unsigned);
  return nanos === undefined ? undefined : durationOf(text.startsWith("-") ? -nanos : nanos);
}

/** Decimal seconds with the suffix `s`, as cel-go writes a duration. */
export function formatDuration(duration: Duration): string {
  const seconds = duration.nanos / 1_000_000_000n;
  return `${formatPlain(Number(seconds) + Number(duration.nanos % 1_000_000_000n) / 1e9)}s`;
}

function sumOfTerms(text: string): bigint | undefined {
  let sum = 0n;
  TERM.lastIndex = 0;
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    const nanos = termNanos(TERM.exec(text));
    if (nanos === undefined) return undefined;
    sum += nanos;
  }
  return sum;
}

function termNanos(term: RegExpExecArray | null): bigint | undefined {
  const [, whole = "", fraction = "", unit = ""] = term ?? [];
  const unitNanos = UNIT_NANOS[unit];
  if (unitNanos === undefined || whole + fraction === "") return undefined;
  return BigInt(whole) * unitNanos + (BigInt(fraction) * unitNanos) / 10n ** BigInt(fraction.length);
}
