/** Compares dotted versions number by number; a missing number is 0, and what follows the numbers (`-beta1`) is not looked at. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Tells a version that can be compared: `6.25.0`, `v1.2`. */
export function isVersion(text: string): boolean {
  return /^v?\d+(?:\.\d+)*(?:[-+].*)?$/.test(text);
}

function numbersOf(version: string): readonly number[] {
  const digits = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "0";
  return digits.split(".").map(Number);
}
