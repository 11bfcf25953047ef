/** The largest power of two that is at most `value`, which is at least 1. Counted up, because logarithms round. */
export function largestPower(value: number): number {
  let power = 1;
  while (power * 2 <= value) power *= 2;
  return power;
}
