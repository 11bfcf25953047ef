import { INT_MAX, Opaque, type Value } from "../../../values/index.ts";

/** How many billionths make one. */
const ONE = 1_000_000_000n;
/** What Kubernetes caps larger quantities at. */
const LARGEST = INT_MAX * ONE;

/** An amount of a resource in billionths. `isCapped` when what was written is larger than Kubernetes can hold. */
export class Quantity extends Opaque {
  readonly typeName = "kubernetes.Quantity";
  readonly nanos: bigint;
  readonly isCapped: boolean;

  constructor(nanos: bigint, isCapped = false) {
    super();
    this.nanos = nanos;
    this.isCapped = isCapped;
  }

  compare(other: Quantity): number {
    if (this.nanos === other.nanos) return 0;
    return this.nanos < other.nanos ? -1 : 1;
  }

  /** The whole number, when it is one. */
  toInteger(): bigint | undefined {
    return this.isCapped || this.nanos % ONE !== 0n ? undefined : this.nanos / ONE;
  }

  toDouble(): number {
    return this.nanos % ONE === 0n ? Number(this.nanos / ONE) : Number(this.nanos) / Number(ONE);
  }

  equals(other: Opaque): boolean {
    return other instanceof Quantity && other.nanos === this.nanos;
  }

  toString(): string {
    const size = this.nanos < 0n ? -this.nanos : this.nanos;
    const fraction = (size % ONE).toString().padStart(9, "0").replace(/0+$/, "");
    return `${this.nanos < 0n ? "-" : ""}${size / ONE}${fraction && `.${fraction}`}`;
  }

  toPlain(): Value {
    return this.toString();
  }
}

const QUANTITY = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:([eE])([+-]?\d{1,9})|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|))$/;

const BINARY: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Longer than any quantity that is not capped or rounded. */
const LONGEST = 200;

/** The quantity that a text names, or `undefined`. Fractions of a billionth are rounded up, away from zero. Source: Kubernetes, `resource.ParseQuantity`. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length <= LONGEST ? QUANTITY.exec(text) : null;
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", , exponent, suffix = ""] = match;
  const digits = BigInt(whole + fraction);
  const binary = BINARY[suffix] ?? 0;
  const scale = Number(exponent ?? DECIMAL[suffix] ?? 0) - fraction.length + 9;
  const size = roundedUp(digits * 1024n ** BigInt(binary), scale);
  const isCapped = size > LARGEST;
  const capped = isCapped ? LARGEST : size;
  return new Quantity(sign === "-" ? -capped : capped, isCapped);
}

/** Beyond this power of ten every quantity is capped, and below its negative rounded up to one billionth. */
const EXTREME_SCALE = 300;

/** `digits` times ten to the power `scale`, rounded up. */
function roundedUp(digits: bigint, scale: number): bigint {
  const power = 10n ** BigInt(Math.min(Math.abs(scale), EXTREME_SCALE));
  return scale >= 0 ? digits * power : (digits + power - 1n) / power;
}
