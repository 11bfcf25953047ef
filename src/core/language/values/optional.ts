import type { Value } from "./value.ts";

/** `optional.of(value)`, or `optional.none()` when `value` is `undefined`. */
export class Optional {
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    this.value = value;
  }
}
