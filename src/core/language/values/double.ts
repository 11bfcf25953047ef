/** A double whose value is integral, boxed so that `1.0` is not taken for the int `1`. */
export class Double {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}
