/** An unsigned 64-bit integer; `value` lies in 0 to 2^64-1. */
export class Uint {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }
}
