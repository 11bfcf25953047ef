/** A double with exactly this many digits after the point, rounded half to even on its exact value, as Go's `%.Nf`. */
export function formatFixed(value: number, digits: number): string {
  const rounded = scaled(value, digits)
    .toString()
    .padStart(digits + 1, "0");
  const whole = rounded.slice(0, rounded.length - digits);
  return signOf(value) + (digits === 0 ? whole : `${whole}.${rounded.slice(-digits)}`);
}

/** A double in scientific notation with exactly this many digits after the point, rounded half to even, as Go's `%.Ne`. */
export function formatScientific(value: number, digits: number): string {
  let exponent = value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
  let rounded = scaled(value, digits - exponent).toString();
  if (rounded.length > digits + 1) {
    exponent++;
    rounded = rounded.slice(0, -1);
  }
  const padded = rounded.padStart(digits + 1, "0");
  const mantissa = digits === 0 ? padded : `${padded.slice(0, 1)}.${padded.slice(1)}`;
  return `${signOf(value)}${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

/** |value| times ten to the power `digits` as an integer, rounded half to even. */
function scaled(value: number, digits: number): bigint {
  const { numerator, denominator } = ratioOf(Math.abs(value));
  const power = 10n ** BigInt(Math.abs(digits));
  return digits < 0 ? roundedQuotient(numerator, denominator * power) : roundedQuotient(numerator * power, denominator);
}

interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The exact value of a finite double as a fraction. */
function ratioOf(value: number): Ratio {
  let mantissa = value;
  let shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  return { numerator: BigInt(mantissa), denominator: 2n ** BigInt(shift) };
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const isUp = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}
