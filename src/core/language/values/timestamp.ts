/** A point in time: seconds since the Unix epoch and 0 to 999,999,999 nanoseconds after them. Years 1 to 9999. */
export class Timestamp {
  readonly seconds: number;
  readonly nanos: number;

  constructor(seconds: number, nanos: number) {
    this.seconds = seconds;
    this.nanos = nanos;
  }
}
