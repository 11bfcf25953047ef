import { Duration, isMap, mapSize, numericOf, StructValue, Timestamp, type Value } from "../../values/index.ts";

/** Whether a value is empty or zero: null, false, 0, an empty text, list or map, the epoch, no time at all, a struct without a field. */
export function isZero(value: Value): boolean {
  if (value === null || value === false || value === "") return true;
  const number = numericOf(value);
  if (number !== undefined) return Number(number) === 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Timestamp) return value.seconds === 0 && value.nanos === 0;
  return value instanceof StructValue ? value.isZero() : isMap(value) && mapSize(value) === 0;
}
