/** A double as Go's `%g` writes it: the shortest digits that read back the same, with an exponent below 1e-4 and from 1e6 on. */
export function formatGeneral(value: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) return special;
  const { negative, digits, exponent } = decompose(value);
  const sign = negative ? "-" : "";
  if (exponent >= -4 && exponent < GENERAL_PRECISION) return sign + plain(digits, exponent);
  return sign + scientific(digits, exponent);
}

/** A double without an exponent, however large or small, as Go's `strconv.FormatFloat(value, 'f', -1, 64)` writes it. */
export function formatPlain(value: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) return special;
  const { negative, digits, exponent } = decompose(value);
  return (negative ? "-" : "") + plain(digits, exponent);
}

const GENERAL_PRECISION = 6;

function formatSpecial(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return value === 0 ? (Object.is(value, -0) ? "-0" : "0") : undefined;
}

/** The value as 0.d1d2d3... times ten to the power exponent + 1: `digits` holds no leading zero. */
interface Decomposed {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

function decompose(value: number): Decomposed {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { negative: value < 0, digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, "0");
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function scientific(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
